using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks.Linkage;

/// <summary>How often accounts of one actor agree on a field, as counted.</summary>
/// <param name="Type">The type of artefact; null for the time of sign-up.</param>
/// <param name="Known">Pairs of one actor of both of which the field is known.</param>
/// <param name="Agreed">Those that agree.</param>
/// <param name="InForce">The rate in force, 0 to 1.</param>
/// <param name="Fitted">The rate proposed.</param>
public sealed record FittedRate(ArtefactType? Type, int Known, int Agreed, double InForce, double Fitted);

/// <summary>
/// Fits how often accounts of one actor agree, on pairs of which people said that one actor runs both. Rates of households, organisations
/// and resellers stay as they are: nobody says of a pair that it is one. How rare an artefact is comes from the facts themselves.
/// </summary>
public static class NetworkRateFit
{
    /// <summary>Pairs that a fit needs.</summary>
    public const int FewestPairs = 50;

    /// <summary>As how many pairs the rate in force counts.</summary>
    public const double Strength = 20;

    private const int Types = 16;
    private const double Least = 0.001;
    private const double Most = 0.98;

    /// <summary>The fitted rates and the model with them.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="model">The model in force.</param>
    /// <param name="same">Pairs of one actor.</param>
    public static (NetworkModel Model, ImmutableArray<FittedRate> Rates) Of(NetworkFacts facts, NetworkModel model,
        IReadOnlyCollection<AccountPair> same)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(same);
        var (known, agreed) = (new int[Types + 1], new int[Types + 1]);
        foreach (var pair in same)
        {
            Count(facts, pair, known, agreed);
        }

        FittedRate Rate(int field, double before) => new(field == Types ? null : (ArtefactType)field, known[field], agreed[field], before,
            Math.Clamp((agreed[field] + (Strength * before)) / (known[field] + Strength), Least, Most));
        ImmutableArray<FittedRate> rates = [.. model.Rates.Select((rate, field) => Rate(field, rate.SameActor)),
            Rate(Types, model.SignUp.SameActor)];
        return (model with
        {
            Rates = [.. model.Rates.Select((rate, field) => rate with { SameActor = rates[field].Fitted })],
            SignUp = model.SignUp with { SameActor = rates[Types].Fitted },
        }, rates);
    }

    private static void Count(NetworkFacts facts, AccountPair pair, int[] known, int[] agreed)
    {
        var (one, other) = (facts.Of(pair.A).ToArray(), facts.Of(pair.B).ToArray());
        var shared = one.Intersect(other).Select(facts.TypeOf).ToHashSet();
        foreach (var type in one.Select(facts.TypeOf).Intersect(other.Select(facts.TypeOf)))
        {
            known[(int)type]++;
            agreed[(int)type] += shared.Contains(type) ? 1 : 0;
        }

        var (first, second) = (facts.SignUpHour(pair.A), facts.SignUpHour(pair.B));
        if (first != NetworkFacts.UnknownHour && second != NetworkFacts.UnknownHour)
        {
            known[Types]++;
            agreed[Types] += Math.Abs(first - second) <= NetworkModel.SignUpHours ? 1 : 0;
        }
    }
}
