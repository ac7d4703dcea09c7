using System.Collections.Immutable;
using System.Diagnostics;
using Compliance.Cli.Evaluation.Variations;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Records;

/// <summary>How the screenings of a trial were decided, and what they took.</summary>
internal sealed record TrialScreenings(int Screened, int Allowed, int Reviewed, int Blocked, double Seconds);

/// <summary>
/// Screens invented subjects and varied listed names through the real desk, so that a replay of many decisions can be measured: half of
/// them nobody's name, half a listed name changed by one of the kinds of variation, with and without birth date, country and signals, over
/// all channels.
/// </summary>
internal sealed class ReplayTrial(ScreeningService desk, CorpusHost host)
{
    private static readonly ImmutableArray<string> Given =
        ["Quentin", "Amara", "Lieselotte", "Tomasz", "Farida", "Ignacio", "Mehmet", "Yuki", "Olena", "Kwame", "Sigrid", "Rafael"];
    private static readonly ImmutableArray<string> Family =
        ["Oyelaran", "Hollenbach", "Castellarin", "Wierzbicki", "Achterberg", "Lindqvist", "Moravec", "Tanizaki", "Delacroix", "Ferreira",
        "Okonjo", "Brandtner"];
    private static readonly ImmutableArray<string> Countries = ["DE", "US", "RU", "IR", "CN", "TR", "FR", "BR"];

    /// <summary>Screens so many; the same seed over the same lists screens the same subjects.</summary>
    public async Task<TrialScreenings> RunAsync(int count, ulong seed, Action onScreening, CancellationToken cancellation)
    {
        var corpus = host.Current!.Corpus;
        var kinds = Enum.GetValues<VariationKind>().Length;
        var varied = VariationCases.Draw(corpus.Index, seed, Math.Max(1, count / kinds));
        var decisions = new int[Enum.GetValues<Decision>().Length];
        var started = Stopwatch.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (i, token) =>
        {
            var reply = await desk.ScreenAsync(RequestOf(i, seed, varied, corpus), new ScreeningCall("trial"), token);
            var decision = reply.Match(answered => answered.Screening.Evidence.Outcome.Decision, Refused, Refused, Refused);
            Interlocked.Increment(ref decisions[(int)decision]);
            onScreening();
        });
        return new TrialScreenings(
            count, decisions[(int)Decision.Allow], decisions[(int)Decision.Review], decisions[(int)Decision.Block],
                Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2));
    }

    private static Decision Refused() => throw new InvalidOperationException("A screening of the trial was not answered.");

    private static ScreeningRequest RequestOf(int i, ulong seed, ImmutableArray<VariationCase> varied, ScreeningCorpus corpus)
    {
        var bits = new SplitMix(SplitMix.Hash(seed, (ulong)i, 0, 0));
        var listed = i % 2 == 0 || varied.IsEmpty ? null : varied[bits.Below(varied.Length)];
        var party = listed is null ? null : corpus.Find(listed.Entry);
        var subject = new ScreeningSubject
        {
            Id = $"trial_{i}",
            Name = listed?.Query ?? $"{Given[bits.Below(Given.Length)]} {Family[bits.Below(Family.Length)]}",
            Kind = listed?.PartyKind ?? PartyKind.Individual,
            BirthDate = bits.Below(3) == 0 ? default : party is { BirthDates.IsEmpty: false } && bits.Below(2) == 0 ? party.BirthDates[0]
                : PartialDate.OfDay(new DateOnly(1950 + bits.Below(50), 1 + bits.Below(12), 1 + bits.Below(28))),
            Nationalities = bits.Below(2) == 0 ? [] : [CountryCode.Parse(Countries[bits.Below(Countries.Length)])],
        };
        var channels = Enum.GetValues<Channel>();
        return new ScreeningRequest
        {
            Channel = channels[bits.Below(channels.Length)],
            Subject = subject,
            Signals = bits.Below(3) == 0 ? new LocationSignals { Ip = $"203.0.113.{bits.Below(255)}" } : new LocationSignals(),
            Nexus = bits.Below(4) == 0 ? ["US"] : [],
        };
    }
}
