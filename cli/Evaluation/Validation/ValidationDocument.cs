using System.Globalization;
using Compliance.ScreeningCore.Matching;
using static Compliance.Cli.Evaluation.Validation.MarkdownText;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>The findings as <c>docs/validation.md</c>: aggregates only, so that neither the labelled data nor the lists leave their
/// place.</summary>
internal static class ValidationDocument
{
    /// <summary>Name of the threshold chart beside the document.</summary>
    public const string SweepChart = "validation-thresholds.svg";

    /// <summary>Name of the calibration chart beside the document.</summary>
    public const string CalibrationChart = "validation-calibration.svg";

    // Smaller groups say little, and their names may be a name of the data.
    private const int SmallestGroup = 25;

    /// <summary>Writes the document.</summary>
    public static string Of(ValidationFindings findings)
    {
        var text = new MarkdownText();
        Opening(text, findings);
        Fit(text, findings);
        Pairs(text, findings);
        Alerts(text, findings);
        Recall(text, findings);
        CatalogueDocument.Write(text, findings);
        KindsOfFaults.Write(text);
        Comparison(text, findings);
        Errors(text, findings);
        Speed(text, findings);
        Limits(text);
        return text.ToString();
    }

    private static void Opening(MarkdownText text, ValidationFindings findings) => text
        .Add("# Validation of the matching engine")
        .Add(string.Create(CultureInfo.InvariantCulture,
            $"Written by `compliance evaluate validate`; do not edit. Build `{findings.Engine}`, measured "
                + $"{findings.At:yyyy-MM-dd}, profiles {string.Join(" and ", findings.Profiles)}."))
        .Add("Intervals hold 95 of 100 bootstrap resamples (1,000, seeded); pairs that share a name are drawn together. F1 is never "
            + "given without an alert rate on people who stand on no list. The labelled data are third parties' and stay outside this "
            + "repository: only aggregates stand here.")
        .Add("## Data")
        .Table(
            ["data", ">cases", ">matches", "measures"],
            findings.Pairs.DistinctBy(pair => pair.Data)
                .Select(pair => new[] { pair.Data, Number(pair.Summary.Cases),
                Number(pair.Summary.ByCategory.Where(one => one.Key.StartsWith("schema=", StringComparison.Ordinal))
                .Sum(one => one.Value.Matches)), "is it one party?" })
                .Concat(findings.Queries.Take(1)
                    .Select(query => new[] { "listed people, names disturbed", Number(query.Queries), Number(query.Queries),
                    "is the party found?" }))
                .Concat(findings.Alerts.DistinctBy(alert => alert.Data)
                    .Select(alert => new[] { $"invented people on no list ({alert.Data})", Number(alert.People), "0", "how many alerts?" }))
                .Concat(
                    findings.Transliterations.Select(script =>
                    new[] { $"words in {script.Script} with Latin forms", Number(script.Words), Number(script.Words),
                    "are scripts bridged?" })))
        .Table(
            ["list", "published", ">parties", ">names"],
            findings.Lists.Select(list => new[] { list.Code, list.Published, Number(list.Parties), Number(list.Names) })
                .Append(["all", "", Number(findings.Lists.Sum(list => list.Parties)), Number(findings.Lists.Sum(list => list.Names))]));

