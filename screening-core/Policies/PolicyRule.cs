using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies;

/// <summary>What a row rests on.</summary>
/// <param name="Authority">Law, contract or page, as a lawyer cites it.</param>
/// <param name="Clause">The clause, such as <c>§3.2</c>; empty where the whole text counts.</param>
/// <param name="Source">Where it was read, such as <c>ota:4812532</c>; empty where the authority says it.</param>
/// <param name="Checked">The day it was last compared with the source.</param>
/// <param name="IsCertain">False where the source is old, single or contradicted: such a row says at most review.</param>
public sealed record PolicyCitation(string Authority, string Clause, string Source, DateOnly Checked, bool IsCertain);

/// <summary>Who is exempt from a row, until when.</summary>
/// <param name="When">The condition of the exemption; an unknown one grants nothing.</param>
/// <param name="Expires">The last day on which it grants anything.</param>
public sealed record PolicyExemption(PolicyCondition When, DateOnly Expires);

/// <summary>A row of a policy.</summary>
/// <param name="Id">Stable id, such as <c>E-014</c>.</param>
/// <param name="Attributes">Words about the row, such as <c>harm=fraud</c>, that decide nothing.</param>
/// <param name="Then">What it does where its condition holds.</param>
/// <param name="Unknown">What it says where its condition cannot be decided; never <see cref="PolicyVerdict.None"/>.</param>
/// <param name="When">Its condition.</param>
/// <param name="Except">Its exemption; null where it has none.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="From">First day on which it holds; null where it has no beginning.</param>
/// <param name="To">Last day on which it holds; null where it has no end.</param>
/// <param name="Until">How long what it does lasts; null where that has no end of its own.</param>
/// <param name="Line">The line on which it stands, from 1.</param>
public sealed record PolicyRule(string Id, ImmutableArray<PolicyAttribute> Attributes, PolicyConsequence Then, PolicyVerdict Unknown,
    PolicyCondition When, PolicyExemption? Except, PolicyCitation Basis, DateOnly? From, DateOnly? To, TimeSpan? Until, int Line)
{
    /// <summary>True where the row holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => (From is not { } first || day >= first) && (To is not { } last || day <= last);

    /// <summary>The row as it counts on a day: an exemption that has expired grants nothing.</summary>
    public PolicyRule On(DateOnly day) => Except is { } exemption && exemption.Expires < day ? this with { Except = null } : this;

    /// <summary>The features that condition and exemption ask for.</summary>
    public IEnumerable<PolicyFeature> Features()
        => When.Features().Concat(Except?.When.Features() ?? []).Distinct().OrderBy(feature => feature.Index);

    /// <summary>The value of an attribute; null where the row has none of that name.</summary>
    public string? Attribute(string name) => Attributes.FirstOrDefault(one => one.Name == name)?.Value;

    /// <summary>The verdict that an answer comes to.</summary>
    public PolicyVerdict VerdictOf(PolicyAnswer answer) => answer switch
    {
        PolicyAnswer.Silent => PolicyVerdict.None,
        PolicyAnswer.Unknown => Unknown,
        PolicyAnswer.Fires => Then.Verdict,
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Not an answer."),
    };
}

/// <summary>A word about a row.</summary>
/// <param name="Name">Its name, such as <c>harm</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record PolicyAttribute(string Name, string Value);
