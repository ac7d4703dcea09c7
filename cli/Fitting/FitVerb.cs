using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Evaluation.Negatives;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Fitting;

/// <summary><c>fit</c>: fits the name rows of the scoring profiles and shows by cross-validation what they are worth.</summary>
internal static class FitVerb
{
    private const int DefaultStrangers = 1500;
    private const int DefaultCompanies = 3000;
    private const int DefaultCases = 60;

    public static Command Create(CliConsole console)
    {
        var command = new Command("fit",
            "Fit the name rows of ScoringProfiles.tsv on labelled pairs, on list candidates of strangers and companies, and on the "
                + "catalogue of everyday forms, whose floors constrain it; cross-validated by groups of pairs that share a name.");
        var pairs = new Argument<string>("PAIRS") { Description = "Labelled pairs: CSV with query_name, candidate_name, expected." };
        var lists = new Option<string>("--lists")
        { Description = "Directory tree of official list files: the strangers' candidates come from them.", Required = true };
        var strangers =
            new Option<string>("--strangers") { Description = "CSV with full_name: people who stand on no list.", Required = true };
        var people = new Option<int>("--people")
        {
            Description = "Strangers to learn from; as many again are kept back to measure alerts.",
            DefaultValueFactory =
            _ => DefaultStrangers
        };
        var companies = new Option<string?>("--companies")
        { Description = $"CSV with full_name: companies on no list; half of at most {DefaultCompanies} teach, half measure." };
        var catalogue = new Option<int>("--catalogue")
        { Description = "Listed parties of each rule of the catalogue; 0 to fit without it.", DefaultValueFactory = _ => DefaultCases };
        var catalogueWeight = new Option<double>("--catalogue-weight")
        { Description = "Weight of the catalogue to begin with, in labelled sets.", DefaultValueFactory = _ => 1 };
        var folds = new Option<int>("--folds") { Description = "Folds of the cross-validation.", DefaultValueFactory = _ => 5 };
        var repeats = new Option<int>("--repeats") { Description = "Repetitions with other folds.", DefaultValueFactory = _ => 3 };
        var weight = new Option<double>("--negative-weight")
        { Description = "Weight of all strangers together, in labelled sets.", DefaultValueFactory = _ => 1 };
        var ridge = new Option<double>("--ridge")
        { Description = "Pull of the priors in FitPriors.tsv.", DefaultValueFactory = _ => SignedLogisticFit.DefaultRidge };
        var threshold =
            new Option<double>("--threshold")
            { Description = "Score at which answers are judged.", DefaultValueFactory = _ => ScoringProfile.All[0].Threshold };
        var outFile = new Option<string?>("--out") { Description = "TSV file to write the fitted rows to, beside those in force." };
        folds.RequireAtLeast(2);
        repeats.RequireAtLeast(1);
        people.RequireAtLeast(1);
        weight.Require(value => value > 0, "--negative-weight is above 0, such as 1.");
        command.Arguments.Add(pairs);
        foreach (var option in new Option[]
        {
            lists, strangers, people, companies, catalogue, catalogueWeight, folds, repeats, weight, ridge, threshold, outFile,
        })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            console, parsed.GetRequiredValue(pairs), parsed.GetRequiredValue(lists), parsed.GetRequiredValue(strangers),
                parsed.GetValue(companies), parsed.GetValue(outFile),
            new FitSettings(parsed.GetValue(folds), parsed.GetValue(repeats), parsed.GetValue(weight), parsed.GetValue(ridge),
                parsed.GetValue(people), parsed.GetValue(threshold), parsed.GetValue(catalogue), parsed.GetValue(catalogueWeight)),
            cancellation)));
        return command;
    }

    private static int Run(CliConsole console, string pairsFile, string listsPath, string strangersFile, string? companiesFile,
        string? outFile, FitSettings settings, CancellationToken cancellation)
    {
        var pairs = PairFile.Read(pairsFile, limit: null).Pairs;
        var people = CleanPerson.Read(strangersFile, allFields: false, settings.Strangers * 2);
        var data = FitData.Of(pairs, people, companiesFile is null ? [] : Companies(companiesFile),
            LoadedLists.From(listsPath, console, cancellation).Corpus, settings, console.Time.GetUtcNow());
        if (data.GroupCount < settings.Folds || data.Learned.All(rows => rows.Count == 0))
        {
            throw new InvalidInputException(
                $"A fit needs at least {settings.Folds} groups of pairs that share no name, and strangers with candidates; "
                    + $"'{pairsFile}' has {data.GroupCount} groups, '{strangersFile}' {data.Learned.Sum(rows => rows.Count)} candidates.");
        }

        var run = FitRun.Of(data, settings, cancellation);
        FitTables.Show(console.Notes, run);
        FitTables.WriteRows(outFile, run.Model);
        Summaries.Print(console, new Summary(
            pairs.Count, pairs.Count(pair => pair.IsMatch), data.GroupCount, data.Rows.Count(rows => rows is null),
                data.Learned.Sum(rows => rows.Count), data.HeldBack.Count,
            settings.Folds, settings.Repeats, settings.Threshold, Mean(run, repeat => repeat.F1), Mean(run, repeat => repeat.BestF1),
                Mean(run, repeat => repeat.BestThreshold),
            Mean(run, repeat => repeat.ConfidentErrors),
            PerCut(run.StrangersPer1000), PerCut(run.CompaniesPer1000), [.. run.Rules.Where(rule => rule.Recall < rule.Floor)
                .Select(rule => rule.Rule)],
            FitTables.RowsOf(run.Model).ToDictionary(row => row.Row, row => row.Weight)));
        return CliCommands.Done;
    }

    /// <summary>Names of companies on no list, spread over the whole file.</summary>
    internal static ImmutableArray<string> Companies(string file)
    {
        var all = Strangers.Of(StrangerKind.Organization, file, allFields: false, kindStated: true, limit: null, seed: 1);
        return [.. all.Where((_, at) => at % Math.Max(1, all.Length / DefaultCompanies) == 0).Take(DefaultCompanies)
            .Select(one => one.Subject.Name)];
    }

    private static Dictionary<string, double> PerCut(ImmutableArray<(double Cut, double Per1000)> rates) =>
        rates.ToDictionary(one => one.Cut.ToString(CultureInfo.InvariantCulture), one => one.Per1000);

    private static double Mean(FitRun run, Func<RepeatResult, double> measure) => Math.Round(run.Repeats.Average(measure), 4);

    /// <summary>The summary of <c>fit</c>; property names are the contract of its JSON. Measures are means over the repetitions.</summary>
    private sealed record Summary(
        int Pairs, int Matches, int Groups, int Unlinked, int Negatives, int StrangersHeldBack, int Folds, int Repeats, double Threshold,
            double F1, double BestF1, double BestThreshold,
        double ConfidentErrors, IReadOnlyDictionary<string, double> StrangersPer1000, IReadOnlyDictionary<string, double> CompaniesPer1000,
        ImmutableArray<string> RulesBelowFloor, IReadOnlyDictionary<string, double> Rows);
}
