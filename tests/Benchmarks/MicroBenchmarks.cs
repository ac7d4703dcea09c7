using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Benchmarks;

/// <summary>The calls that a request is made of, with BenchmarkDotNet: means with their errors, allocations. On the invented list, in this
/// process, so that nothing is built or fetched for it.</summary>
[MemoryDiagnoser]
public class MicroBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly ScreeningContext _context;
    private readonly ScreeningSubject[] _subjects;
    private readonly PartyMatcher _matcher;
    private readonly LocationFacts _location;
    private readonly LocationPolicy _policy = PolicyLibrary.Load().LocationOn(new DateOnly(2026, 3, 2));
    private int _next;

    /// <summary>Compiles the invented list.</summary>
    public MicroBenchmarks()
    {
        var corpus = ScreeningCorpus.Build([InventedLists.Make(Now)]);
        var profile = ScoringProfile.Named("onboarding");
        _context = new ScreeningContext { Corpus = corpus, Profile = profile, Now = Now };
        _subjects = Subjects.From(corpus.Index, 997);
        _matcher = new PartyMatcher(corpus.Index, profile);
        _location = new LocationFacts
        {
            Signals = new LocationSignals { Geo = new GeoIpFact { Country = CountryCode.Parse("TR"), Confidence = 0.95 } },
        };
    }

    /// <summary>One screening through every gate.</summary>
    [Benchmark(Baseline = true)]
    public object Screening() => ScreeningEngine.Decide(new ScreeningRequest { Subject = Next() }, _context);

    /// <summary>The search alone.</summary>
    [Benchmark]
    public object Search() => _matcher.Find(Next(), _context.Profile.Threshold);

    /// <summary>One pair, with its explanation.</summary>
    [Benchmark]
    public object? Pair() =>
        PartyMatcher.Compare(Next(), _context.Corpus.Index.PartyAt(_next % _context.Corpus.Index.PartyCount), _context.Profile);

    /// <summary>The verdict on a place.</summary>
    [Benchmark]
    public object Location() => LocationJudge.Judge(_location, _policy);

    /// <summary>Runs them; <c>--filter</c> and the other options of BenchmarkDotNet apply.</summary>
    internal static int Run(string[] args)
    {
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance))
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
        return BenchmarkSwitcher.FromTypes([typeof(MicroBenchmarks)]).Run(args.Length == 0 ? ["--filter", "*"] : args, config).Any() ? 0 : 2;
    }

    private ScreeningSubject Next() => _subjects[_next++ % _subjects.Length];
}