    private static void Fit(MarkdownText text, ValidationFindings findings)
    {
        var (run, data, settings) = (findings.Fit, findings.FitData, findings.FitSettings);
        text.Add("## The fit, cross-validated")
            .Add($"The name rows of `ScoringProfiles.tsv` come from `compliance fit`: logistic regression with fixed signs and a weak "
                + $"pull towards documented priors (`FitPriors.tsv`), on {data.Pairs.Count} labelled name pairs and on "
                + $"{Number(data.Learned.Sum(rows => rows.Count))} comparisons of {data.Learned.Count} strangers with the listed names "
                + $"that the index proposes for them, and {Number(data.Companies.Sum(rows => rows.Count))} of {data.Companies.Count} "
                + $"companies; each of the two weighs {Number(settings.NegativeWeight)} times the labelled pairs. {data.Rules.Length} rules "
                + $"of the catalogue, {settings.CatalogueLimit} parties each, drawn by another seed than below, constrain the fit: a rule below "
                + $"its floor weighs twice as much the next time, at most six times; "
                + $"{run.Rules.Count(rule => rule.Recall < rule.Floor)} stay below by their names alone. "
                + $"{settings.Folds} folds, {settings.Repeats} repetitions; the {data.GroupCount} groups of pairs that share a name are "
                + $"never split over folds. {data.Rows.Count(rows => rows is null)} pairs have too little in common to be compared and "
                + $"count as no match.")
            .Add($"At the threshold {settings.Threshold.ToString(CultureInfo.InvariantCulture)}: **F1 "
                + $"{Share(run.Repeats.Average(one => one.F1))}** (mean of the repetitions; interval of the first "
                + $"{Share(findings.FitF1.Low)} to {Share(findings.FitF1.High)}), "
                + $"{Number(run.Repeats.Average(one => one.ConfidentErrors))} confident errors (pairs that the labellers were sure of), "
                + $"calibration error {Share(findings.CalibrationError)}. Beside it, by name alone, on "
                + $"{data.HeldBack.Count} strangers that the fit never saw:")
            .Table(["cut", ">people with an alert per 1,000", ">companies with an alert per 1,000"],
                run.StrangersPer1000.Select((one, at) => new[] { Number(one.Cut), Number(one.Per1000),
                    at < run.CompaniesPer1000.Length ? Number(run.CompaniesPer1000[at].Per1000) : "–" }))
            .Table(
                ["repetition", .. Enumerable.Range(1, settings.Folds).Select(fold => $">fold {fold}"), ">all", ">best F1", ">at",
                    ">confident errors"],
                run.Repeats.Select((one, i) =>
                    new[] { Number(i + 1) }.Concat(run.Folds.Where(fold => fold.Repeat == i + 1).Select(fold => Share(fold.F1)))
                    .Concat([Share(one.F1), Share(one.BestF1), Number(one.BestThreshold), Number(one.ConfidentErrors)]).ToArray()))
            .Add("Held-out answers at every threshold (first repetition):")
            .Add($"![Precision, recall and F1 by threshold]({SweepChart})")
            .Table(
                [">threshold", ">precision", ">recall", ">F1", ">accuracy", ">confident errors"],
                findings.Sweep.Select(row =>
                    new[] { Number(row.Threshold), Share(row.Precision), Share(row.Recall), Share(row.F1), Share(row.Accuracy),
                    Number(row.ConfidentErrors) }))
            .Add("Held-out calibration: of the pairs that score about .8, about 8 in 10 should be matches.")
            .Add($"![Mean score against share of matches]({CalibrationChart})")
            .Table([">score from", ">pairs", ">mean score", ">share of matches"],
                findings.Calibration.Select(bin => new[] { Number(bin.From), Number(bin.Cases), Share(bin.MeanScore), Share(bin.Matches) }))
            .Add("Fitted rows beside those in force; where they differ, the engine's rows changed since the profile was last fitted, or "
                + "a profile sets the row by reason:")
            .Table(
                ["row", ">fitted", .. ScoringProfile.All.Select(profile => $">{profile.Id}")],
                Fitting.FitTables.RowsOf(run.Model)
                    .Select(row => new[] { row.Row,
                    Number(row.Weight) }.Concat(ScoringProfile.All.Select(profile => Number(profile.WeightOf(row.Row)))).ToArray()));
    }

    private static void Pairs(MarkdownText text, ValidationFindings findings) => text
        .Add("## Labelled pairs, whole engine")
        .Add("The shipped profiles with all facts the data state. The name rows were fitted on the name pairs, so their figures here are "
            + "optimistic: the cross-validated ones above count. The other data taught nothing.")
        .Table(
            ["data", "profile", ">threshold", ">precision", ">recall", ">F1", ">right answers", ">confident errors", ">calibration error",
                ">no-match at .99 or more"],
            findings.Pairs.Select(pair => new[]
            {
                pair.Data, pair.Profile, Number(pair.Summary.Threshold), Share(pair.Summary.Precision), Share(pair.Summary.Recall),
                    Share(pair.Summary.F1, pair.F1), Share(pair.Summary.Accuracy, pair.Accuracy),
                Number(pair.Summary.ConfidentErrors), Share(pair.Summary.CalibrationError), Percent(pair.Summary.NegativesAtOrAbove99),
            }));

