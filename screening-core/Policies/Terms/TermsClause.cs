using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Terms;

/// <summary>A clause of a text: what a row can rest on.</summary>
/// <param name="Labels">How it can be cited: its number, such as <c>D.4</c>, and its title in small letters, such as
/// <c>use-restrictions</c>.</param>
/// <param name="FirstLine">Its first line, from 0.</param>
/// <param name="EndLine">The line after its last one.</param>
/// <param name="Lines">Its lines, without empty ones and with spaces in their one form.</param>
public sealed record TermsClause(ImmutableArray<string> Labels, int FirstLine, int EndLine, ImmutableArray<string> Lines)
{
    /// <summary>True where both say the same; space between words does not count.</summary>
    public bool SaysTheSame(TermsClause other) => Lines.AsSpan().SequenceEqual(other.Lines.AsSpan());

    /// <summary>True where both say the same after the number that the first line begins with.</summary>
    internal bool SaysTheSameRenumbered(TermsClause other) => Lines.Length == other.Lines.Length && Lines.Length > 0
        && TermsLabels.WithoutNumber(Lines[0]) == TermsLabels.WithoutNumber(other.Lines[0])
        && Lines.AsSpan()[1..].SequenceEqual(other.Lines.AsSpan()[1..]);

    /// <inheritdoc/>
    public bool Equals(TermsClause? other) => other is not null && FirstLine == other.FirstLine && EndLine == other.EndLine
        && SaysTheSame(other) && Labels.AsSpan().SequenceEqual(other.Labels.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FirstLine, EndLine);
}
