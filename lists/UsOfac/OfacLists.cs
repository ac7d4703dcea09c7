using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>The two lists that OFAC publishes in the same forms.</summary>
internal static class OfacLists
{
    /// <summary>Specially Designated Nationals and Blocked Persons.</summary>
    public static ListCode Sdn { get; } = ListCode.Parse("us-ofac-sdn");

    /// <summary>The consolidated list of everything that is not blocking: SSI, NS-PLC, CAPTA, NS-MBS, NS-CMIC.</summary>
    public static ListCode Consolidated { get; } = ListCode.Parse("us-ofac-cons");

    /// <summary>The list that a file name speaks of: <c>CONS_…</c> and <c>CONSOLIDATED…</c> are the consolidated list, all others the SDN
    /// list.</summary>
    public static ListCode OfFileName(string name) => name.StartsWith("cons", StringComparison.OrdinalIgnoreCase) ? Consolidated : Sdn;
}