    private static void Alerts(MarkdownText text, ValidationFindings findings) => text
        .Add("## Alerts on people who stand on no list")
        .Add("People whom the list gate would stop (review or block) at sign-up, against all lists, at the same profiles and thresholds "
            + "as the recall figures.")
        .Table(
            ["people", "stated", "profile", ">people", ">alerts per 1,000"],
            findings.Alerts.Select(alert =>
                new[] { alert.Data, alert.Fields == "all" ? "name, birth date, gender, nationality"
                : "name only", alert.Profile, Number(alert.People),
                $"{Number(alert.Per1000)} [{Number(alert.Interval.Low)}, {Number(alert.Interval.High)}]" }));

    private static void Recall(MarkdownText text, ValidationFindings findings)
    {
        text.Add("## Listed parties found");
        if (!findings.Queries.IsEmpty)
        {
            text.Add("Listed people whose names a machine disturbed, with birth date and country where the data state them:")
                .Table(
                    ["profile", ">queries", ">rank 1", ">first five", ">above threshold"],
                    findings.Queries.Select(query =>
                        new[] { query.Profile, Number(query.Queries), Of(query.Top1, query.Queries), Of(query.Top5, query.Queries),
                        Of(query.AboveThreshold, query.Queries) }));
        }

        text.Add($"Listed names varied by the machine (`compliance evaluate variations --seed "
            + $"{findings.VariationDraw.Seed} --per-kind {findings.VariationDraw.PerKind}`), name and kind of party alone stated, "
            + $"profile `{ScoringProfile.All[0].Id}`. Weak aliases are left out. *OriginalScript* asks with a listed name in its own "
            + $"script; *Transliteration* asks the same of an index from which all names in original scripts were removed, so that only "
            + $"the bridge between scripts can find the party.")
            .Table(
                ["variation", "script", ">cases", ">rank 1", ">first five", ">above threshold"],
                findings.Variations.Select(row =>
                    new[] { row.Kind.ToString(), row.Script, Number(row.Cases), Of(row.FoundTop1, row.Cases), Of(row.FoundTop5, row.Cases),
                    Of(row.FoundAboveThreshold, row.Cases) }));
        if (!findings.Transliterations.IsEmpty)
        {
            text.Add("Single words in original scripts against their Latin forms, and against the Latin form of another word of the same "
                + "script; and where a word's own form stands when the word is searched among all forms of its set:")
                .Table(
                    ["words", ">cases", ">own form reaches the threshold", ">another word's form does", ">own form first",
                        ">in the first five"],
                    findings.Transliterations.Select(script =>
                        new[] { script.Script, Number(script.Words), Percent(script.Reached), Percent(script.StrangersReached),
                        Percent(script.First), Percent(script.FirstFive) }));
        }
    }

    private static void Comparison(MarkdownText text, ValidationFindings findings)
    {
        var alerts = findings.EngineAlerts.ToDictionary(one => one.Engine, StringComparer.Ordinal);
        var ours = findings.Alerts.Where(one => one.Fields == "name").DistinctBy(one => one.Profile)
            .ToDictionary(one => $"compliance {ScoringProfile.Named(one.Profile).Id}", StringComparer.Ordinal);
        text.Add("## Beside other engines")
            .Add("The same name pairs in the same run. Engines without a threshold of their own get the one that suits them best on "
                + "these very pairs, which flatters them. Alerts per 1,000: strangers by name alone at that threshold; for the other "
                + "engines a sample, each compared with every listed person's name.")
            .Table(
                ["engine", ">threshold", ">precision", ">recall", ">F1", ">best F1", ">confident errors",
                    ">strangers with an alert per 1,000", ">median µs per pair"],
                findings.Engines.Select(engine => new[]
                {
                    engine.Engine, Number(engine.Threshold), Share(engine.Precision), Share(engine.Recall), Share(engine.F1),
                        Share(engine.BestF1), Number(engine.ConfidentErrors),
                    ours.TryGetValue(engine.Engine, out var own) ? Number(own.Per1000) : alerts.TryGetValue(engine.Engine, out var theirs)
                        ? $"{Number(theirs.Per1000)} (of {theirs.People})" : "not measured",
                    Number(engine.MicrosPerPair),
                }));
        if (findings.Ofac is { } ofac)
        {
            text.Add($"The emulation of OFAC's search score comes within five points of {ofac.Within5Points} of "
                + $"{ofac.Cases} scores that the tool showed ({Percent(ofac.Share)}); mean distance "
                + $"{Number(ofac.MeanDistance * 100)} points, largest {Number(ofac.LargestDistance * 100)}.");
        }
    }

