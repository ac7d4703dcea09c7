using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Cli.Policies;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Terms;

namespace Compliance.Cli.Evaluation.Terms;

/// <summary>
/// Replays the history of a repository of terms: for each change of a document, every clause that can be cited has a row, and the rows that
/// are flagged are compared with the lines that git's own difference takes out or puts in.
/// </summary>
internal sealed partial class TermsReplay(string repository)
{
    private static readonly DateOnly Day = new(2026, 1, 1);

    /// <summary>Changes of documents.</summary>
    public int Changes { get; private set; }

    /// <summary>Rows that were asked about.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows of which git says that their clause changed.</summary>
    public int Changed { get; private set; }

    /// <summary>Rows that were flagged.</summary>
    public int Flagged { get; private set; }

    /// <summary>Rows of both kinds.</summary>
    public int Both { get; private set; }

    /// <summary>Rows whose clause git's difference of the document takes out at one place and puts in at another, word for word: compared
    /// alone it does not differ.</summary>
    public int Moved { get; private set; }

    /// <summary>Changes that flag no row although a clause changed, or the other way round, in words.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>The commits that change a file of the repository, oldest first: commit and path.</summary>
    public IReadOnlyList<(string Commit, string Path)> Modified()
    {
        var found = new List<(string, string)>();
        var commit = "";
        foreach (var line in GitReader.Run(repository, "log", "--reverse", "--no-renames", "--format=@%H", "--name-status")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '@')
            {
                commit = line[1..];
            }
            else if (line.StartsWith("M\t", StringComparison.Ordinal) && line.EndsWith(".md", StringComparison.Ordinal))
            {
                found.Add((commit, line[2..]));
            }
        }

        return found;
    }

    /// <summary>Replays one change.</summary>
    public void Replay(string commit, string path)
    {
        var (oldText, newText) = (Text($"{commit}^", path), Text(commit, path));
        var (before, after) = (TermsText.Read(oldText), TermsText.Read(newText));
        var (oldLines, newLines) = (oldText.ReplaceLineEndings("\n").Split('\n'), newText.ReplaceLineEndings("\n").Split('\n'));
        var (removed, added) =
            Lines(GitReader.Run(repository, "diff", "-b", "-U0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff",
                "--no-textconv", $"{commit}^", commit, "--", ":(literal)" + path));
        var labels = before.Clauses.SelectMany(clause => clause.Labels).Distinct(StringComparer.Ordinal)
            .Where(label => before.Find(label).Length == 1).ToArray();
        var versions = new TermsVersion[] { new(Day, "before", before), new(Day.AddDays(2), "after", after) };
        var findings = TermsReview.Of(labels.Select(Row), _ => versions);
        Changes++;
        for (var place = 0; place < labels.Length; place++)
        {
            var old = before.Find(labels[place])[0];
            var changed = after.Find(labels[place]) is not [var fresh]
                || removed.Any(line => line >= old.FirstLine && line < old.EndLine)
                || added.Any(line => line >= fresh.FirstLine && line < fresh.EndLine)
                || Kept(old, oldLines, removed) != Kept(fresh, newLines, added);
            var flagged = findings[place].State != TermsState.Same;
            if (changed && !flagged && after.Find(labels[place]) is [var now] && SaysTheSameAlone(oldLines[old.FirstLine..old.EndLine],
                newLines[now.FirstLine..now.EndLine]))
            {
                (changed, Moved) = (false, Moved + 1);
            }

            Rows++;
            Changed += changed ? 1 : 0;
            Flagged += flagged ? 1 : 0;
            Both += changed && flagged ? 1 : 0;
            if (changed != flagged)
            {
                Differences.Add($"{commit[..8]} {path} §{labels[place]}: {(changed ? "changed by git" : "flagged")} alone");
            }
        }
    }

    // The lines that git keeps follow one another in both texts: a clause holds the same ones where it holds those of the same places.
    private static (int First, int End) Kept(TermsClause clause, string[] lines, HashSet<int> touched)
    {
        int Before(int end) => Enumerable.Range(0, end).Count(line => !IsEmpty(lines[line]) && !touched.Contains(line));
        return (Before(clause.FirstLine), Before(clause.EndLine));
    }

    private bool SaysTheSameAlone(string[] old, string[] fresh)
    {
        var folder = Directory.CreateTempSubdirectory("terms-").FullName;
        try
        {
            File.WriteAllLines(Path.Combine(folder, "old"), old.Where(line => !IsEmpty(line)));
            File.WriteAllLines(Path.Combine(folder, "new"), fresh.Where(line => !IsEmpty(line)));
            return GitReader.TryRun(repository, "diff", "--no-index", "--no-ext-diff", "--no-textconv", "--quiet", "-b",
                Path.Combine(folder, "old"),
                Path.Combine(folder, "new")) is not null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsEmpty(string line) => line.Trim(' ', '\t').Length == 0;

    private string Text(string commit, string path) => GitReader.Run(repository, "show", "--no-textconv", $"{commit}:{path}");

    private static PolicyRule Row(string label) => new(label, [], new PolicyConsequence(PolicyVerdict.Review, []), PolicyVerdict.Review,
        new PolicyCondition.All([]), null, new PolicyCitation("Terms", "§" + label, TermsReview.Prefix + "document", Day.AddDays(1), true),
        null, null, null, 1);

    // Lines that are taken out, by place in the old text, and put in, by place in the new one; empty lines do not count.
    private static (HashSet<int> Removed, HashSet<int> Added) Lines(string difference)
    {
        var (removed, added) = (new HashSet<int>(), new HashSet<int>());
        var (old, fresh, inHunk) = (0, 0, false);
        foreach (var line in difference.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Hunk().Match(line) is { Success: true } hunk)
            {
                (old, fresh, inHunk) = (Number(hunk.Groups[1]), Number(hunk.Groups[2]), true);
            }
            else if (inHunk && line.StartsWith('-'))
            {
                _ = IsEmpty(line[1..]) || removed.Add(old - 1);
                old++;
            }
            else if (inHunk && line.StartsWith('+'))
            {
                _ = IsEmpty(line[1..]) || added.Add(fresh - 1);
                fresh++;
            }
        }

        return (removed, added);

        static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hunk();
}
