using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Terms;

/// <summary>What became of the clause that a row rests on.</summary>
public enum TermsState
{
    /// <summary>It says what it said when the row was checked.</summary>
    Same,

    /// <summary>It says something else.</summary>
    Changed,

    /// <summary>It says the same under another number.</summary>
    Moved,

    /// <summary>It is not there any more.</summary>
    Gone,

    /// <summary>The text as it was checked has no such clause, or several.</summary>
    Unclear,

    /// <summary>No text of that document and time is there.</summary>
    NoText,
}

/// <summary>A text as it stood from one moment on.</summary>
/// <param name="From">The day from which it stood.</param>
/// <param name="Name">How it is known, such as a day or a commit.</param>
/// <param name="Text">The text.</param>
public sealed record TermsVersion(DateOnly From, string Name, TermsText Text);

/// <summary>A row and the clause that it rests on. All but <see cref="TermsState.Same"/> is for a person to look at.</summary>
/// <param name="Row">The row.</param>
/// <param name="Document">The document it names.</param>
/// <param name="State">What became of the clause.</param>
/// <param name="Before">The version against which the row was checked; empty where none is there.</param>
/// <param name="After">The newest version; empty where none is there.</param>
/// <param name="Removed">Lines of the clause that are not there any more.</param>
/// <param name="Added">Lines that it has now.</param>
/// <param name="Now">Where a moved clause stands now; empty for all others.</param>
public sealed record TermsFinding(PolicyRule Row, string Document, TermsState State, string Before, string After,
    ImmutableArray<string> Removed, ImmutableArray<string> Added, string Now);

/// <summary>Compares the clauses that rows rest on with dated texts. A row is tied to a text by its basis: the clause, and a source
/// <c>terms:DOCUMENT</c>.</summary>
public static class TermsReview
{
    /// <summary>What begins the source of a row that is tied to a document.</summary>
    public const string Prefix = "terms:";

    /// <summary>The document that a row is tied to; null where it names none, or no clause.</summary>
    public static string? DocumentOf(PolicyRule row) => row.Basis.Clause.Length > 1
        && row.Basis.Source.StartsWith(Prefix, StringComparison.Ordinal) && row.Basis.Source.Length > Prefix.Length
        ? row.Basis.Source[Prefix.Length..] : null;

    /// <summary>Compares the rows that are tied to a document with its history.</summary>
    /// <param name="rows">The rows; those that are tied to no document are left out.</param>
    /// <param name="history">The versions of a document, oldest first; empty where there is none.</param>
    public static ImmutableArray<TermsFinding> Of(IEnumerable<PolicyRule> rows, Func<string, IReadOnlyList<TermsVersion>> history)
        => [.. rows.Where(row => DocumentOf(row) is not null).Select(row => Of(row, DocumentOf(row)!, history(DocumentOf(row)!)))];

    private static TermsFinding Of(PolicyRule row, string document, IReadOnlyList<TermsVersion> history)
    {
        // Which text of that day somebody read is not known: every one that stood then has to say what the newest says.
        var stood = history.Where((version, place) => version.From <= row.Basis.Checked
            && (place + 1 == history.Count || history[place + 1].From >= row.Basis.Checked)).ToArray();
        if (stood.Length == 0)
        {
            return new TermsFinding(row, document, TermsState.NoText, "", history.Count == 0 ? "" : history[^1].Name, [], [], "");
        }

        var found = stood.Select(version => Compare(row, document, version, history[^1])).ToArray();
        return found.FirstOrDefault(one => one.State != TermsState.Same) ?? found[^1];
    }

    private static TermsFinding Compare(PolicyRule row, string document, TermsVersion before, TermsVersion after)
    {
        var (was, now) = (before.Text.Find(row.Basis.Clause), after.Text.Find(row.Basis.Clause));
        if (was is not [var old])
        {
            return Finding(TermsState.Unclear, [], []);
        }

        if (now.Length > 1)
        {
            return Finding(TermsState.Changed, old.Lines, []);
        }

        if (now is [var fresh])
        {
            return old.SaysTheSame(fresh) ? Finding(TermsState.Same, [], [])
                : Finding(TermsState.Changed, Less(old.Lines, fresh.Lines), Less(fresh.Lines, old.Lines));
        }

        var elsewhere = after.Text.Clauses.Where(old.SaysTheSameRenumbered).ToArray();
        return elsewhere is [var moved] ? Finding(TermsState.Moved, [], [], moved.Labels[0]) : Finding(TermsState.Gone, old.Lines, []);

        TermsFinding Finding(TermsState state, ImmutableArray<string> removed, ImmutableArray<string> added, string where = "")
            => new(row, document, state, before.Name, after.Name, removed, added, where);
    }

    private static ImmutableArray<string> Less(ImmutableArray<string> lines, ImmutableArray<string> others)
    {
        var left = others.GroupBy(line => line, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(),
            StringComparer.Ordinal);
        return [.. lines.Where(line => left.GetValueOrDefault(line) is var count && (left[line] = count - 1) < 0)];
    }
}
