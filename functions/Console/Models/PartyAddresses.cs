using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Console.Models;

/// <summary>Addresses of listed parties. Keys of publishers hold blanks, slashes and brackets, so an entry travels in the query.</summary>
internal static class PartyAddresses
{
    /// <summary>The page of a listed party.</summary>
    public static string Of(ListEntryId entry) => "/app/parties?entry=" + Uri.EscapeDataString(entry.ToString());
}
