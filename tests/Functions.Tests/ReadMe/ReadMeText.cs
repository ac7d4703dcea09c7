using System.Text.RegularExpressions;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.ReadMe;

/// <summary>One fenced block of the README.</summary>
/// <param name="Mark">The HTML comment on the line before; empty where there is none.</param>
/// <param name="Language">The word after the fence.</param>
/// <param name="Text">What stands between the fences.</param>
/// <param name="Line">Line of the opening fence, from 1.</param>
internal sealed record ReadMeBlock(string Mark, string Language, string Text, int Line);

/// <summary>The README as its readers see it: blocks that can be run, and tables.</summary>
internal static partial class ReadMeText
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(TestData.RepositoryRoot(), "README.md"));

    /// <summary>All fenced blocks in their order.</summary>
    public static IReadOnlyList<ReadMeBlock> Blocks { get; } = [.. ReadBlocks()];

    /// <summary>The cells of the table below a heading, without header and rule.</summary>
    public static IReadOnlyList<string[]> Table(string heading) =>
        [.. Lines.SkipWhile(line => line != heading).Skip(1).SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())];

    /// <summary>The first cells of that table.</summary>
    public static IReadOnlyList<string> FirstColumn(string heading) => [.. Table(heading).Select(row => row[0])];

    /// <summary>Paths in backticks anywhere in the text that begin with a folder of the repository.</summary>
    public static IReadOnlyList<string> Paths =>
        [.. Lines.SelectMany(line => RepositoryPath().Matches(line)).Select(match => match.Groups[1].Value)
        .Where(path => !path.Contains('*')).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<ReadMeBlock> ReadBlocks()
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            if (!Lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var open = i;
            var end = Array.IndexOf(Lines, "```", open + 1);
            var mark = open > 0 && Lines[open - 1].StartsWith("<!-- ", StringComparison.Ordinal) ? Lines[open - 1][5..^4] : "";
            yield return new ReadMeBlock(mark, Lines[open][3..], string.Join('\n', Lines[(open + 1)..end]), open + 1);
            i = end;
        }
    }

    [GeneratedRegex("`((?:functions|lists|screening-core|tests)/[A-Za-z0-9_./*-]+)`")]
    private static partial Regex RepositoryPath();
}
