using System.Collections.Immutable;
using Compliance.EnforcementCore.Extraction;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Tests.Extraction;

/// <summary>Streams of prompts: what is kept of them does not depend on how they came, says nothing too early and stays small.</summary>
public sealed class WatchedStreamTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<Campaign> Known = new(() => Campaign.Make("code", [.. Enumerable.Range(0, 60).Select(Attack)],
        [new BenignClass("support", [.. Enumerable.Range(0, 700).Select(Ordinary)])]).Campaign!);

    [Fact]
    public void A_sketch_that_was_written_is_the_same_when_it_is_read()
    {
        foreach (var text in new[] { "", "a", "Why is my card not there?", new string('x', 5000), "مرحبا بالعالم 你好世界" })
        {
            var (sketch, read) = (PromptSketch.Of(text), PromptSketch.Read(PromptSketch.Of(text).Write())!);
            Assert.True(sketch.Values.AsSpan().SequenceEqual(read.Values.AsSpan()));
            Assert.True(sketch.Places.AsSpan().SequenceEqual(read.Places.AsSpan()));
            Assert.Equal(sketch.Hash, read.Hash);
        }

        Assert.All(new[] { null, "", "AAAA", new string('!', 1368), Convert.ToBase64String(new byte[1025]) },
            wrong => Assert.Null(PromptSketch.Read(wrong)));
    }

    [Fact]
    public void Into_which_batches_prompts_are_cut_does_not_show()
    {
        List<PromptSketch> prompts = [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? Attack(500 + i) : Ordinary(5000 + i))];
        var whole = Added(WatchedStream.None, prompts);
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var (stream, bits, alarms) = (WatchedStream.None, new SplitMix(seed), new List<StreamAlarm>());
            for (var at = 0; at < prompts.Count;)
            {
                var part = prompts.Skip(at).Take(1 + bits.Below(9)).ToList();
                var (after, _, told) = stream.Add(part, Campaigns(), Now);
                (stream, at) = (after, at + part.Count);
                alarms.AddRange(told);
            }

            Assert.Equal(WatchedStreamCodec.Write(whole), WatchedStreamCodec.Write(stream));
            Assert.Single(alarms);
        }
    }

    [Fact]
    public void The_same_prompt_within_ten_minutes_is_one_and_later_another()
    {
        List<PromptSketch> same = [Attack(700), Attack(700), Attack(701)];
        var (first, again, _) = WatchedStream.None.Add(same, Campaigns(), Now);
        Assert.Equal((2, 1), ((int)first.Prompts, again));
        Assert.Equal(3, first.Add(same, Campaigns(), Now.AddMinutes(9)).Again);
        Assert.Equal(1, first.Add(same, Campaigns(), Now.AddMinutes(11)).Again);
    }

    [Fact]
    public void Nothing_is_stated_of_fewer_than_twenty_prompts()
    {
        var early = WatchedStream.None.Add([.. Enumerable.Range(500, 19).Select(Attack)], Campaigns(), Now);
        Assert.Empty(early.Alarms);
        Assert.NotNull(early.After.Campaigns["c"].Running.AlarmAt);
        Assert.Null(early.After.EvidenceOf("c", DateOnly.FromDateTime(Now.Date)));
        var then = early.After.Add([Attack(600)], Campaigns(), Now);
        Assert.Equal("c", Assert.Single(then.Alarms).Campaign);
        Assert.Empty(then.After.Add([Attack(601)], Campaigns(), Now).Alarms); // Stated once.
    }

    [Fact]
    public void A_day_begins_anew_and_the_day_before_stays_to_be_chosen_from()
    {
        var stream = Added(WatchedStream.None, [.. Enumerable.Range(500, 30).Select(Attack)]);
        var today = DateOnly.FromDateTime(Now.Date);
        var value = stream.EvidenceOf("c", today)!;
        Assert.True(value.Value > 1000, $"{value.Value}");
        var next = stream.Add([Ordinary(9000)], Campaigns(), Now.AddDays(1)).After;
        Assert.Equal(value, next.EvidenceOf("c", today));
        Assert.Null(next.EvidenceOf("c", today.AddDays(1)));
        Assert.Equal(1, next.Campaigns["c"].Today.Prompts);
        Assert.Equal(31, next.Campaigns["c"].Running.Prompts);
    }

    [Fact]
    public void What_is_kept_of_an_account_stays_below_four_kilobytes_with_every_campaign_that_may_be_watched()
    {
        var campaigns = Enumerable.Range(0, WatchedStream.MostCampaigns).ToDictionary(i => $"cmp_{i:x16}", _ => Known.Value);
        var stream = WatchedStream.None;
        for (var day = 0; day < 3; day++)
        {
            stream = stream.Add([.. Enumerable.Range(day * 100, 100).Select(i => i % 2 == 0 ? Attack(i) : Ordinary(i))], campaigns,
                Now.AddDays(day)).After;
        }

        var text = WatchedStreamCodec.Write(stream);
        Assert.Equal(text, WatchedStreamCodec.Write(WatchedStreamCodec.Read(text)));
        Assert.Equal(stream.Campaigns["cmp_0000000000000003"].Running.Running.ToArray(),
            WatchedStreamCodec.Read(text).Campaigns["cmp_0000000000000003"].Running.Running.ToArray());
        Assert.Throws<FormatException>(() => WatchedStreamCodec.Read("2 1 1 1 "));
        var bytes = text.Length; // ASCII.
        Assert.True(bytes <= 4 * 1024, $"{bytes}");
    }

    private static WatchedStream Added(WatchedStream stream, IReadOnlyList<PromptSketch> prompts)
        => stream.Add(prompts, Campaigns(), Now).After;

    private static ImmutableDictionary<string, Campaign> Campaigns()
        => ImmutableDictionary<string, Campaign>.Empty.Add("c", Known.Value);

    private static PromptSketch Attack(int i)
        => PromptSketch.Of($"Write a function in Python that sorts {Mix(i, 1)} lists of {Mix(i, 2)} and explain step {Words(i)} by step.");

    private static PromptSketch Ordinary(int i)
        => PromptSketch.Of($"why is my card {Words(i)} not there, I asked about {Words(i + 7)} today");

    private static string Words(int i) => string.Concat(Enumerable.Range(0, 6).Select(k => (char)('a' + (Mix(i, (ulong)(k + 3)) % 26))));

    private static int Mix(int i, ulong salt) => (int)(SplitMix.Hash((ulong)i, salt) % 1000);
}
