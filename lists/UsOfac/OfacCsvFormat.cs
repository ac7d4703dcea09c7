using System.Collections.Immutable;
using System.Text;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>
/// The flat files of one OFAC list: <c>SDN.CSV, ADD.CSV, ALT.CSV, SDN_COMMENTS.CSV</c>, or <c>CONS_PRIM.CSV, CONS_ADD.CSV, CONS_ALT.CSV,
/// CONS_COMMENTS.CSV</c>. No header, Latin transliteration only, null is <c>-0-</c>; most facts stand in the remarks.
/// </summary>
internal sealed class OfacCsvFormat(ListCode list) : IListFormat
{
    /// <inheritdoc/>
    public string Name => list == OfacLists.Sdn ? "ofac-csv" : "ofac-cons-csv";

    /// <inheritdoc/>
    public int Richness => 10;

    /// <inheritdoc/>
    public ImmutableArray<ListCode> Lists => [list];

    /// <inheritdoc/>
    public string? RoleOf(ListFile file, ReadOnlySpan<byte> head) =>
        RoleOfName(file.Name) is { } role && StartsWithEntryNumber(head) ? role : null;

    /// <inheritdoc/>
    public string? RoleOfName(string name)
    {
        var names = list == OfacLists.Sdn
            ? ("SDN.CSV", "ADD.CSV", "ALT.CSV", "SDN_COMMENTS.CSV")
            : ("CONS_PRIM.CSV", "CONS_ADD.CSV", "CONS_ALT.CSV", "CONS_COMMENTS.CSV");
        var upper = name.ToUpperInvariant();
        return upper == names.Item1 ? ListFormatRoles.Main
            : upper == names.Item2 ? "addresses"
            : upper == names.Item3 ? "aliases"
            : upper == names.Item4 ? "comments"
            : null;
    }

    /// <inheritdoc/>
    public ImmutableArray<ListReading> Read(IReadOnlyDictionary<string, ListFile> filesByRole, CancellationToken cancellation)
    {
        var quarantined = new List<QuarantinedRow>();
        var comments = OfacCsvRows.Read(filesByRole.GetValueOrDefault("comments"), 2, quarantined)
            .GroupBy(row => row.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => string.Concat(group.Select(row => row.Fields[1])), StringComparer.Ordinal);
        var drafts = new OrderedDictionary<string, PartyDraft>(StringComparer.Ordinal);
        var cut = 0;
        foreach (var row in OfacCsvRows.Read(filesByRole[ListFormatRoles.Main], 12, quarantined))
        {
            cancellation.ThrowIfCancellationRequested();
            if (row.Fields[1] is null)
            {
                quarantined.Add(row.Quarantine("the name is missing"));
            }
            else if (drafts.TryAdd(row.Key, OfacCsvEntry.Read(list, row, comments.GetValueOrDefault(row.Key))))
            {
                cut += OfacRemarks.IsCut(row.Fields[11], comments.GetValueOrDefault(row.Key)) ? 1 : 0;
            }
            else
            {
                quarantined.Add(row.Quarantine($"the entry number {row.Key} stands twice; the first entry is kept"));
            }
        }

        AddAliases(drafts, filesByRole, quarantined);
        AddAddresses(drafts, filesByRole, quarantined);
        return [new ListReading(list, [.. drafts.Values.Select(draft => draft.Build())], [.. quarantined])
            { Notes = NotesOf(filesByRole, cut) }];
    }

    private static ImmutableArray<string> NotesOf(IReadOnlyDictionary<string, ListFile> files, int cut)
    {
        var missing = new[] { "addresses", "aliases", "comments" }.Where(role => !files.ContainsKey(role)).ToArray();
        return
        [
            .. missing.Length == 0 ? Array.Empty<string>() : [$"read without {string.Join(", ", missing)}"],
            .. cut == 0 ? Array.Empty<string>() : [$"the remarks of {cut} entries are cut off and not continued"],
        ];
    }

    private static void AddAliases(OrderedDictionary<string, PartyDraft> drafts, IReadOnlyDictionary<string, ListFile> files,
        List<QuarantinedRow> quarantined)
    {
        foreach (var row in OfacCsvRows.Read(files.GetValueOrDefault("aliases"), 5, quarantined))
        {
            if (!drafts.TryGetValue(row.Key, out var draft))
            {
                quarantined.Add(row.Quarantine($"an alias of the entry {row.Key}, which the main file does not hold"));
                continue;
            }

            OfacNames.AddWhole(draft, row.Fields[3], OfacNames.KindOf(row.Fields[2]), AliasStrength.Strong);
            draft.AddRemark(row.Fields[4]);
        }
    }

    private static void AddAddresses(OrderedDictionary<string, PartyDraft> drafts, IReadOnlyDictionary<string, ListFile> files,
        List<QuarantinedRow> quarantined)
    {
        foreach (var row in OfacCsvRows.Read(files.GetValueOrDefault("addresses"), 6, quarantined))
        {
            if (!drafts.TryGetValue(row.Key, out var draft))
            {
                quarantined.Add(row.Quarantine($"an address of the entry {row.Key}, which the main file does not hold"));
                continue;
            }

            OfacAddresses.Add(draft, row.Fields[2], row.Fields[3], region: null, postalCode: null, row.Fields[4]);
            draft.AddRemark(row.Fields[5]);
        }
    }

    /// <summary>Every row begins with the entry number; a page of HTML does not.</summary>
    private static bool StartsWithEntryNumber(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith(Encoding.UTF8.Preamble) ? head[3..] : head;
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit((char)text[digits]))
        {
            digits++;
        }

        return digits > 0 && digits < text.Length && text[digits] == (byte)',';
    }
}
