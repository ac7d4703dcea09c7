using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Risk.Learning;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Tests.Risk.Learning;

public sealed class ModelFittingTests
{
    [Fact]
    public void Trees_find_what_two_columns_say_only_together()
    {
        var (table, labels) = World(1, 2_000);
        var model = Fit(table, labels);
        var (later, truth) = World(2, 3_000);
        var numbers = PlainRows.Measure(model.Features, table);
        var weights = LogisticFit.Fit(numbers.Of(table), labels, numbers.Width, 1);
        var plain = RankMeasures.Of([.. numbers.Of(later).Select(row => row.Times(weights))], truth);
        var learned = RankMeasures.Of(model.Of(later), truth);
        Assert.True(learned.PrAuc > plain.PrAuc + 0.03, $"{learned.PrAuc} beside {plain.PrAuc}");
        Assert.True(learned.CalibrationError < 0.03, $"{learned.CalibrationError}");
    }

    [Fact]
    public void The_same_rows_give_the_same_model_to_the_last_bit()
    {
        var (table, labels) = World(1, 800);
        Assert.Equal(LearnedModelCodec.HashOf(Shared.Value), LearnedModelCodec.HashOf(Fit(table, labels)));
    }

    [Fact]
    public void Missing_columns_unknown_categories_and_odd_values_are_scored()
    {
        var model = Shared.Value;
        var odd = new TextTable(["word", "x"], [["never seen", ""], ["NaN", "1e400"]]);
        Assert.All(model.Of(odd), chance => Assert.InRange(chance, 0, 1));
    }

    [Fact]
    public void Rows_that_stand_by_their_label_are_learned_from_as_well()
    {
        // All positives are of the last block: the others have none to judge, and it has none to learn from.
        var (table, labels) = World(4, 500);
        int[] order = [.. Enumerable.Range(0, labels.Length).OrderBy(row => labels[row])];
        var sorted = new TextTable(table.Names, [.. table.Columns.Select(column => order.Select(row => column[row]).ToArray())]);
        bool[] said = [.. order.Select(row => labels[row])];
        Assert.True(Array.IndexOf(said, true) >= 375);
        Assert.All(Fit(sorted, said).Of(sorted), chance => Assert.InRange(chance, 0, 1));
    }

