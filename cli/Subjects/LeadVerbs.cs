using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Compliance.Cli.Records;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Leads;
using Spectre.Console;

namespace Compliance.Cli.Subjects;

/// <summary><c>leads</c>: what to look into, sorted and worked on the store itself while the service does not run.</summary>
internal static class LeadVerbs
{
    public static Command Create(CliConsole console)
    {
        var queue = new Option<string?>("--queue")
        { Description = $"One queue: {string.Join(", ", LeadQueues.All.Select(one => one.Name))}." };
        var command = new Command("leads", "Leads: what detectors, providers, reporters and authorities point to.");
        var list = new Command("list", "List leads that have not ended, in the order in which they should be worked.") { queue };
        list.SetAction(async (parsed, cancellation) =>
        {
            await using var services = StoredService.OpenToRead(console);
            var (now, name) = (console.Time.GetUtcNow(), parsed.GetValue(queue));
            var leads = (await services.GetRequiredService<LeadStore>().OpenAsync(int.MaxValue, cancellation))
                .Where(lead => name is null || LeadQueues.Of(lead).Name == name).ToList();
            console.Notes.Write(Table(leads, now));
            await console.Out.WriteLineAsync(JsonSerializer.Serialize(
                new LeadsAnswer([.. leads.Select(lead => LeadAnswer.Of(lead, now))]), HttpLeads.Json.LeadsAnswer));
            return CliCommands.Done;
        });
        command.Add(list);
        command.Add(Triage(console));
        command.Add(Give(console, "claim", "Take a lead, or renew the claim.", null, (_, _) => new LeadCommand.Claim()));
        command.Add(Give(console, "park", "Put a lead aside for some days.", "--days",
            (text, days) => new LeadCommand.Park(console.Time.GetUtcNow().AddDays(Number(days)), text)));
        command.Add(Give(console, "dismiss", "A lead comes to nothing.", null, (text, _) => new LeadCommand.Dismiss(text)));
        command.Add(Give(console, "act", "A lead came to an action.", "--action", (text, action) => new LeadCommand.Act(action, text)));
        command.Add(Give(console, "promote", "A lead becomes part of a case.", "--case",
            (text, one) => new LeadCommand.Promote(one, text)));
        return command;
    }

    private static Command Triage(CliConsole console)
    {
        var (id, severity) = (Id(), new Option<int>("--severity") { Description = "1 to 5.", Required = true });
        var ground = new Option<string>("--ground")
        { Description = $"One of {string.Join(", ", GroundCatalogue.All.Select(one => one.Code))}.", Required = true };
        var text = Why();
        var command = new Command("triage", "Say how grave a lead is and what it is about: it goes to the queue of that ground.");
        command.Add(id);
        command.Add(severity);
        command.Add(ground);
        command.Add(text);
        var actor = AuditVerb.ActorOption(command);
        command.SetAction((parsed, cancellation) => RunAsync(console, parsed, id, actor,
            new LeadCommand.Triage(parsed.GetRequiredValue(severity), parsed.GetRequiredValue(ground), parsed.GetRequiredValue(text)),
            cancellation));
        return command;
    }

    private static Command Give(CliConsole console, string name, string summary, string? value, Func<string, string, LeadCommand> make)
    {
        var (id, text) = (Id(), Why());
        var command = new Command(name, summary) { id };
        var option = value is null ? null : new Option<string>(value)
        {
            Required = true,
            Description = value switch
            {
                "--days" => "For how many days.",
                "--action" => "The action's id.",
                _ => "The case's id.",
            },
        };
        if (option is not null)
        {
            command.Add(option);
        }

        text.Required = name != "claim";
        command.Add(text);
        var actor = AuditVerb.ActorOption(command);
        command.SetAction((parsed, cancellation) => RunAsync(console, parsed, id, actor,
            make(parsed.GetValue(text) ?? "", option is null ? "" : parsed.GetRequiredValue(option)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, ParseResult parsed, Argument<string> id, Option<string> actor,
        LeadCommand command, CancellationToken cancellation)
    {
        await using var services = StoredService.Open(console);
        var store = services.GetRequiredService<LeadStore>();
        var found = await store.FindAsync(parsed.GetRequiredValue(id), cancellation)
            ?? throw new InvalidInputException("No lead has this id.");
        var (lead, refusal) = await store.GiveAsync(found.Id, command, AuditVerb.OfficerOf(parsed, actor), null, cancellation);
        if (refusal is not null)
        {
            throw new InvalidInputException(refusal.Text);
        }

        await console.Out.WriteLineAsync(JsonSerializer.Serialize(LeadAnswer.Of(lead!, console.Time.GetUtcNow()),
            HttpLeads.Json.LeadAnswer));
        return CliCommands.Done;
    }

    private static Argument<string> Id() => new("LEAD") { Description = "The lead's id, led_…" };

    private static Option<string> Why() => new("--text") { Description = "Why, in words.", Required = true };

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidInputException("A number of days is needed.");

    private static Table Table(IEnumerable<Lead> leads, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("lead", "queue", "severity", "due", "status", "subject", "text");
        foreach (var lead in leads)
        {
            table.AddRow(lead.Id, LeadQueues.Of(lead).Name, lead.Severity.ToString(CultureInfo.InvariantCulture),
                lead.DueAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "", WireNames.Of(lead.StatusAt(now)),
                Markup.Escape(lead.Subject?.ToString() ?? "unmatched"), Markup.Escape(lead.Text));
        }

        return table;
    }
}
