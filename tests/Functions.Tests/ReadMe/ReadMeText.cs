using System.Text.RegularExpressions;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.ReadMe;

/// <summary>One fenced block of a document.</summary>
/// <param name="Mark">The HTML comment on the line before; empty where there is none.</param>
/// <param name="Language">The word after the fence.</param>
/// <param name="Text">What stands between the fences.</param>
/// <param name="Place">File and line of the opening fence, from 1.</param>
internal sealed record ReadMeBlock(string Mark, string Language, string Text, string Place);

/// <summary>The README and the documents it leads to, as their readers see them: blocks that can be run, and tables.</summary>
internal static partial class ReadMeText
{
    /// <summary>README.md and docs/*.md by path, README first.</summary>
    public static IReadOnlyDictionary<string, string[]> Documents { get; } = Directory
        .EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), "docs"), "*.md").Order(StringComparer.Ordinal)
        .Prepend(Path.Combine(TestData.RepositoryRoot(), "README.md"))
        .ToDictionary(file => Path.GetRelativePath(TestData.RepositoryRoot(), file), File.ReadAllLines, StringComparer.Ordinal);

    /// <summary>All fenced blocks of all documents in their order.</summary>
    public static IReadOnlyList<ReadMeBlock> Blocks { get; } = [.. Documents.SelectMany(document => ReadBlocks(document.Key, document.Value))];

    /// <summary>The cells of the first table below a heading of a document, without header and rule.</summary>
    public static IReadOnlyList<string[]> Table(string document, string heading) =>
        [.. Documents[document].SkipWhile(line => line != heading).Skip(1).SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())];

    /// <summary>The first cells of that table.</summary>
    public static IReadOnlyList<string> FirstColumn(string document, string heading) => [.. Table(document, heading).Select(row => row[0])];

    /// <summary>Paths in backticks anywhere in the documents that begin with a folder of the repository.</summary>
    public static IReadOnlyList<string> Paths =>
        [.. Documents.Values.SelectMany(lines => lines).SelectMany(line => RepositoryPath().Matches(line))
        .Select(match => match.Groups[1].Value).Where(path => !path.Contains('*')).Distinct(StringComparer.Ordinal)];

    /// <summary>Links to files of the repository: the document that has the link, and the path from the root.</summary>
    public static IReadOnlyList<(string Document, string Path)> Links =>
        [.. from document in Documents
            from line in document.Value
            from match in Link().Matches(line)
            select (document.Key, Path.GetRelativePath(TestData.RepositoryRoot(), Path.GetFullPath(Path.Combine(
                TestData.RepositoryRoot(), Path.GetDirectoryName(document.Key)!, match.Groups[1].Value))))];

    private static IEnumerable<ReadMeBlock> ReadBlocks(string document, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var open = i;
            var end = Array.IndexOf(lines, "```", open + 1);
            var mark = open > 0 && lines[open - 1].StartsWith("<!-- ", StringComparison.Ordinal) ? lines[open - 1][5..^4] : "";
            yield return new ReadMeBlock(mark, lines[open][3..], string.Join('\n', lines[(open + 1)..end]), $"{document}:{open + 1}");
            i = end;
        }
    }

    [GeneratedRegex("`((?:functions|lists|screening-core|enforcement-core|cli|infra-bicep|docs|tests)/[A-Za-z0-9_./*-]+)`")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
