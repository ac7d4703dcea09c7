using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Evaluation.Extraction;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Extraction;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Leads;

namespace Compliance.Cli.Radar;

/// <summary>What <c>radar calibrate</c> made.</summary>
internal sealed record CalibrateSummary(string Campaign, int Seeds, IReadOnlyDictionary<string, int> Classes);

/// <summary>A line of <c>radar sketch</c>.</summary>
internal sealed record SketchRow(string Source, string Kind, string Sketch);

/// <summary>What <c>radar watch</c> saw of a stream.</summary>
internal sealed record StreamRow(string Stream, int Prompts, bool Alarmed, int? AlarmAt, double Evidence, int AboveEveryBenign,
    string NearestBenign);

/// <summary>What <c>radar watch</c> found.</summary>
internal sealed record WatchSummary(string Campaign, int Prompts, int Streams, IReadOnlyList<StreamRow> Alarms,
    IReadOnlyList<string> Today, int LeadsFiled);

/// <summary><c>radar</c>: more of what a reviewer confirmed. Prompts are read, sketched and forgotten; what it finds are leads.</summary>
internal static class RadarVerbs
{
    private const double WrongShare = 0.1;
    private const int Severity = 3;

    public static Command Create(CliConsole console) => new("radar", "Find more of an extraction campaign that a reviewer confirmed.")
    {
        Calibrate(console),
        Watch(console),
        Sketch(console),
    };

    private static Command Sketch(CliConsole console)
    {
        var prompts = new Option<string>("--prompts") { Description = "Prompts, JSON lines of source, kind and text.", Required = true };
        var command = new Command("sketch",
            "Make the sketch of each prompt, as the service takes them: a JSON line each, without its text.")
        { prompts };
        command.SetAction(async (parsed, cancellation) =>
        {
            foreach (var one in RadarData.Read(parsed.GetRequiredValue(prompts)))
            {
                await console.Out.WriteLineAsync(JsonSerializer.Serialize(new SketchRow(one.Source, one.Kind, one.Sketch.Write()),
                    JsonSerializerOptions.Web).AsMemory(), cancellation);
            }

            return CliCommands.Done;
        });
        return command;
    }

