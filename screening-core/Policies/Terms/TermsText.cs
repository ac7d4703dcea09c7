using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Terms;

/// <summary>
/// A text of terms, cut into clauses that rows can rest on: headings, numbered paragraphs, and paragraphs or items that begin with a title
/// in bold type. A clause reaches to the next one of its level. Reads Markdown as collections of terms keep it; plain text has numbers
/// only.
/// </summary>
public sealed class TermsText
{
    // Headings have levels 1 to 6, numbered paragraphs follow, then titles in bold type, then items of lists.
    private const int Numbered = 10;
    private const int Bold = 30;
    private const int Listed = 40;
    private readonly ILookup<string, TermsClause> _byLabel;

    private TermsText(ImmutableArray<TermsClause> clauses)
    {
        Clauses = clauses;
        _byLabel = clauses.SelectMany(clause => clause.Labels.Select(label => (label, clause)))
            .ToLookup(pair => pair.label, pair => pair.clause, StringComparer.Ordinal);
    }

    /// <summary>The clauses, in the order of the text.</summary>
    public ImmutableArray<TermsClause> Clauses { get; }

    /// <summary>The clauses that are cited so: more than one where the citation is not clear.</summary>
    /// <param name="clause">A number or a title, with or without <c>§</c>; small and great letters are the same.</param>
    public ImmutableArray<TermsClause> Find(string clause) => [.. _byLabel[TermsLabels.Cited(clause)]];

    /// <summary>Cuts a text into clauses.</summary>
    public static TermsText Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var starts = new List<(int Line, int Level, ImmutableArray<string> Labels)>();
        for (var line = 0; line < lines.Length; line++)
        {
            if (Start(lines, line) is { } start)
            {
                starts.Add((line, start.Level, start.Labels));
            }
        }

        var ends = new int[starts.Count];
        var open = new Stack<int>();
        for (var place = 0; place <= starts.Count; place++)
        {
            var (line, level) = place < starts.Count ? (starts[place].Line, starts[place].Level) : (lines.Length, 0);
            while (open.TryPeek(out var last) && starts[last].Level >= level)
            {
                ends[open.Pop()] = line;
            }

            open.Push(place);
        }

        return new TermsText([.. starts.Select((start, place) => new TermsClause(start.Labels, start.Line, ends[place],
            [.. lines[start.Line..ends[place]].Select(TermsLabels.Spaced).Where(line => line.Length > 0)]))]);
    }

    private static (int Level, ImmutableArray<string> Labels)? Start(string[] lines, int line)
    {
        var text = lines[line];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (TermsLabels.Heading(text, line + 1 < lines.Length ? lines[line + 1] : "") is var (level, title))
        {
            return (level, Labels(TermsLabels.NumberOf(title), TermsLabels.WithoutNumber(title)));
        }

        var (indent, isItem) = TermsLabels.Item(text);
        var number = isItem || indent > 3 ? "" : TermsLabels.NumberOf(text);
        var bold = TermsLabels.BoldOf(text);
        if (number.Length > 0)
        {
            return (Numbered + TermsLabels.Depth(number), Labels(number, TermsLabels.TitleOf(text)));
        }

        return bold.Length == 0 || Labels("", bold) is not { IsEmpty: false } labels ? null
            : (isItem || indent > 3 ? Listed + indent : Bold, labels);
    }

    private static ImmutableArray<string> Labels(string number, string title)
        => [.. new[] { TermsLabels.Cited(number), TermsLabels.Slug(title) }.Where(label => label.Length > 0).Distinct()];
}