    [Fact]
    public void A_plain_row_stays_within_bounds_whatever_the_numbers_are()
    {
        string[] near = [.. Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? "1" : "2")];
        string[] still = [.. Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? "1000000000000" : "1000000000000.0001")];
        var table = new TextTable(["near", "still"], [near, still]);
        var rows = PlainRows.Measure([Feature.OfNumbers("near", "", near), Feature.OfNumbers("still", "", still)], table);
        var odd = Assert.Single(rows.Of(new TextTable(table.Names, [["1e300"], ["5"]])));
        Assert.Equal([1, 50], odd.Values);
    }

    [Fact]
    public void A_model_reads_back_to_the_last_bit_and_a_damaged_one_is_refused()
    {
        var (table, _) = World(1, 800);
        var text = LearnedModelCodec.Write(Shared.Value);
        var again = LearnedModelCodec.Read(text);
        Assert.Equal(Shared.Value.Of(table), again.Of(table));
        Assert.Equal(text, LearnedModelCodec.Write(again));
        Assert.Throws<JsonException>(() =>
            LearnedModelCodec.Read(text.Replace("\"column\":\"x\"", "\"column\":\"gender\"", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => LearnedModelCodec.Read("{}"));
    }

    [Fact]
    public void Contributions_add_up_to_the_learned_score()
    {
        var (table, _) = World(1, 800);
        var model = Shared.Value;
        for (var row = 0; row < 40; row++)
        {
            var found = LearnedExplanation.Of(model, table, row);
            Assert.Equal(found.LogOdds, found.Start + found.Contributions.Sum(part => part.LogOdds), 9);
            Assert.InRange(found.WeightMilli(model), -LearnedExplanation.MaxWeightMilli, LearnedExplanation.MaxWeightMilli);
        }
    }

    [Fact]
    public void A_trees_contributions_are_the_shapley_values_by_definition()
    {
        var (table, labels) = World(5, 1_000);
        var features = FeatureTable.Of(table, "y");
        var bins = features.Bins(table);
        var tree = TreeGrower.Grow(features.Features, bins, labels, [.. Enumerable.Range(0, labels.Length)],
            new TreeOptions(1, 12, 1, 10, 1, 1, 1, 5)).Trees[0];
        var count = features.Features.Length;
        for (var row = 0; row < 20; row++)
        {
            var one = bins.Select(column => column[row]).ToArray();
            var found = new double[count];
            TreeShapley.Add(tree, one, 1, found);
            for (var f = 0; f < count; f++)
            {
                var expected = Enumerable.Range(0, 1 << count).Where(set => (set >> f & 1) == 0).Sum(set =>
                {
                    var size = System.Numerics.BitOperations.PopCount((uint)set);
                    return Factorial(size) * Factorial(count - size - 1) / Factorial(count)
                        * (Known(tree, one, set | 1 << f, 0) - Known(tree, one, set, 0));
                });
                Assert.Equal(expected, found[f], 9);
            }
        }
    }

    [Fact]
    public void Drift_is_seen_where_a_column_moved_and_not_where_none_did()
    {
        var (before, _) = World(1, 2_000);
        var (same, _) = World(2, 2_000);
        Assert.DoesNotContain(Drift.Of(before, same, null), one => one.Alarm);
        var moved = same with
        {
            Columns = [.. same.Columns.Select((column, c) => c == 0
            ? [.. column.Select(value => (ColumnProfile.NumberOf(value) + 60).ToString(CultureInfo.InvariantCulture))] : column)]
        };
        Assert.Equal("x", Assert.Single(Drift.Of(before, moved, null), one => one.Alarm).Column);
    }

    // Fitting takes some seconds: what does not ask how it went shares one model.
    private static readonly Lazy<LearnedModel> Shared = new(() => Fit(World(1, 800).Table, World(1, 800).Labels));

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);

    /// <summary>The tree's value where only some features are known: elsewhere the mean of both ways.</summary>
    private static double Known(Tree tree, byte[] bins, int set, int at)
    {
        var node = tree.Nodes[at];
        if (node.Feature < 0)
        {
            return node.Value;
        }

        if ((set >> node.Feature & 1) != 0)
        {
            return Known(tree, bins, set, node.GoesLeft(bins[node.Feature]) ? node.Yes : node.No);
        }

        var (yes, no) = (tree.Nodes[node.Yes].Cover, tree.Nodes[node.No].Cover);
        return ((yes * Known(tree, bins, set, node.Yes)) + (no * Known(tree, bins, set, node.No))) / (yes + no);
    }

    private static LearnedModel Fit(TextTable table, bool[] labels)
        => ModelFitting.Fit(new TrainingRows(table, labels, FeatureTable.Of(table, "y")), seeds: 1);

    /// <summary>Positives where two numbers have one sign, more of them for one word; a constant, a number of the row and gaps
    /// beside.</summary>
    private static (TextTable Table, bool[] Labels) World(ulong seed, int rows)
    {
        var bits = new SplitMix(seed);
        var columns = Enumerable.Range(0, 5).Select(_ => new string[rows]).ToArray();
        var labels = new bool[rows];
        for (var i = 0; i < rows; i++)
        {
            var (x, z, word) = (bits.Below(200) - 100, bits.Below(200) - 100, bits.Below(4));
            labels[i] = bits.Below(100) < ((x > 20 && z > 20) ? 60 : word == 0 ? 12 : 4);
            string[] values =
                [x.ToString(CultureInfo.InvariantCulture), bits.Below(10) == 0 ? "" : z.ToString(CultureInfo.InvariantCulture),
                "w" + word, "same", (9_000 + i).ToString(CultureInfo.InvariantCulture)];
            for (var c = 0; c < values.Length; c++)
            {
                columns[c][i] = values[c];
            }
        }

        return (new TextTable(["x", "z", "word", "fixed", "row"], [.. columns]), labels);
    }
}