    private static Command Calibrate(CliConsole console)
    {
        var name = new Option<string>("--campaign") { Description = "The campaign's name.", Required = true };
        var seeds = new Option<string>("--confirmed")
        { Description = $"Confirmed prompts: JSON lines of source, kind and text; {Campaign.FewestSeeds} at least.", Required = true };
        var benign = new Option<string>("--benign")
        { Description = "Ordinary prompts, JSON lines; each source is a class of its own.", Required = true };
        var output = new Option<string>("--output") { Description = "Where the campaign goes.", Required = true };
        var command = new Command("calibrate", "Make a campaign of confirmed prompts, judged by every kind of ordinary traffic.")
        { name, seeds, benign, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            var confirmed = RadarData.Read(parsed.GetRequiredValue(seeds)).Select(one => one.Sketch).ToList();
            var classes = RadarData.Read(parsed.GetRequiredValue(benign)).GroupBy(one => one.Source, StringComparer.Ordinal)
                .Select(source => new BenignClass(source.Key, [.. source.Select(one => one.Sketch)])).ToList();
            var (campaign, problem) = Campaign.Make(parsed.GetRequiredValue(name), confirmed, classes);
            if (campaign is null)
            {
                throw new InvalidInputException(problem!);
            }

            await File.WriteAllTextAsync(parsed.GetRequiredValue(output), JsonSerializer.Serialize(campaign), cancellation);
            Summaries.Print(console, new CalibrateSummary(campaign.Name, confirmed.Count,
                campaign.Classes.ToDictionary(one => one.Name, one => one.Scores.Length)));
            return CliCommands.Done;
        });
        return command;
    }

    private static Command Watch(CliConsole console)
    {
        var campaign = new Option<string>("--campaign") { Description = "A file that calibrate made.", Required = true };
        var prompts = new Option<string>("--prompts")
        {
            Description = "Prompts in order of arrival, JSON lines; source is the account or the cluster whose stream it is.",
            Required = true,
        };
        var leads = new Option<bool>("--leads") { Description = "File each alarm as a lead, with its evidence." };
        var command = new Command("watch", "Watch streams of prompts for a campaign.") { campaign, prompts, leads };
        command.SetAction(async (parsed, cancellation) =>
        {
            var known = await ReadAsync(parsed.GetRequiredValue(campaign), cancellation);
            var (rows, values, count) = Rows(known, RadarData.Read(parsed.GetRequiredValue(prompts)));
            var alarms = rows.Where(row => row.Alarmed).ToList();
            var filed = parsed.GetValue(leads) ? await FileAsync(console, known, alarms, cancellation) : 0;
            Summaries.Print(console, new WatchSummary(known.Name, count, rows.Count, alarms,
                [.. DailyChoice.Of(values, WrongShare).Select(place => rows[place].Stream)], filed));
            return CliCommands.Done;
        });
        return command;
    }

    private static async Task<Campaign> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return JsonSerializer.Deserialize<Campaign>(await File.ReadAllTextAsync(path, cancellation)) is
            { Weights.Length: PromptSketch.Size + 1, Classes.IsDefaultOrEmpty: false } campaign ? campaign
                : throw new InvalidInputException($"{path} is no campaign.");
        }
        catch (JsonException error)
        {
            throw new InvalidInputException($"{path} is no campaign: {error.Message}");
        }
    }

    private static (List<StreamRow> Rows, List<double> Values, int Prompts) Rows(Campaign campaign, List<LabelledPrompt> prompts)
    {
        var (rows, values) = (new List<StreamRow>(), new List<double>());
        foreach (var stream in prompts.GroupBy(one => one.Source, StringComparer.Ordinal))
        {
            var (detector, nearest) = (new CampaignDetector(), ""); // The nearest class at the alarm, else the last.
            foreach (var prompt in stream)
            {
                var score = campaign.Score(prompt.Sketch);
                var surprise = campaign.Surprise(score);
                nearest = detector.IsAlarmed ? nearest : surprise.Nearest;
                detector.Add(surprise.P, campaign.IsAboveAll(score));
            }

            rows.Add(new StreamRow(stream.Key, detector.Prompts, detector.IsAlarmed, detector.AlarmAt, Math.Round(detector.Evidence, 3),
                detector.Above, nearest));
            values.Add(detector.Value);
        }

        return (rows, values, prompts.Count);
    }

    private static async Task<int> FileAsync(CliConsole console, Campaign campaign, List<StreamRow> alarms, CancellationToken cancellation)
    {
        if (alarms.Count == 0)
        {
            return 0;
        }

        await using var services = StoredService.Open(console);
        var (store, now) = (services.GetRequiredService<LeadStore>(), console.Time.GetUtcNow());
        foreach (var row in alarms)
        {
            var subject = SubjectRef.TryMake(SubjectKind.Account, row.Stream, out var account, out _) ? account : (SubjectRef?)null;
            var text = string.Create(CultureInfo.InvariantCulture,
                $"The stream resembles the campaign {campaign.Name}: alarm at prompt {row.AlarmAt} of "
                    + $"{row.Prompts}, {row.AboveEveryBenign} of them above every ordinary prompt. Nearest ordinary traffic: "
                    + $"{row.NearestBenign}.")
                + (row.Prompts < CampaignDetector.FewestForStatement ? " It rests on few prompts." : "");
            await store.ReceiveAsync(new Lead(Lead.IdOf(LeadSource.Detector, $"radar\n{campaign.Name}\n{row.Stream}"),
                LeadSource.Detector, $"radar {row.Stream}", "api", subject, "abuse.coordination", text, Severity, 70, 1, now, now, null),
                text, cancellation);
        }

        return alarms.Count;
    }
}
