using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Compliance.Functions.Console.Comparison;

/// <summary>What a run of letters is.</summary>
public enum RunKind
{
    Common,
    OnlyOurs,
    OnlyListed,
}

/// <summary>A run of letters.</summary>
public sealed record LetterRun(RunKind Kind, string Text);

/// <summary>The letters in which two names differ: the longest common subsequence of their text elements, whatever their case.</summary>
public sealed record CharacterDifference(ImmutableArray<LetterRun> Runs)
{
    private const int MostElements = 400;

    /// <summary>Compares; null where a name is empty, too long, or of another script (every letter would differ and say nothing).</summary>
    public static CharacterDifference? Of(string ours, string listed)
    {
        var (a, b) = (Elements(ours), Elements(listed));
        if (a.Count is 0 or > MostElements || b.Count is 0 or > MostElements)
        {
            return null;
        }

        var lengths = Lengths(a, b);
        if (lengths[0, 0] * 3 < Math.Min(a.Count, b.Count))
        {
            return null;
        }

        var runs = new List<(RunKind Kind, StringBuilder Text)>();
        for (int i = 0, j = 0; i < a.Count || j < b.Count;)
        {
            if (i < a.Count && j < b.Count && Equal(a[i], b[j]))
            {
                Add(runs, RunKind.Common, b[j]);
                (i, j) = (i + 1, j + 1);
            }
            else if (j == b.Count || (i < a.Count && lengths[i + 1, j] >= lengths[i, j + 1]))
            {
                Add(runs, RunKind.OnlyOurs, a[i++]);
            }
            else
            {
                Add(runs, RunKind.OnlyListed, b[j++]);
            }
        }

        return new CharacterDifference([.. runs.Select(run => new LetterRun(run.Kind, run.Text.ToString()))]);
    }

    /// <summary>The difference in words, for those who do not see the marks.</summary>
    public string InWords()
    {
        var parts = Runs.Where(run => run.Kind != RunKind.Common && run.Text.Trim().Length > 0)
            .Select(run => run.Kind == RunKind.OnlyOurs ? $"only ours “{run.Text.Trim()}”" : $"only listed “{run.Text.Trim()}”").ToList();
        return parts.Count == 0 ? "no letter differs" : string.Join(", ", parts);
    }

    private static int[,] Lengths(List<string> a, List<string> b)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = Equal(a[i], b[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    private static List<string> Elements(string text)
    {
        var elements = new List<string>();
        var walk = StringInfo.GetTextElementEnumerator(Compliance.ScreeningCore.Names.NameFolding.WellFormed(text)
            .Normalize(NormalizationForm.FormC));
        while (walk.MoveNext())
        {
            elements.Add(walk.GetTextElement());
        }

        return elements;
    }

    private static bool Equal(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static void Add(List<(RunKind Kind, StringBuilder Text)> runs, RunKind kind, string text)
    {
        if (runs.Count == 0 || runs[^1].Kind != kind)
        {
            runs.Add((kind, new StringBuilder()));
        }

        runs[^1].Text.Append(text);
    }
}
