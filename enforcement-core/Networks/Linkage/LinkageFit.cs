namespace Compliance.EnforcementCore.Networks.Linkage;

/// <summary>Fits the weights of a comparison on records of which it is known whose they are.</summary>
/// <remarks>
/// A weight is the log of how much more often pairs of one and the same have a level than other pairs, both counted with one case of each
/// level added (Laplace), so what never happened is not impossible. Weights never fall from a level to a better one: levels that would are
/// weighed together. Fields of one record slip together, so their sum says too much or too little: a slope and the prior are then fitted
/// to what came true (Platt), the slope drawn to one.
/// </remarks>
public static class LinkageFit
{
    /// <summary>Pairs of one and the same that a fit needs.</summary>
    public const int FewestSame = 30;

    /// <summary>Pairs of others that it needs.</summary>
    public const int FewestOther = 30;

    private const int Rounds = 50;
    private const double SlopeRidge = 1;

    /// <summary>Fits.</summary>
    /// <param name="fields">The fields of the records.</param>
    /// <param name="records">The records.</param>
    /// <param name="seed">Noted with the model.</param>
    /// <returns>The model; null where there are too few pairs of either kind.</returns>
    public static LinkageModel? Of(IReadOnlyList<string> fields, IReadOnlyList<LabelledRecord> records, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(records);
        var pairs = RecordPairs.Of(records).Select(pair => (Levels: RecordLevels.Of(records[pair.One].Values, records[pair.Other].Values),
            Same: records[pair.One].Group == records[pair.Other].Group)).ToList();
        var same = pairs.Count(pair => pair.Same);
        if (same < FewestSame || pairs.Count - same < FewestOther)
        {
            return null;
        }

        var counts = new double[fields.Count, 2, RecordLevels.Count];
        foreach (var (levels, isSame) in pairs)
        {
            for (var field = 0; field < fields.Count; field++)
            {
                counts[field, isSame ? 1 : 0, (int)levels[field]]++;
            }
        }

        var model = new LinkageModel(LinkageModel.Current, Math.Log((double)same / (pairs.Count - same)),
            [.. fields.Select((field, at) => WeightsOf(field, at, counts))],
            new LinkageBasis(records.Count, records.Select(record => record.Group).Distinct(StringComparer.Ordinal).Count(), pairs.Count,
                same, seed));
        return Calibrated(model, [.. pairs.Select(pair => (Sum(model, pair.Levels), pair.Same))]);
    }

    private static FieldWeights WeightsOf(string field, int at, double[,,] counts)
    {
        // Levels that would fall are joined with the one before (pool adjacent violators).
        var blocks = new List<(double Same, double Other, int Levels)>();
        for (var level = 1; level < RecordLevels.Count; level++)
        {
            blocks.Add((counts[at, 1, level] + 1, counts[at, 0, level] + 1, 1));
            while (blocks.Count > 1 && blocks[^1].Same * blocks[^2].Other < blocks[^2].Same * blocks[^1].Other)
            {
                var last = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                blocks[^1] = (blocks[^1].Same + last.Same, blocks[^1].Other + last.Other, blocks[^1].Levels + last.Levels);
            }
        }

        var (same, other) = (blocks.Sum(block => block.Same), blocks.Sum(block => block.Other));
        var weights = blocks.SelectMany(block => Enumerable.Repeat(Math.Log(block.Same / same) - Math.Log(block.Other / other),
            block.Levels)).ToList();
        return new FieldWeights(field, weights[0], weights[1], weights[2], weights[3]);
    }

    /// <summary>Newton's steps on slope and prior; the slope never turns a sign.</summary>
    private static LinkageModel Calibrated(LinkageModel model, List<(double Sum, bool Same)> pairs)
    {
        var (prior, slope) = (model.Prior, 1.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (g0, g1, h00, h01, h11) = (0.0, SlopeRidge * (slope - 1), 0.0, 0.0, SlopeRidge);
            foreach (var (sum, same) in pairs)
            {
                var p = 1 / (1 + Math.Exp(-(prior + (slope * sum))));
                var (error, spread) = (p - (same ? 1 : 0), p * (1 - p));
                (g0, g1) = (g0 + error, g1 + (error * sum));
                (h00, h01, h11) = (h00 + spread, h01 + (spread * sum), h11 + (spread * sum * sum));
            }

            var determinant = (h00 * h11) - (h01 * h01);
            if (determinant <= 1e-12)
            {
                break;
            }

            var (step0, step1) = (((h11 * g0) - (h01 * g1)) / determinant, ((h00 * g1) - (h01 * g0)) / determinant);
            (prior, slope) = (prior - Math.Clamp(step0, -1, 1), Math.Max(slope - Math.Clamp(step1, -.25, .25), .05));
            if (Math.Abs(step0) + Math.Abs(step1) < 1e-9)
            {
                break;
            }
        }

        return model with
        {
            Prior = prior,
            Fields = [.. model.Fields.Select(field => new FieldWeights(field.Field, slope * field.Differs, slope * field.Resembles,
                slope * field.Near, slope * field.Agrees))],
        };
    }

    private static double Sum(LinkageModel model, IReadOnlyList<FieldLevel> levels)
        => model.Fields.Select((field, at) => field.Of(levels[at])).Sum();
}
