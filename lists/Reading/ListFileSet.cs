using System.Collections.Immutable;
using System.Text;

namespace Compliance.Lists.Reading;

/// <summary>The files of one form of one version of a list.</summary>
/// <param name="Format">The form.</param>
/// <param name="Folder">The folder they stand in.</param>
/// <param name="Files">The files by role.</param>
internal sealed record ListFileSet(IListFormat Format, string Folder, IReadOnlyDictionary<string, ListFile> Files)
{
    /// <summary>The date of the version: of the folder, else of the content's head, else of the carrier; null where unknown.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The file that stands for the set in messages.</summary>
    public string MainPath => Files[ListFormatRoles.Main].Path;
}

/// <summary>Recognises files and groups them into sets.</summary>
internal sealed class ListRecognition(ImmutableArray<IListFormat> formats)
{
    /// <summary>Bytes of a file that recognition looks at.</summary>
    public const int HeadBytes = 4096;

    private readonly Dictionary<(int Format, string Folder), Dictionary<string, (ListFile File, DateTimeOffset? Date)>> _sets = [];

    /// <summary>Files that are named like a list but are none, and files that cannot be opened.</summary>
    public List<ListProblem> Problems { get; } = [];

    /// <summary>Recognises one file; compressed ones are expanded first.</summary>
    public void Add(ListFile file)
    {
        try
        {
            foreach (var inner in ListFileExpansion.Expand(file))
            {
                AddExpanded(inner);
            }
        }
        catch (ListFormatException error)
        {
            Problems.Add(new ListProblem(default, file.Path, error.Message));
        }
    }

    /// <summary>Sets that have their main file, newest first; at the same date the richest form first.</summary>
    public ImmutableArray<ListFileSet> Sets() =>
    [
        .. _sets
            .Where(pair => pair.Value.ContainsKey(ListFormatRoles.Main))
            .Select(pair => new ListFileSet(
                formats[pair.Key.Format],
                pair.Key.Folder,
                pair.Value.ToDictionary(role => role.Key, role => role.Value.File, StringComparer.Ordinal))
            {
                Date = pair.Value[ListFormatRoles.Main].Date,
            })
            .OrderByDescending(set => set.Date ?? DateTimeOffset.MinValue)
            .ThenByDescending(set => set.Format.Richness)
            .ThenBy(set => set.MainPath, StringComparer.Ordinal),
    ];

    private void AddExpanded(ListFile file)
    {
        var head = HeadOf(file);
        var recognised = false;
        for (var i = 0; i < formats.Length; i++)
        {
            if (formats[i].RoleOf(file, head) is not { } role)
            {
                continue;
            }

            recognised = true;
            if (!_sets.TryGetValue((i, file.Folder), out var set))
            {
                _sets.Add((i, file.Folder), set = new Dictionary<string, (ListFile, DateTimeOffset?)>(StringComparer.Ordinal));
            }

            set.TryAdd(role, (file, ListDates.OfPath(file.Path) ?? formats[i].PublishedAt(head) ?? file.DateHint));
        }

        if (!recognised && formats.FirstOrDefault(format => format.RoleOfName(file.Name) is not null) is { } named)
        {
            var list = named.Lists is [var only] ? only : default;
            Problems.Add(new ListProblem(list, file.Path, head.Length == 0
                ? "the file is empty"
                : $"the file is named like a file of {named.Name}, but its content is not: it begins with '{BeginningOf(head)}'"));
        }
    }

    private static byte[] HeadOf(ListFile file)
    {
        using var stream = file.Open();
        var head = new byte[HeadBytes];
        var count = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        return Utf8(head[..count]);
    }

    /// <summary>The head as UTF-8 where a byte order mark says that it is UTF-16: recognition looks for the letters of UTF-8.</summary>
    private static byte[] Utf8(byte[] head) =>
        head.AsSpan().StartsWith(Encoding.Unicode.Preamble) ? Encoding.Convert(Encoding.Unicode, Encoding.UTF8, head)
        : head.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, head)
        : head;

    private static string BeginningOf(byte[] head) =>
        string.Concat(head.Take(24).Select(one => one is >= 0x20 and < 0x7F ? (char)one : '.'));
}
