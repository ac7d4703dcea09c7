using System.Globalization;
using System.Text.Json;
using Compliance.Benchmarks;
using Compliance.Benchmarks.Attack;
using Compliance.Benchmarks.Load;
using Compliance.Benchmarks.Scale;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

switch (args)
{
    case ["attack", .. var rest]: return await AttackCommands.RunAsync(rest);
    case ["hostile", .. var rest]: return await HostileBenchmark.RunAsync(rest);
    case ["load", .. var rest]: return await LoadCommands.RunAsync(rest);
    case ["door", .. var rest]: return await DoorBenchmark.RunAsync(rest);
    case ["worst", .. var rest]: return WorstSearchBenchmark.Run(rest);
    case ["scale", .. var rest]: return ScaleBenchmark.Run(rest);
    case ["first-seen", .. var rest]: return FirstSeenBenchmark.Run(rest);
    case ["micro", .. var rest]: return MicroBenchmarks.Run(rest);
}

// dotnet run -c Release --project tests/Benchmarks -- [--lists DIR] [--quick] [--location] : a table, ratios, and one JSON object as the
// last line.
const int Pairs = 1_000;
var quick = args.Contains("--quick");
var at = Array.IndexOf(args, "--lists");
var directory = at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
var known = new[] { "--quick", "--lists", "--location" };
if (args.Where((_, i) => at < 0 || i != at + 1).Except(known).FirstOrDefault() is { } unknown || (at >= 0 && directory is null))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- [--lists DIR] [--quick] [--location]");
    return 1;
}

var now = TimeProvider.System.GetUtcNow();
var machine = Machine.Current;
Console.WriteLine($"{machine.Cpu}, {machine.Cores} cores, {machine.System}, {machine.Runtime}, {machine.Configuration}");

if (args.Contains("--location"))
{
    var taken = new List<Measurement>();
    Console.WriteLine($"{"",-58} {"median µs",14} {"p99 µs",14} {"bytes/run",14} {"runs",8}");
    var lookUps = LocationMeasurements.Take(
        (name, effort, operation) =>
        {
            var measurement = Measurement.Of(name, effort, operation);
            Console.WriteLine(measurement.AsRow());
            taken.Add(measurement);
            return measurement;
        },
        Effort.Many(quick));
    Console.WriteLine(JsonSerializer.Serialize(new { machine, quick, measurements = taken, location = lookUps },
        new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }));
    return 0;
}

var snapshots = MeasuredLists.Read(directory, now);
if (snapshots.Count == 0)
{
    Console.Error.WriteLine($"'{directory}' holds no list that can be read.");
    return 2;
}

var corpus = ScreeningCorpus.Build(snapshots);
var subjects = Subjects.From(corpus.Index, 997);
var names = snapshots.SelectMany(snapshot => snapshot.Parties).SelectMany(party => party.Names).Select(name => name.Text.ToUpperInvariant())
    .ToArray();
var upper = subjects.Select(subject => subject.Name.ToUpperInvariant()).ToArray();
var pairs = Enumerable.Range(0, Pairs)
    .Select(i => (Subject: subjects[i % subjects.Length], Party: corpus.Index.PartyAt(i * 7919 % corpus.Index.PartyCount))).ToArray();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{(directory is null ? "invented list" : directory)}: {corpus.Lists.Length} lists, {corpus.Index.PartyCount:N0} parties, "
        + $"{names.Length:N0} names{(quick ? ", quick" : "")}"));
Console.WriteLine();
Console.WriteLine($"{"",-58} {"median µs",14} {"p99 µs",14} {"bytes/run",14} {"runs",8}");

var measured = new List<Measurement>();
Measurement Measure(string name, Effort effort, Func<int, object?> operation)
{
    var measurement = Measurement.Of(name, effort, operation);
    Console.WriteLine(measurement.AsRow());
    measured.Add(measurement);
    return measurement;
}

var profile = ScoringProfile.Named("onboarding");
var context = new ScreeningContext { Corpus = corpus, Profile = profile, Now = now };
var matcher = new PartyMatcher(corpus.Index, profile);
var (many, few) = (Effort.Many(quick), Effort.Few(quick));

