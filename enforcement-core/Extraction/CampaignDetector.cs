using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Extraction;

/// <summary>Where a detector stands.</summary>
/// <param name="Running">The evidence of each bet.</param>
/// <param name="Prompts">Prompts seen.</param>
/// <param name="Above">Prompts that scored above every benign score.</param>
/// <param name="AlarmAt">The prompt that gave the alarm, counted from 1; null where none did.</param>
public sealed record DetectorState(ImmutableArray<double> Running, int Prompts, int Above, int? AlarmAt);

/// <summary>
/// Watches one stream of prompts, of an account or of a whole cluster in order of arrival, for a campaign. Evidence that is good against
/// every benign class multiplies; it never falls below where it began. If what surprises were even and independent for a benign class, the
/// expected number of prompts until an alarm would be at least one over the level; how far <see cref="Campaign.Surprise"/> is from that,
/// is measured.
/// </summary>
/// <remarks>J. Shin, A. Ramdas, A. Rinaldo, "E-detectors: a nonparametric framework for sequential change detection", 2022.</remarks>
public sealed class CampaignDetector
{
    /// <summary>The level: an alarm is expected once in so many prompts of a benign stream, at most.</summary>
    public const double Level = 0.001;

    /// <summary>Prompts below which nothing is said of a stream by name: a lead says how many it rests on.</summary>
    public const int FewestForStatement = 20;

    // Each bets a part of what it has on surprise: whoever bets all loses it to the ordinary prompts among which an attack hides.
    private static readonly ImmutableArray<(double Part, double Power)> Bets =
        [(1, .1), (1, .3), (1, .5), (1, .7), (.3, .1), (.1, .1), (.03, .1), (.1, .3)];

    private readonly double[] _running;

    /// <summary>A detector that has seen nothing, or goes on where another one stood.</summary>
    public CampaignDetector(DetectorState? state = null)
    {
        _running = state is { Running.Length: var count } && count == Bets.Length ? [.. state.Running] : [.. Bets.Select(_ => 1.0)];
        if (state is not null)
        {
            (Prompts, Above, AlarmAt) = (state.Prompts, state.Above, state.AlarmAt);
            Evidence = _running.Sum() / Bets.Length;
        }
    }

    /// <summary>What another one needs to go on.</summary>
    public DetectorState State => new([.. _running], Prompts, Above, AlarmAt);

    /// <summary>The prompt that gave the alarm, counted from 1; null where none did.</summary>
    public int? AlarmAt { get; private set; }

    /// <summary>The evidence: the mean over bets; an alarm from one over the level.</summary>
    public double Evidence { get; private set; } = 1;

    /// <summary>The evidence as one e-value of all prompts so far: at most 1 is expected of a benign stream. Evidence that begins anew at
    /// every prompt is expected to be at most their number.</summary>
    public double Value => Evidence / Math.Max(1, Prompts);

    /// <summary>Prompts seen.</summary>
    public int Prompts { get; private set; }

    /// <summary>Prompts that scored above every benign score.</summary>
    public int Above { get; private set; }

    /// <summary>True from the moment at which the evidence was enough; it stays.</summary>
    public bool IsAlarmed => AlarmAt is not null;

    /// <summary>Takes a prompt in; true where this one gave the alarm.</summary>
    /// <param name="p">How surprising it is, see <see cref="Campaign.Surprise"/>; above 0, at most 1.</param>
    /// <param name="isAboveAll">True where no benign class has so high a score.</param>
    /// <param name="level">The level.</param>
    public bool Add(double p, bool isAboveAll = false, double level = Level)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p);
        var sum = 0.0;
        for (var i = 0; i < Bets.Length; i++)
        {
            var (part, power) = Bets[i];
            var won = 1 - part + (part * power * Math.Pow(p, power - 1));
            _running[i] = Math.Min(Math.Max(_running[i], 1) * won, 1e300);
            sum += _running[i];
        }

        (Prompts, Above, Evidence) = (Prompts + 1, Above + (isAboveAll ? 1 : 0), sum / Bets.Length);
        var first = !IsAlarmed && Evidence >= 1 / level;
        AlarmAt = first ? Prompts : AlarmAt;
        return first;
    }
}
