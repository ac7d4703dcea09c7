using System.Collections.Immutable;
using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Learning;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Tests.Risk.Learning;

/// <summary>A learned model as one signal of the score: what it may see, what lets it in, what it weighs, and that no action rests on
/// it.</summary>
public sealed class LearnedRowTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly LearnedEvidence Good = new(400, 0.8, 0.7, 0.02, 0.2, 0.01, "label = 1");
    private static readonly Lazy<string> Packed = new(() => LearnedModelCodec.Pack(LearnedWorld.Model(LearnedFeatures.Names)));

    [Fact]
    public void A_packed_model_reads_back_to_the_last_bit_and_its_contributions_are_its_score()
    {
        var model = LearnedModelCodec.Unpack(Packed.Value);
        Assert.Equal(Packed.Value, LearnedModelCodec.Pack(model));
        var row = Row(Good);
        foreach (var failures in new[] { 0, 3, 40 })
        {
            var (weight, why) = row.Look(LearnedWorld.Values(failures));
            Assert.InRange(weight, RiskLearnedRow.LeastWeightMilli, LearnedExplanation.MaxWeightMilli);
            Assert.NotEqual(0, weight);
            Assert.Equal(why.LogOdds, why.Start + why.Contributions.Sum(part => part.LogOdds), 9);
        }

        Assert.True(row.Look(LearnedWorld.Values(40)).WeightMilli > row.Look(LearnedWorld.Values(0)).WeightMilli);
    }

    [Fact]
    public void A_model_is_let_in_only_where_its_gain_lies_above_chance_it_is_calibrated_and_has_a_group_of_its_own()
    {
        Assert.Empty(ProblemsOf(Row(Good)));
        Assert.NotEmpty(ProblemsOf(Row(Good with { GainLow = 0 })));
        Assert.NotEmpty(ProblemsOf(Row(Good with { CalibrationError = 0.031 })));
        Assert.NotEmpty(ProblemsOf(Row(Good with { Cases = 99 })));
        Assert.NotEmpty(ProblemsOf(Row(Good) with { Group = "card_testing" }));
        Assert.NotEmpty(ProblemsOf(Row(Good) with { Ground = "safety.content" }));
        Assert.NotEmpty(ProblemsOf(new RiskLearnedRow(RiskHarm.Fraud, "learned", "payment.failures", 168, Good, "AAAA")));
    }

    [Theory]
    [InlineData("nationality", "a protected trait")]
    [InlineData("postcode", "no feature of the service")]
    public void A_model_that_learned_from_anything_else_is_refused_by_the_name_of_the_column(string column, string why)
    {
        var row = new RiskLearnedRow(RiskHarm.Fraud, "learned", "payment.failures", 168, Good,
            LearnedModelCodec.Pack(LearnedWorld.Model([.. LearnedFeatures.Names.Take(3), column])));
        Assert.Contains(ProblemsOf(row), problem => column == "nationality" ? problem.Contains("protected trait", StringComparison.Ordinal)
            : problem.Contains(column, StringComparison.Ordinal) && problem.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_says_counts_in_its_own_group_of_another_model_it_does_not_and_no_action_rests_on_it()
    {
        var row = Row(Good);
        var model = With(row);
        var said = SignalOf(row.Type, 2500);
        Assert.Equal((RiskHarm.Fraud, "learned", 2500), Look(model.RowOf(said)));
        Assert.Equal(LearnedExplanation.MaxWeightMilli, model.RowOf(said with { WeightMilli = 9000 })!.WeightMilli);
        Assert.Equal(RiskLearnedRow.LeastWeightMilli, model.RowOf(said with { WeightMilli = -9000 })!.WeightMilli);
        Assert.Null(model.RowOf(said with { Type = "learned.fraud@000000000000" }));
        Assert.Null(RiskModelCodec.Default.RowOf(said));
        Assert.Null(LadderStep.Of(RiskHarm.Fraud, 4, 9, [said], LadderPolicy.Current));
        Assert.NotNull(LadderStep.Of(RiskHarm.Fraud, 4, 9, [said, SignalOf("payment.failures@1", 1000)], LadderPolicy.Current));

        var nothing = RiskScorer.Assess(model, "h", new RiskInput(SubjectRef.Account("a"), "account", [], At)).Of(RiskHarm.Fraud);
        Assert.Contains("learned", nothing.Missing);
        var scored = RiskScorer.Assess(model, "h", new RiskInput(SubjectRef.Account("a"), "account", [said], At)).Of(RiskHarm.Fraud);
        Assert.DoesNotContain("learned", scored.Missing);
        Assert.Equal(nothing.Milli + 2500, scored.Milli);
    }

    [Fact]
    public void A_model_without_a_learned_one_is_written_as_before()
        => Assert.DoesNotContain("learned", RiskModelCodec.Write(RiskModelCodec.Default), StringComparison.Ordinal);

    private static (RiskHarm, string, int) Look(RiskSignalRow? row) => (row!.Harm, row.Group, row.WeightMilli);

    private static RiskLearnedRow Row(LearnedEvidence measured)
        => new(RiskHarm.Fraud, "learned", "payment.failures", 168, measured, Packed.Value);

    private static RiskModel With(RiskLearnedRow row) => RiskModelCodec.Default with
    {
        Learned = [row],
        Harms = [.. RiskModelCodec.Default.Harms.Select(one => one.Harm == RiskHarm.Fraud
            ? one with { Expected = one.Expected.Add("learned") } : one)],
    };

    private static ImmutableArray<string> ProblemsOf(RiskLearnedRow row) => RiskModelCodec.Read(RiskModelCodec.Write(With(row))).Problems;

    private static Signal SignalOf(string type, int weight) => new("sig_" + type, SubjectRef.Account("a"), type, "learned", weight, weight,
        168, At, type, 1, 100)
    { Ground = "payment.failures" };
}

/// <summary>Accounts whose failed payments foretell fraud, and a small model that learned it.</summary>
internal static class LearnedWorld
{
    public static LearnedModel Model(ImmutableArray<string> names)
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 400).Select(_ => random.Next(20)).ToArray();
        var columns = names.Select((name, place) => (IReadOnlyList<string>)rows.Select(failures => Text(name == "payment.failed 24h"
            || !names.Contains("payment.failed 24h") ? failures + (place % 3) : random.Next(4))).ToArray()).ToArray();
        var table = new TextTable(names, columns);
        var features = new FeatureTable([.. names.Zip(columns, (name, values) => Feature.OfNumbers(name, "", values))],
            ImmutableSortedDictionary<string, ColumnUse>.Empty);
        return ModelFitting.Fit(new TrainingRows(table, [.. rows.Select(failures => failures + random.Next(6) > 18)], features), 1, null,
            small: true);
    }

    public static ImmutableArray<string> Values(int failures)
        => [.. LearnedFeatures.Names.Select(name => Text(name == "payment.failed 24h" ? failures : 0))];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
