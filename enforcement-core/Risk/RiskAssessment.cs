using System.Collections.Immutable;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Risk;

/// <summary>What a child's score passes up.</summary>
/// <param name="Child">The child.</param>
/// <param name="Harm">The harm.</param>
/// <param name="Milli">Its score now.</param>
/// <param name="HeldMilli">Its score as the band sees it.</param>
public sealed record ChildRisk(SubjectRef Child, RiskHarm Harm, int Milli, int HeldMilli);

/// <summary>All that is scored.</summary>
/// <param name="Subject">Whom.</param>
/// <param name="Segment">The segment whose prior counts.</param>
/// <param name="Signals">The signals that stand; those not yet observed at the moment do not count.</param>
/// <param name="At">As of when.</param>
public sealed record RiskInput(SubjectRef Subject, string Segment, IReadOnlyCollection<Signal> Signals, DateTimeOffset At)
{
    /// <summary>Scores of what the subject contains.</summary>
    public ImmutableArray<ChildRisk> Children { get; init; } = [];

    /// <summary>Bands that people set.</summary>
    public ImmutableArray<RiskOverride> Overrides { get; init; } = [];
}

/// <summary>What a part of a score is.</summary>
public enum ContributionKind
{
    /// <summary>Where the segment begins.</summary>
    Prior,

    /// <summary>A signal, the strongest of its group and direction.</summary>
    Signal,

    /// <summary>A child's score stands above the subject's own.</summary>
    Child,

    /// <summary>People set a floor or a ceiling.</summary>
    Override,
}

/// <summary>A part of a score. The points of all parts are the score, exactly.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Reference">The signal's id, the segment, the child or the override.</param>
/// <param name="Type">The type of signal; empty for other kinds.</param>
/// <param name="Group">The dependence group; empty for other kinds.</param>
/// <param name="Points">Thousandths of log-odds.</param>
/// <param name="AgeHours">How old a signal is.</param>
/// <param name="Text">In words.</param>
public sealed record RiskContribution(ContributionKind Kind, string Reference, string Type, string Group, int Points, int AgeHours,
    string Text);

/// <summary>A signal that does not count, because a stronger one of its group does.</summary>
/// <param name="Signal">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Points">What it would be worth alone.</param>
/// <param name="By">The one that counts.</param>
public sealed record OutvotedSignal(string Signal, string Type, int Points, string By);

/// <summary>The score of one harm.</summary>
/// <param name="Harm">The harm.</param>
/// <param name="Milli">The score: log-odds in thousandths.</param>
/// <param name="HeldMilli">What the band goes by: evidence keeps its whole weight for the cooldown, and what clears counts after it. Never
/// below the score.</param>
/// <param name="Band">0 to 4.</param>
/// <param name="Contributions">What it is made of, the weightiest first.</param>
/// <param name="Outvoted">What did not count.</param>
/// <param name="Missing">Groups of expected evidence of which there is none.</param>
public sealed record HarmRisk(RiskHarm Harm, int Milli, int HeldMilli, int Band, ImmutableArray<RiskContribution> Contributions,
    ImmutableArray<OutvotedSignal> Outvoted, ImmutableArray<string> Missing)
{
    /// <summary>The probability that the score stands for, 0 to 1, to six places.</summary>
    public double Probability => Math.Round(1 / (1 + Math.Exp(-Milli / 1000.0)), 6);
}

/// <summary>A subject's scores as of a moment.</summary>
/// <param name="Subject">Whom.</param>
/// <param name="Segment">The segment.</param>
/// <param name="At">As of when.</param>
/// <param name="ModelHash">The model.</param>
/// <param name="Harms">One score a harm, in the order of harms.</param>
public sealed record RiskAssessment(SubjectRef Subject, string Segment, DateTimeOffset At, string ModelHash, ImmutableArray<HarmRisk> Harms)
{
    /// <summary>The score of a harm.</summary>
    public HarmRisk Of(RiskHarm harm) => Harms[(int)harm];

    /// <summary>The harm that stands worst: by band, then by score.</summary>
    public HarmRisk Worst => Harms.OrderByDescending(one => one.Band).ThenByDescending(one => one.Milli).ThenBy(one => one.Harm).First();
}
