using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Risk.Learning;
using Compliance.EnforcementCore.Signals.Features;

namespace Compliance.EnforcementCore.Risk;

/// <summary>How a learned model did on cases that it had not seen, beside a logistic regression on the same: what whoever publishes it is
/// shown.</summary>
/// <param name="Cases">How many cases.</param>
/// <param name="PrAuc">Average precision of the model, 0 to 1.</param>
/// <param name="LogisticPrAuc">The same of the logistic regression.</param>
/// <param name="GainLow">Where the interval of the gain begins: 95 of 100 resamples of the cases lie in it.</param>
/// <param name="GainHigh">Where it ends.</param>
/// <param name="CalibrationError">Mean distance of stated and true share.</param>
/// <param name="Label">What it foresees, in words.</param>
public sealed record LearnedEvidence(int Cases, double PrAuc, double LogisticPrAuc, double GainLow, double GainHigh,
    double CalibrationError, string Label);

/// <summary>
/// A learned model as one signal among others: what it says of an account weighs its likelihood ratio, within a cap, in a dependence group
/// of its own. It is part of a version of the score's model, so two people publish it and every score names it.
/// </summary>
/// <param name="Harm">The harm it foresees.</param>
/// <param name="Group">Its dependence group, which no other signal of the harm has.</param>
/// <param name="Ground">The ground that its signals name.</param>
/// <param name="HalfLifeHours">Hours after which a signal of it weighs half.</param>
/// <param name="Measured">How it did on cases that it had not seen.</param>
/// <param name="Packed">The model, see <see cref="LearnedModelCodec.Pack"/>.</param>
public sealed record RiskLearnedRow(RiskHarm Harm, string Group, string Ground, int HalfLifeHours, LearnedEvidence Measured, string Packed)
{
    /// <summary>The least that a learned signal weighs: what speaks for somebody can be acted.</summary>
    public const int LeastWeightMilli = -500;

    /// <summary>The largest distance of stated and true share with which a model is let in.</summary>
    public const double MostCalibrationError = 0.03;

    /// <summary>How the types of learned signals begin.</summary>
    public const string Prefix = "learned.";

    private const int MaxChars = 150_000;

    private readonly Lazy<LearnedModel> _model = new(() => LearnedModelCodec.Unpack(Packed));

    /// <summary>Made once: every scoring asks for the type.</summary>
    private readonly Lazy<string> _hash = new(()
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Packed)))[..12]);

    /// <summary>The model.</summary>
    /// <exception cref="JsonException">The text is none.</exception>
    [JsonIgnore]
    public LearnedModel Model => _model.Value;

    /// <summary>The type of its signals: another model is another type, so what an earlier one said counts no more.</summary>
    [JsonIgnore]
    public string Type => $"{Prefix}{JsonNamingPolicy.SnakeCaseLower.ConvertName(Harm.ToString())}@{_hash.Value}";

    /// <summary>True for signals of learned models: they are never what an action rests on.</summary>
    public static bool IsLearned(string type) => type.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What the model says of an account.</summary>
    /// <param name="values">Its values, see <see cref="LearnedFeatures.Of"/>.</param>
    /// <returns>The weight in thousandths of log-odds, never 0, and what it is made of.</returns>
    public (int WeightMilli, LearnedExplanation Why) Look(ImmutableArray<string> values)
    {
        var why = LearnedExplanation.Of(Model, Table(values), 0);
        var weight = Math.Max(why.WeightMilli(Model), LeastWeightMilli);
        return (weight == 0 ? -1 : weight, why);
    }

    /// <summary>What stands against letting it in.</summary>
    internal IEnumerable<string> Problems(RiskModel model)
    {
        if (Measured is null || Packed is not { Length: > 0 and <= MaxChars })
        {
            yield return $"The learned model of {Harm} needs measured figures and at most {MaxChars} characters.";
            yield break;
        }

        if (!(Measured.GainLow > 0) || !(Measured.CalibrationError <= MostCalibrationError) || Measured.Cases < 100)
        {
            yield return $"The learned model of {Harm} is let in where the interval of its gain over a logistic regression lies above 0 "
                + $"and its calibration error is at most {MostCalibrationError}, on 100 cases or more.";
        }

        if (string.IsNullOrWhiteSpace(Group) || model.Signals.Any(row => row.Harm == Harm && row.Group == Group)
            || HalfLifeHours is < 1 or > 8784 || Ground is null || model.HarmOf(Ground) != Harm)
        {
            yield return $"The learned model of {Harm} needs a group that no other signal has, a half-life of 1 hour to a year and a "
                + "ground of its harm.";
        }

        foreach (var problem in FeatureProblems())
        {
            yield return problem;
        }
    }

    private IEnumerable<string> FeatureProblems()
    {
        LearnedModel? read = null;
        try
        {
            read = Model;
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or FormatException)
        {
            // Said below.
        }

        return read is null ? [$"The learned model of {Harm} cannot be read, or learned from a protected trait."]
            : read.Features.Select(feature => feature.Column).Distinct().Where(column => !LearnedFeatures.Names.Contains(column))
                .Select(column => ColumnProfile.IsProtected(column) ? $"{column} is a protected trait: no model of the service sees it."
                    : $"{column} is no feature of the service; see risk features.");
    }

    private static TextTable Table(ImmutableArray<string> values)
        => new(LearnedFeatures.Names, [.. values.Select(value => new[] { value })]);
}
