using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>Mailboxes that a desk reads and no one person (see <c>RoleMailboxes.tsv</c>): info, sales, support.</summary>
public static class RoleMailboxes
{
    private const string Table = "Matching/Features/RoleMailboxes.tsv";

    private static readonly FrozenSet<string> Mailboxes = Read();

    /// <summary>True for an address whose mailbox is a desk's, whatever number or separator stands in or behind it: <c>info@</c>,
    /// <c>sales2@</c>, <c>customer-service@</c>, <c>info+web@</c>.</summary>
    public static bool IsRole(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0)
        {
            return false;
        }

        var tag = address.IndexOf('+', StringComparison.Ordinal);
        var mailbox = address[..(tag > 0 && tag < at ? tag : at)];
        return Mailboxes.Contains(string.Concat(mailbox.Where(char.IsAsciiLetter)).ToLowerInvariant())
            || mailbox.Split('.', '-', '_').Any(part => IsDesk(part));
    }

    // A word beside it names the branch or the domain again (info.kiev, office-minsk): the desk stays one.
    private static bool IsDesk(string part) => part is "info" or "office" or "sales" or "support" or "contact";

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(RoleMailboxes).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"{Table} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t')[0]).ToFrozenSet(StringComparer.Ordinal);
    }
}
