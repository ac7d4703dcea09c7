using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Evaluation.Risk;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Risk.Learning;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Risk;
using Spectre.Console;

namespace Compliance.Cli.Risk;

/// <summary><c>risk</c>: explain a score, fit a learned model, compare two, look for drift. The last line is one JSON object.</summary>
internal static class RiskVerbs
{
    public static Command Create(CliConsole console) => new("risk",
        "Risk scores: explain one, fit a learned model, compare two of them, look for drift.")
    {
        Explain(console), Fit(console), Compare(console), DriftOf(console), LearnVerb.Create(console), LearnVerb.Features(console),
        RowsVerb.Create(console), LadderPreview.Create(console),
    };

    private static Command Explain(CliConsole console)
    {
        var subject = new Argument<string>("SUBJECT")
        { Description = "Kind and id of a stored subject, such as account:a-17; or a row's number with --model." };
        var model = new Option<string?>("--model") { Description = "A learned model of risk fit: explains a row of --file instead." };
        var file = new Option<string?>("--file") { Description = "CSV file with the row." };
        var command = new Command("explain", "Show what a score is made of and the least that would lower a band.")
            { subject, model, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(model) is { } path)
            {
                var table =
                    LabelledTable.ReadText(parsed.GetValue(file)
                    ?? throw new InvalidInputException("--file is missing: name the file with the row."));
                var learned = ReadModel(path);
                var row = int.TryParse(parsed.GetRequiredValue(subject), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number >= 1 && number <= table.Rows ? number - 1
                    : throw new InvalidInputException($"The row is a number from 1 to {table.Rows}.");
                var found = LearnedExplanation.Of(learned, table, row);
                Summaries.Print(console,
                    new LearnedSummary(LearnedModelCodec.HashOf(learned), found.Probability, found.LogOdds, found.Start,
                    found.WeightMilli(learned), [.. found.Contributions]));
                return CliCommands.Done;
            }

            var reference = SubjectRef.TryParse(parsed.GetRequiredValue(subject), out var read, out var problem) ? read
                : throw new InvalidInputException(problem);
            await using var services = StoredService.OpenToRead(console);
            var stream = await services.GetRequiredService<SubjectStreamStore>().FindAsync(reference, cancellation);
            var risk = services.GetRequiredService<RiskService>();
            var answer = stream.ETag is null ? throw new InvalidInputException("Nothing is known of this subject.")
                : (await risk.AssessAsync(reference, console.Time.GetUtcNow(), cancellation)).ToAnswer(stream);
            var shown = new Table { Border = TableBorder.Rounded };
            shown.AddColumns("harm", "band", "probability", "contributions");
            foreach (var harm in answer.Harms.Where(one => one.Band > 0 || one.Contributions.Length > 1))
            {
                shown.AddRow(harm.Harm, harm.Band.ToString(CultureInfo.InvariantCulture),
                    harm.Probability.ToString("P1", CultureInfo.InvariantCulture),
                    Markup.Escape(string.Join(", ", harm.Contributions.Select(part => $"{part.Type ?? part.Kind} {part.Points:+0;-0;0}"))));
            }

            console.Notes.Write(shown);
            await console.Out.WriteLineAsync(JsonSerializer.Serialize(answer, RiskWire.Json.RiskAnswer));
            return CliCommands.Done;
        });
        return command;
    }

    private static Command Fit(CliConsole console)
    {
        var (train, label, positive) = (Train(), Label(), Positive());
        var into = new Option<string>("--out")
        { Description = "Where the model is written; its card stands beside it, ending in .md.", Required = true };
        var seeds = EvaluateSchedulesVerb.CountOption("--seeds", 3);
        var command = new Command("fit", "Fit a learned model on labelled cases; the same file gives the same bytes.")
            { train, label, positive, into, seeds };
        command.SetAction((parsed, _) =>
        {
            var (path, column, to) = (parsed.GetRequiredValue(train), parsed.GetRequiredValue(label), parsed.GetRequiredValue(into));
            var known = LabelledTable.Read(path, column, parsed.GetValue(positive));
            known.SayLeftOut(console.Error, path);
            var trials = new List<TrialResult>();
            var model = ModelFitting.Fit(new TrainingRows(known.Table, known.Labels, RiskEvaluation.FeaturesOf(known, column)),
                parsed.GetValue(seeds), trials.Add);
            File.WriteAllText(to, LearnedModelCodec.Write(model));
            File.WriteAllText(to + ".md", ModelCard.Of(model, known, column, trials));
            Summaries.Print(console, new FitSummary(LearnedModelCodec.HashOf(model), known.Labels.Length, known.Labels.Count(one => one),
                model.Features.Length, model.Members.Sum(one => one.Trees.Trees.Length), [.. trials]));
            return Task.FromResult(CliCommands.Done);
        });
        return command;
    }

    private static Command Compare(CliConsole console)
    {
        var champion = Optional("CHAMPION", "The model in use, as risk fit wrote it.");
        var challenger = Optional("CHALLENGER", "The model that would take its place.");
        var test = Optional("TEST", "Labelled cases that neither has seen.");
        var label = new Option<string?>("--label") { Description = "The column to foresee: two values." };
        var positive = Positive();
        var stored = new Option<string?>("--stored")
        {
            Description =
                "A version of the score's model, as GET /api/v1/risk/model writes it, to be compared with the one in force over what "
                + "the service keeps; no other argument then. Exit code 5 where it would not be published."
        };
        var command = new Command("compare",
            "Judge two learned models on the same cases: what the second gains, with intervals; it is promoted by "
            + "people, and only where the interval of its gain lies above 0. With --stored, a version over the service's own log.")
        { champion, challenger, test, label, positive, stored };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(stored) is { } version)
            {
                return parsed.GetValue(champion) is null && parsed.GetValue(label) is null
                    ? StoredComparisons.CompareAsync(console, version, cancellation)
                    : throw new InvalidInputException("--stored compares over what the service keeps: name no files or label beside it.");
            }

            var (one, other, file, column) =
                (Needed(parsed.GetValue(champion), "CHAMPION"), Needed(parsed.GetValue(challenger), "CHALLENGER"),
                Needed(parsed.GetValue(test), "TEST"), Needed(parsed.GetValue(label), "--label"));
            var cases = LabelledTable.Read(file, column, parsed.GetValue(positive));
            cases.SayLeftOut(console.Error, file);
            Summaries.Print(console, RiskEvaluation.Compare(cases, ReadModel(one), ReadModel(other)));
            return Task.FromResult(CliCommands.Done);
        });
        return command;
    }

    private static Command DriftOf(CliConsole console)
    {
        var before = Optional("REFERENCE",
            "CSV file of before, such as the one a model learned from; without files, the service's own store.");
        var now = Optional("CURRENT", "CSV file of now.");
        var label = new Option<string?>("--label") { Description = "A column to leave aside." };
        var command = new Command("drift",
            "Compare the columns of two files, or what the service keeps of before and of now, by the population stability index; exit "
                + "code 5 "
                + "where one has moved.")
        { before, now, label };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(before) is not { } reference)
            {
                return parsed.GetValue(label) is null ? StoredComparisons.DriftAsync(console, cancellation)
                    : throw new InvalidInputException("--label leaves a column of files aside; name REFERENCE and CURRENT.");
            }

            var columns = Drift.Of(LabelledTable.ReadText(reference), LabelledTable.ReadText(Needed(parsed.GetValue(now), "CURRENT")),
                parsed.GetValue(label));
            foreach (var column in columns)
            {
                console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{column.Column}: {column.Index:F4}, chance below {column.Bound:F4}{(column.Alarm ? "  MOVED" : "")}"));
            }

            Summaries.Print(console, new DriftSummary(columns.Count, columns.Count(one => one.Alarm), [.. columns]));
            return Task.FromResult(columns.Any(one => one.Alarm) ? CliCommands.BelowFloor : CliCommands.Done);
        });
        return command;
    }

    private static Argument<string?> Optional(string name, string description)
        => new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private static string Needed(string? text, string name)
        => text ?? throw new InvalidInputException($"{name} is missing; --help says what belongs there.");

    private static Argument<string> Train()
        => new("TRAIN") { Description = "CSV file to learn from; gzip-compressed where its name ends in .gz." };

    private static Option<string> Label() => new("--label") { Description = "The column to foresee: two values.", Required = true };

    private static Option<string?> Positive()
        => new("--positive") { Description = "The label's value that is a positive, where it is neither 1, true nor yes." };

    private static LearnedModel ReadModel(string path)
    {
        try
        {
            return LearnedModelCodec.Read(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            throw new InvalidInputException($"'{path}' is no learned model: {error.Message}", error);
        }
    }

    private sealed record LearnedSummary(string Model, double Probability, double LogOdds, double Start, int WeightMilli,
        LearnedContribution[] Contributions);

    private sealed record FitSummary(string Model, int Cases, int Positives, int Features, int Trees, TrialResult[] Trials);

    private sealed record DriftSummary(int Columns, int Moved, ColumnDrift[] Drift);
}
