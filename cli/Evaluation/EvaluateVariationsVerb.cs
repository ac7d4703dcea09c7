using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using Compliance.Cli.Evaluation.Validation;
using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate variations</c>: are listed parties raised when they reach us written otherwise, by a catalogue of rules, and by
/// kind of change and script.</summary>
internal static class EvaluateVariationsVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("variations",
            "Write listed parties of every list otherwise, by a catalogue of documented rules, and measure whether the product raises "
                + "them. Ends with exit code 5 where a rule is below its floor.");
        var options = new VariationOptions(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(options.ListsRules(parsed)
            ? ListRules(console)
            : Run(console, options.Read(parsed), cancellation)));
        return command;
    }

    private static int ListRules(CliConsole console)
    {
        foreach (var rule in VariationCatalogue.All)
        {
            console.Out.WriteLine($"{rule.Id}\t{rule.Floor.ToString("0.00", CultureInfo.InvariantCulture)}\t{rule.Description}");
        }

        return CliCommands.Done;
    }

    private static int Run(CliConsole console, VariationSettings settings, CancellationToken cancellation)
    {
        var corpus = LoadedLists.From(settings.Lists, console, cancellation).Corpus;
        var kinds = Kinds(console, settings, corpus.Index, cancellation);
        var draw = new CatalogueDraw(Enumerable.Range(0, corpus.Index.PartyCount).Select(corpus.Index.PartyAt).Where(party =>
            settings.OfList is null || party.Entry.List.Value == settings.OfList), settings.Seed,
            DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime));
        var cases = settings.Rules.SelectMany(rule => draw.Of(rule, settings.Limit)).ToImmutableArray();
        var context = new ScreeningContext { Corpus = corpus, Profile = settings.Profile, Now = console.Time.GetUtcNow() };
        var results = Progress.Over(console, "written forms", cases.Length,
            onCase => CatalogueEvaluation.Run(cases, context, onCase, cancellation));
        Summaries.WriteRows(settings.OutFile, results.Select(result => new Row(result.Case.Rule.Id, result.Case.Source.Script,
            result.Case.Written, result.Case.Source.Text, result.Case.Source.Party.Entry.ToString(), result.Outcome, result.Score,
            result.Reason)));
        var rows = CatalogueEvaluation.Summarise(results);
        var together = CatalogueEvaluation.Together(results);
        foreach (var row in rows)
        {
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(row.Passed ? "ok  " : "LOW ")}{row.Rule,-36} {row.Recall,7:0.0 %} of {row.Cases,5}, floor {row.Floor:0.0 %}"));
            foreach (var miss in row.Misses)
            {
                console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"        {miss.Written}  <>  {miss.Listed}  [{miss.Entry}, {miss.Score:0.00} {miss.Reason}]"));
            }
        }

        ImmutableArray<EngineRecall>? engines = settings.Engines ? EngineRecall.Of(results) : null;
        foreach (var engine in engines ?? [])
        {
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{engine.Engine} at {PlainEngines.Threshold:0.00}: {engine.Recall:0.0 %} of {engine.Cases}; here {engine.Ours:0.0 %}"));
        }

        var passed = rows.All(row => row.Passed) && together >= VariationCatalogue.Together;
        Summaries.Print(console, new Summary(cases.Length, settings.Seed, settings.PerKind, settings.Profile.Threshold, kinds,
            Math.Round(together, 4), passed, [.. rows.Where(row => !row.Passed).Select(row => row.Rule)], rows, engines));
        return passed ? CliCommands.Done : CliCommands.BelowFloor;
    }

    // The kinds by which older validations were drawn: ranks and scores of the search alone.
    private static ImmutableArray<VariationRow> Kinds(CliConsole console, VariationSettings settings, MatchIndex index,
        CancellationToken cancellation)
    {
        if (settings.PerKind == 0)
        {
            return [];
        }

        var cases = VariationCases.Draw(index, settings.Seed, settings.PerKind);
        var results = Progress.Over(console, "variations", cases.Length,
            onCase => VariationEvaluation.Run(cases, index, settings.Profile, onCase, cancellation));
        return VariationEvaluation.Summarise(results, settings.Profile.Threshold);
    }

    /// <summary>A row of <c>--out</c>.</summary>
    private sealed record Row(string Rule, string Script, string Written, string Listed, string Entry, Decision Outcome, double? Score,
        string Reason);

    /// <summary>The summary of <c>evaluate variations</c>; property names are the contract of its JSON.</summary>
    private sealed record Summary(int Cases, ulong Seed, int PerKind, double Threshold, ImmutableArray<VariationRow> Kinds, double Together,
        bool Passed, ImmutableArray<string> BelowFloor, ImmutableArray<RuleRow> Rules,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<EngineRecall>? Engines);
}