    private static void Errors(MarkdownText text, ValidationFindings findings) => text
        .Add("## Remaining errors")
        .Add(
            $"Held-out answers on the name pairs (first repetition, threshold {findings.FitSettings.Threshold.ToString(CultureInfo.InvariantCulture)}), sorted by what explains them, and what mending each class would take:")
        .Table(["side", "class", ">errors", "what it would take"],
            findings.Errors.Select(one => new[] { one.Side, one.Name, Number(one.Count), one.Remedy }))
        .Add($"By the data's own grouping, shipped profiles, groups of {SmallestGroup} cases or more:")
        .Table(
            ["data", "profile", "group", ">cases", ">matches", ">false alerts", ">missed", ">F1"],
            findings.Pairs.SelectMany(pair => pair.Summary.ByCategory.Where(one => one.Value.Cases >= SmallestGroup).Select(one => new[]
            {
                pair.Data, pair.Profile, one.Key, Number(one.Value.Cases), Number(one.Value.Matches), Number(one.Value.FalsePositives),
                    Number(one.Value.FalseNegatives), one.Value.F1 is { } f1 ? Share(f1) : "",
            })));

    private static void Speed(MarkdownText text, ValidationFindings findings) => text
        .Add("## Speed")
        .Add($"{findings.Machine}; one thread, warm, other work on the machine not excluded. All lists compiled in "
            + $"{Number(findings.Index.BuildMs)} ms. Memory of this process, which also holds the labelled data and the parsed lists: "
            + $"{Number(findings.Index.ResidentMb)} MiB resident, {Number(findings.Index.PeakMb)} MiB at its peak.")
        .Table(
            ["what", ">p50 µs", ">p95 µs", ">p99 µs", ">per second"],
            findings.Pairs.Select(pair =>
                new[] { $"one pair analysed and explained: {pair.Data}, {pair.Profile}", Number(pair.Summary.MicrosPerPair.P50),
                "", Number(pair.Summary.MicrosPerPair.P99), "" })
                .Concat(
                    findings.Queries.Select(query =>
                    new[] { $"one screening, listed people, {query.Profile}", Number(query.Latency.P50), Number(query.Latency.P95),
                    Number(query.Latency.P99), Number(query.ScreensPerSecond) }))
                .Concat(
                    findings.Alerts.Select(alert =>
                    new[] { $"one screening, strangers ({alert.Data}), {alert.Fields} stated, {alert.Profile}", Number(alert.Latency.P50),
                    Number(alert.Latency.P95), Number(alert.Latency.P99), "" })));

    private static void Limits(MarkdownText text) => text
        .Add("## Limits")
        .Add("""
            - The rows of the model were designed with sight of the name pairs, so even cross-validated figures lean to the bright side; some hundred pairs give an F1 to about three points.
            - Labels contradict each other here and there (the same pair labelled both ways), and the name pairs are labelled more leniently than the entity checks: one threshold cannot suit both, hence two profiles.
            - The strangers are invented: their names are likelier than life to be plain. The alert rate of a customer base depends on where its customers' names come from.
            - Varied names come from the lists themselves; people vary names in ways that no generator knows.
            - Times are of this machine under the load it had; compare ratios, not numbers, with other machines.
            """);

    private static string Of(int found, int cases) => $"{Number(found)} ({Percent(cases == 0 ? 0 : (double)found / cases)})";
}
