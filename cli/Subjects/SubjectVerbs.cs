using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Spectre.Console;

namespace Compliance.Cli.Subjects;

/// <summary><c>standing</c>, <c>actions</c>, <c>subjects show</c> and <c>events import</c>: enforcement on the command line, on the store
/// itself while the service does not run.</summary>
internal static class SubjectVerbs
{
    public static Command CreateStanding(CliConsole console)
    {
        var subjects = new Argument<string[]>("SUBJECT")
        { Description = "Kind and id, such as api_key:k-3 end_user:a-17/u-9: their standing together.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("standing", "Show what holds for subjects now, as one JSON object.") { subjects };
        command.SetAction(async (parsed, cancellation) =>
        {
            var asked = parsed.GetRequiredValue(subjects).Select(Read).ToList();
            await using var services = StoredService.OpenToRead(console);
            var now = console.Time.GetUtcNow();
            var standing = await services.GetRequiredService<StandingService>().FindAsync(asked, now, cancellation);
            await console.Out.WriteLineAsync(JsonSerializer.Serialize(standing.ToAnswer(asked, now), EnforcementWire.Json.StandingAnswer));
            return CliCommands.Done;
        });
        return command;
    }

    public static Command CreateActions(CliConsole console)
    {
        var subject = new Argument<string?>("SUBJECT")
        { Description = "Kind and id; without one, what waits for a second person.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("actions", "List the actions on a subject, or what waits for a second person.") { subject };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var services = StoredService.OpenToRead(console);
            var now = console.Time.GetUtcNow();
            var actions = parsed.GetValue(subject) is { } text
                ? await OfSubjectAsync(services, Read(text), now, cancellation)
                : [.. (await services.GetRequiredService<ApprovalReader>().WaitingAsync(1000, cancellation))
                    .Select(one => one.Stream.ToAnswer(one.State, now))];
            var table = new Table { Border = TableBorder.Rounded };
            table.AddColumns("action", "subject", "measure", "status", "from", "until", "grounds");
            foreach (var action in actions)
            {
                table.AddRow(action.Id, Markup.Escape(action.Subject), action.Measure, action.Status, Day(action.From), Day(action.Until),
                    Markup.Escape(string.Join(", ", action.Grounds.Select(ground => ground.Code))));
            }

            console.Notes.Write(table);
            await console.Out.WriteLineAsync(JsonSerializer.Serialize(new ActionsAnswer(actions), EnforcementWire.Json.ActionsAnswer));
            return CliCommands.Done;
        });
        return command;
    }

    public static Command CreateSubjects(CliConsole console)
    {
        var subject = new Argument<string>("SUBJECT") { Description = "Kind and id, such as account:a-17." };
        var show = new Command("show", "Show the story of a subject as one JSON object.") { subject };
        show.SetAction(async (parsed, cancellation) =>
        {
            await using var services = StoredService.OpenToRead(console);
            var story = await services.GetRequiredService<SubjectStory>().ReadAsync(Read(parsed.GetRequiredValue(subject)), cancellation)
                ?? throw new InvalidInputException("Nothing is known of this subject.");
            await console.Out.WriteLineAsync(JsonSerializer.Serialize(story, HttpSubjects.Json.SubjectStoryAnswer));
            return CliCommands.Done;
        });
        return new Command("subjects", "Subjects: organisations, accounts, keys, end users and what they use.") { show };
    }

    public static Command CreateEvents(CliConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "CloudEvents, one JSON object a line (application/x-ndjson)." };
        var import = new Command("import", "Take events in from a file; the same file again changes nothing.") { file };
        import.SetAction(async (parsed, cancellation) =>
        {
            await using var services = StoredService.Open(console, mustExist: false);
            var summary = await EventImport.RunAsync(services.GetRequiredService<EventReading>(), parsed.GetRequiredValue(file), console,
                cancellation);
            Summaries.Print(console, summary);
            return summary.Refused == 0 ? CliCommands.Done : CliCommands.SomeRowsRefused;
        });
        return new Command("events", "Platform events.") { import };
    }

    private static async Task<ActionAnswer[]> OfSubjectAsync(IServiceProvider services, SubjectRef subject, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var stream = await services.GetRequiredService<SubjectStreamStore>().FindAsync(subject, cancellation);
        return [.. stream.Actions.Actions.Values.Where(state => state.Action is not null).Select(state => stream.ToAnswer(state, now))];
    }

    private static SubjectRef Read(string text)
        => SubjectRef.TryParse(text, out var subject, out var problem) ? subject : throw new InvalidInputException(problem);

    private static string Day(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