var screening = Measure("screening: every gate",
    many, i => ScreeningEngine.Decide(new ScreeningRequest { Subject = subjects[i % subjects.Length] }, context));
var search = Measure("search: parties above the threshold", many, i => matcher.Find(subjects[i % subjects.Length], profile.Threshold));
var plain = Measure("search, plain: Compare with every party", few, i => Exhaustive(subjects[i % subjects.Length]));
var ratio = Measure("FuzzySharp: ExtractTop with Ratio", few, i => FuzzyScan.Ratio(upper[i % upper.Length], names));
var tokenSet = Measure("FuzzySharp: ExtractTop with TokenSetRatio", few, i => FuzzyScan.TokenSetRatio(upper[i % upper.Length], names));
var weighted = Measure("FuzzySharp: ExtractTop with WeightedRatio", few, i => FuzzyScan.WeightedRatio(upper[i % upper.Length], names));
var pair = Measure("pair: Compare, per pair", many,
    i => (object?)PartyMatcher.Compare(pairs[i % Pairs].Subject, pairs[i % Pairs].Party, profile).Score);
var fuzzyPair = Measure("FuzzySharp: WeightedRatio, per pair of primary names",
    many, i => FuzzyScan.Pair(upper[i % upper.Length], pairs[i % Pairs].Party.PrimaryName.Text.ToUpperInvariant()));
MatchingMeasurements.Take(Measure, many, few, corpus.Index, subjects, profile);
var located = LocationMeasurements.Take(Measure, many);
var parse = Measure(directory is null ? "make the invented list"
    : "parse all lists", few, _ => MeasuredLists.Read(directory, now).Sum(snapshot => snapshot.Parties.Length));
var build = Measure("build the index", few, _ => MatchIndex.Build(snapshots.SelectMany(snapshot => snapshot.Parties)).PartyCount);
var compiled = Path.Combine(Path.GetTempPath(), $"compliance-benchmark-{Environment.ProcessId}.corpus");
var written = Measure("write the compiled corpus", few, _ =>
{
    MappedCorpusFile.Save(corpus, compiled);
    return compiled;
});
var indexMb = Math.Round(new FileInfo(compiled).Length / 1048576.0, 1);
var loaded = Measure("map and load the compiled corpus", few, _ => MappedCorpusFile.Load(compiled));
var verified = Measure("map, load and verify the compiled corpus", few, _ => MappedCorpusFile.Load(compiled, verify: true));
File.Delete(compiled);

var ratios = new SortedDictionary<string, double>(StringComparer.Ordinal)
{
    ["screeningVsFuzzySharpRatio"] = screening.TimesFasterThan(ratio),
    ["screeningVsFuzzySharpTokenSetRatio"] = screening.TimesFasterThan(tokenSet),
    ["screeningVsFuzzySharpWeightedRatio"] = screening.TimesFasterThan(weighted),
    ["searchVsPlain"] = search.TimesFasterThan(plain),
    ["pairVsFuzzySharpWeightedRatio"] = pair.TimesFasterThan(fuzzyPair),
};
Console.WriteLine();
foreach (var (name, times) in ratios)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-58} {times,13:N1} ×"));
}

Console.WriteLine(JsonSerializer.Serialize(
    new
    {
        machine,
        lists = corpus.Lists.Length,
        parties = corpus.Index.PartyCount,
        names = names.Length,
        quick,
        measurements = measured,
        parseAndBuildMs = Math.Round((parse.MedianMicros + build.MedianMicros) / 1000, 1),
        indexMb,
        indexWriteMs = Math.Round(written.MedianMicros / 1000, 1),
        indexLoadMs = Math.Round(loaded.MedianMicros / 1000, 1),
        indexLoadVerifiedMs = Math.Round(verified.MedianMicros / 1000, 1),
        ratios,
        location = located,
    },
    new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }));
return 0;

// What the index must find as well: every party compared, nothing skipped.
object Exhaustive(ScreeningSubject subject)
{
    var hits = new List<PartyMatch>();
    for (var i = 0; i < corpus.Index.PartyCount; i++)
    {
        if (PartyMatcher.Compare(subject, corpus.Index.PartyAt(i), profile) is { } match && match.Score >= profile.Threshold)
        {
            hits.Add(match);
        }
    }

    return hits;
}
