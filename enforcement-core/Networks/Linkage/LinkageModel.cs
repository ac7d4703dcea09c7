using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks.Linkage;

/// <summary>What the levels of a field say, in nats for one and the same; what is missing says nothing.</summary>
/// <param name="Field">The field.</param>
/// <param name="Differs">Of differing.</param>
/// <param name="Resembles">Of having something in common.</param>
/// <param name="Near">Of a slip.</param>
/// <param name="Agrees">Of agreeing.</param>
public sealed record FieldWeights(string Field, double Differs, double Resembles, double Near, double Agrees)
{
    /// <summary>The weight of a level.</summary>
    public double Of(FieldLevel level) => level switch
    {
        FieldLevel.Differs => Differs,
        FieldLevel.Resembles => Resembles,
        FieldLevel.Near => Near,
        FieldLevel.Agrees => Agrees,
        _ => 0,
    };
}

/// <summary>What a model was fitted on.</summary>
/// <param name="Records">Records.</param>
/// <param name="Groups">Groups of records of one and the same.</param>
/// <param name="Pairs">Pairs of records that were compared.</param>
/// <param name="Same">How many of them are of one and the same.</param>
/// <param name="Seed">Which half of the groups.</param>
public sealed record LinkageBasis(int Records, int Groups, int Pairs, int Same, ulong Seed);

/// <summary>Weights of a comparison of records: the odds that two are of one and the same are those before looking, times what each field
/// says.</summary>
/// <param name="Version">The name of the form.</param>
/// <param name="Prior">Log-odds before a field is looked at, among pairs that <see cref="RecordPairs"/> names.</param>
/// <param name="Fields">The fields in the order of the records.</param>
/// <param name="FittedOn">What it was fitted on; null for weights that nobody fitted.</param>
/// <remarks>I. Fellegi, A. Sunter, "A Theory for Record Linkage", JASA 64 (1969).</remarks>
public sealed record LinkageModel(string Version, double Prior, ImmutableArray<FieldWeights> Fields, LinkageBasis? FittedOn)
{
    /// <summary>The form of this version.</summary>
    public const string Current = "linkage@1";

    private const double UnfittedPrior = -6.9; // One pair in a thousand.

    /// <summary>Weights that nobody fitted, the same for every field: of one and the same 85 in 100 agree, 5 slip, 4 resemble and 6
    /// differ; of others 1, 1, 8 and 90.</summary>
    public static LinkageModel Unfitted(IEnumerable<string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new LinkageModel(Current, UnfittedPrior, [.. fields.Select(field => new FieldWeights(field, Math.Log(.06 / .90),
            Math.Log(.04 / .08), Math.Log(.05 / .01), Math.Log(.85 / .01)))], null);
    }

    /// <summary>How probable it is that two records are of one and the same, 0 to 1.</summary>
    public double Probability(IReadOnlyList<FieldLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var sum = Prior;
        for (var field = 0; field < Fields.Length; field++)
        {
            sum += Fields[field].Of(levels[field]);
        }

        return 1 / (1 + Math.Exp(-sum));
    }
}
