using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Compliance.Cli.Evaluation.Variations;
using Compliance.Cli.Fitting;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>What a validation draws and how much of it.</summary>
/// <param name="Seed">Seed of the varied names and of the intervals.</param>
/// <param name="PerKind">Varied names of each kind.</param>
/// <param name="BaselinePeople">Strangers that the other engines screen: each costs them a scan of all names.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Limit">Parties of each rule of the catalogue.</param>
/// <param name="Before">What another build reached.</param>
internal sealed record ValidationSettings(ulong Seed, int PerKind, int BaselinePeople, FitSettings Fit, int Limit, BeforeFigures Before);

/// <summary>Measures everything that the document reports, on one build, one set of lists and one set of labelled data.</summary>
internal sealed class ValidationRun(DevelopmentData data, LoadedLists lists, ValidationSettings settings, CliConsole console,
    CancellationToken cancellation)
{
    private readonly MatchIndex _index = lists.Corpus.Index;

    /// <summary>Measures.</summary>
    public ValidationFindings Measure()
    {
        var pairs = PairFile.Read(data.Pairs, null).Pairs;
        var fitData = Step("comparisons of the fit",
            () => FitData.Of(pairs, CleanPerson.Read(data.Strangers, allFields: false, settings.Fit.Strangers * 2),
                data.Companies is { } companies ? FitVerb.Companies(companies) : [], lists.Corpus, settings.Fit, console.Time.GetUtcNow()));
        var fit = Step("cross-validation", () => FitRun.Of(fitData, settings.Fit, cancellation));
        var held = fit.Repeats[0].Scores;
        var measure = new CatalogueMeasure(lists.Corpus, console.Time.GetUtcNow(), settings.Seed, cancellation);
        var (rules, together) = Step("everyday forms of listed parties", () => measure.Rules(settings.Limit));
        var engines = Step("engines on the same pairs", () => EngineComparison.Run(pairs, cancellation));
        return new ValidationFindings
        {
            Engine = typeof(ValidationRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
                ?? "unstated",
            Machine = MachineName.Current,
            At = console.Time.GetUtcNow(),
            Lists = [.. lists.Corpus.Lists.Select(list =>
                (list.Code.Value, list.PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                ?? "undated", list.PartyCount, list.NameCount))],
            Profiles = [
                .. ScoringProfile.All.Select(profile =>
                string.Create(CultureInfo.InvariantCulture, $"`{profile.Id}` (threshold {profile.Threshold})"))],
            FitSettings = settings.Fit,
            FitData = fitData,
            Fit = fit,
            FitF1 = Bootstrap.Of(held, fitData.Groups, cases => Confusion.At(cases, settings.Fit.Threshold).F1 ?? 0, settings.Seed),
            Sweep = ThresholdSweep.Of(held),
            Calibration = CalibrationCurve.Of(held),
            CalibrationError = PairMeasures.CalibrationError(held),
            Pairs = Step("pairs", PairFindings),
            Alerts = Step("people on no list", AlertFindings),
            Queries = Step("listed people", QueryFindings),
            Transliterations = Step("transliterations", TransliterationFindings),
            Variations = Step("varied names", Variations),
            VariationDraw = (settings.Seed, settings.PerKind),
            Rules = rules,
            Together = together,
            CatalogueLimit = settings.Limit,
            SelfScreen = Step("self-screen", () => EvaluateSelfScreenVerb.Measure(lists.Corpus, ScoringProfile.All[0],
                console.Time.GetUtcNow(), null, () => { }, cancellation)),
            Strangers = Step("customers on no list, by kind", () => measure.Strangers(data)),
            Before = settings.Before,
            Ofac = data.OfacScores is { } file ? OfacScoreSummary.Of(OfacScoreCase.Read(file)) : null,
            Engines = engines,
            EngineAlerts =
                Step("other engines' alerts",
                () => BaselineScan.Run(_index, engines, [.. CleanPerson.Read(data.Strangers, allFields: false, settings.BaselinePeople)],
                cancellation)),
            Errors = ErrorClasses.Of(held, settings.Fit.Threshold),
            Index = (lists.Built.TotalMilliseconds, ProcessMemory.ResidentMb(), ProcessMemory.PeakMb()),
        };
    }

    private ImmutableArray<PairFinding> PairFindings()
    {
        var findings = ImmutableArray.CreateBuilder<PairFinding>();
        foreach (var (name, file)
            in new[] { ("name pairs", data.Pairs), ("entity checks", data.Entities), ("records with attributes", data.Records),
            ("given names and surnames", data.NameParts) })
        {
            if (file is null)
            {
                continue;
            }

            var pairs = PairFile.Read(file, null).Pairs;
            var groups = PairGroups.Of([.. pairs.Select(pair => (pair.Subject.Name, pair.Party.PrimaryName.Text))]);
            foreach (var profile in ScoringProfile.All)
            {
                var scorer = new CompliancePairScorer(profile);
                var scores = PairEvaluation.Score(scorer, pairs, cancellation);
                findings.Add(new PairFinding(
                    name, profile.Name,
                        PairEvaluation.Summarise(scores, profile.Threshold, PairEvaluation.Time(scorer, pairs, cancellation)),
                    Bootstrap.Of(scores, groups, cases => Confusion.At(cases, profile.Threshold).F1 ?? 0, settings.Seed),
                    Bootstrap.Of(scores, groups, cases => Confusion.At(cases, profile.Threshold).Accuracy, settings.Seed)));
            }
        }

        return findings.ToImmutable();
    }

    private ImmutableArray<AlertFinding> AlertFindings()
    {
        var findings = ImmutableArray.CreateBuilder<AlertFinding>();
        foreach (var (name, file) in new[] { ("world", data.Strangers), ("United States", data.AmericanStrangers) })
        {
            foreach (var allFields in file is null ? Array.Empty<bool>() : [false, true])
            {
                var people = CleanPerson.Read(file!, allFields, null);
                foreach (var profile in ScoringProfile.All)
                {
                    var (search, timing) = (Search(profile), new LatencySample());
                    var alerts = people.Select(person => timing.Time(() => search.Alerts(person.Subject))).ToArray();
                    var interval = Bootstrap.Of(alerts, drawn => 1000.0 * drawn.Count(alert => alert) / drawn.Count, settings.Seed);
                    findings.Add(
                        new AlertFinding(name, allFields ? "all"
                        : "name", profile.Name, alerts.Length, 1000.0 * alerts.Count(alert => alert) / alerts.Length, interval,
                        timing.Percentiles()));
                }
            }
        }

        return findings.ToImmutable();
    }

    private ImmutableArray<QueryFinding> QueryFindings()
    {
        if (data.Queries is null)
        {
            return [];
        }

        var cases = QueryCase.Read(data.Queries, null);
        return [.. ScoringProfile.All.Select(profile =>
        {
            var search = Search(profile);
            var results = QueryEvaluation.Run(search, cases, () => { }, cancellation);
            var timing = QueryEvaluation.Time(search, cases, cancellation);
            return new QueryFinding(
                profile.Name, results.Length, results.Count(result => result.Rank == 1), results.Count(result => result.Rank <= 5),
                    results.Count(result => result.Score >= profile.Threshold),
                timing.Percentiles(), timing.Count / timing.TotalSeconds);
        })];
    }

    // A word against the Latin form of the next word of its script stands for a stranger.
    private ImmutableArray<TransliterationFinding> TransliterationFindings()
    {
        if (data.Transliterations is null)
        {
            return [];
        }

        var profile = ScoringProfile.All[0];
        var scorer = new CompliancePairScorer(profile);
        return [.. PairFile.Read(data.Transliterations, null).Pairs.GroupBy(pair => pair.Category, StringComparer.Ordinal)
            .OrderBy(script => script.Key, StringComparer.Ordinal).Select(script =>
        {
            var words = script.ToArray();
            var (first, firstFive) = WordRanks.Of(words, profile, cancellation);
            return new TransliterationFinding(
                script.Key, words.Length, words.Average(word => scorer.Score(word) >= profile.Threshold ? 1.0 : 0),
                words.Select((word, i) => word with { Party = words[(i + 1) % words.Length].Party })
                    .Where((word, i) => words[i].Subject.Name != words[(i + 1) % words.Length].Subject.Name)
                    .Select(word => scorer.Score(word) >= profile.Threshold ? 1.0 : 0).DefaultIfEmpty(0).Average(),
                first, firstFive);
        })];
    }

    private ImmutableArray<VariationRow> Variations()
    {
        var profile = ScoringProfile.All[0];
        return VariationEvaluation.Summarise(
            VariationEvaluation.Run(VariationCases.Draw(_index, settings.Seed, settings.PerKind), _index, profile, () => { },
            cancellation), profile.Threshold);
    }

    private CompliancePartySearch Search(ScoringProfile profile)
        => new(new ScreeningContext { Corpus = lists.Corpus, Profile = profile, Now = console.Time.GetUtcNow() });

    private T Step<T>(string what, Func<T> work)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = Stopwatch.GetTimestamp();
        var result = work();
        console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        return result;
    }
}
