using System.Globalization;
using Compliance.ScreeningCore.Policies.Terms;

namespace Compliance.Cli.Policies;

/// <summary>Dated texts of terms: a repository with one file a document, or a folder a document with one file a day.</summary>
internal sealed class TermsCollection
{
    private static readonly string[] Endings = ["", ".md", ".txt"];
    private readonly string _folder;
    private readonly bool _isRepository;
    private readonly Dictionary<string, IReadOnlyList<TermsVersion>> _read = new(StringComparer.Ordinal);

    private TermsCollection(string folder, bool isRepository) => (_folder, _isRepository) = (folder, isRepository);

    /// <summary>Opens a collection.</summary>
    /// <exception cref="InvalidInputException">There is no such folder.</exception>
    public static TermsCollection Open(string folder) => Directory.Exists(folder)
        ? new TermsCollection(folder, GitReader.IsRepository(folder))
        : throw new InvalidInputException($"'{folder}' is no folder. Name a repository of texts, or a folder with DOCUMENT/2026-11-30.md.");

    /// <summary>The versions of a document, oldest first; none where the collection has no such document. A document that was taken out
    /// ends with an empty text.</summary>
    public IReadOnlyList<TermsVersion> Of(string document)
    {
        if (!_read.TryGetValue(document, out var versions))
        {
            // The name comes out of a policy: it leads into the collection and nowhere else.
            versions = document.Split('/', '\\').Any(part => part is "" or "." or "..") || Path.IsPathRooted(document) ? []
                : _isRepository ? OfRepository(document) : OfFolder(document);
            _read.Add(document, versions);
        }

        return versions;
    }

    private List<TermsVersion> OfRepository(string document)
    {
        foreach (var path in Endings.Select(ending => document + ending))
        {
            var commits =
                GitReader.Run(_folder, "log", "--reverse", "--format=%H %cd", "--date=format-local:%Y-%m-%d", "--", ":(literal)" + path)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (commits.Length > 0)
            {
                return [.. commits.Select(line => new TermsVersion(Day(line[^10..])!.Value, line[..12],
                    TermsText.Read(GitReader.TryRun(_folder, "show", "--no-textconv", $"{line[..^11]}:{path}") ?? "")))];
            }
        }

        return [];
    }

    private List<TermsVersion> OfFolder(string document)
    {
        var folder = Path.Combine(_folder, document);
        return !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFiles(folder)
            .Where(path => Endings.Contains(Path.GetExtension(path)) && Day(Path.GetFileNameWithoutExtension(path)) is not null)
            .Select(path => (Day: Day(Path.GetFileNameWithoutExtension(path))!.Value, path)).OrderBy(pair => pair.Day)
            .ThenBy(pair => pair.path, StringComparer.Ordinal)
            .Select(pair => new TermsVersion(pair.Day, Path.GetFileNameWithoutExtension(pair.path),
                TermsText.Read(File.ReadAllText(pair.path))))];
    }

    private static DateOnly? Day(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
