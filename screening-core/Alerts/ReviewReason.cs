using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>A reason an officer may give; every disposition names one and adds words of its own.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Text">What it means.</param>
/// <param name="Disposition">The disposition it supports.</param>
/// <param name="ForHits">True where it answers a hit.</param>
/// <param name="ForGates">True where it answers a gate's finding.</param>
public sealed record ReviewReason(string Code, string Text, Disposition Disposition, bool ForHits, bool ForGates)
{
    /// <summary>All reasons in the order officers see them: OFAC's order of comparison (FAQ 5), the strongest difference first.</summary>
    public static ImmutableArray<ReviewReason> All { get; } =
    [
        Hit("different_type", "The listed party is of another kind (person, organisation, vessel, aircraft)", Disposition.FalsePositive),
        Hit("different_name", "The names differ beyond spelling", Disposition.FalsePositive),
        Hit("different_birth_date", "The birth dates differ", Disposition.FalsePositive),
        Hit("different_identifier", "An identity document or number differs", Disposition.FalsePositive),
        Hit("different_country", "Nationality, place or country differ", Disposition.FalsePositive),
        Hit("different_gender", "The genders differ", Disposition.FalsePositive),
        Hit("several_differences", "Several facts differ, none decisive alone", Disposition.FalsePositive),
        Hit("weak_alias_only", "Only a weak alias is alike, and nothing supports it", Disposition.FalsePositive),
        Hit("same_identifier", "An identity document or number is the same", Disposition.TrueMatch),
        Hit("same_name_and_birth_date", "Name and birth date are the same", Disposition.TrueMatch),
        Hit("confirmed_by_documents", "Documents of the subject confirm it", Disposition.TrueMatch),
        Gate("explained_by_documents", "Documents or facts explain it", Disposition.FalsePositive),
        Gate("signal_wrong", "The signal was wrong", Disposition.FalsePositive),
        Gate("lists_now_current", "The lists are current and the subject was screened again", Disposition.FalsePositive),
        Gate("concern_confirmed", "The concern is confirmed", Disposition.TrueMatch),
        Both("other_false_positive", "Another reason, stated below", Disposition.FalsePositive),
        Both("other_true_match", "Another reason, stated below", Disposition.TrueMatch),
        Both("facts_missing", "Facts that would settle it are missing", Disposition.Inconclusive),
        Both("facts_conflict", "Facts conflict with each other", Disposition.Inconclusive),
        Both("beyond_my_level", "A second level should decide", Disposition.Inconclusive),
    ];

    /// <summary>The reason of a code; null where no reason bears it.</summary>
    public static ReviewReason? Find(string? code) => All.FirstOrDefault(reason => reason.Code == code);

    /// <summary>True where the reason supports this disposition of this finding.</summary>
    public bool Supports(Disposition disposition, AlertFinding finding)
        => Disposition == disposition && (finding.IsHit ? ForHits : ForGates);

    private static ReviewReason Hit(string code, string text, Disposition disposition) => new(code, text, disposition, true, false);

    private static ReviewReason Gate(string code, string text, Disposition disposition) => new(code, text, disposition, false, true);

    private static ReviewReason Both(string code, string text, Disposition disposition) => new(code, text, disposition, true, true);
}
