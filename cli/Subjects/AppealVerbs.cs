using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Appeals;
using Compliance.Functions.Appeals.Transparency;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Notices;
using Spectre.Console;

namespace Compliance.Cli.Subjects;

/// <summary><c>notices preview</c>, <c>appeals list</c> and <c>transparency</c>.</summary>
internal static class AppealVerbs
{
    public static Command CreateNotices(CliConsole console)
    {
        var template = new Option<string>("--template")
        {
            Description = "action, action_ended, appeal_received, appeal_inadmissible, appeal_question or appeal_decided.",
            DefaultValueFactory = _ => "action"
        };
        var locale = new Option<string>("--locale")
        { Description = "en, de, fr, es, ar or zh.", DefaultValueFactory = _ => NoticeLocales.Default };
        var audience = new Option<string>("--audience")
        { Description = "customer, end_user, reporter or provider.", DefaultValueFactory = _ => "customer" };
        var measure = new Option<string>("--measure")
        { Description = $"{string.Join(", ", NoticeSamples.Measures)}.", DefaultValueFactory = _ => "suspend" };
        var file = new Option<string?>("--file") { Description = "A Liquid file to try instead of the text in force." };
        var preview = new Command("preview",
            "Show how a notice reads, with an invented action; with --file, whether a text can be published.")
        { template, locale, audience, measure, file };
        preview.SetAction(async (parsed, cancellation) =>
        {
            var errors = new FieldErrors();
            if (HttpNoticeTemplates.ReadPreview(parsed.GetValue(template), parsed.GetValue(locale), parsed.GetValue(audience),
                parsed.GetValue(measure), errors) is not { } asked)
            {
                throw new InvalidInputException($"{errors.All[0].Path}: {errors.All[0].Message}");
            }

            var text = parsed.GetValue(file) is { } path ? await File.ReadAllTextAsync(path, cancellation)
                : NoticeTemplateStore.Delivered(NoticeTemplates.NameOf(asked.Kind), asked.Locale).Text;
            if (parsed.GetValue(file) is not null && NoticeSamples.Problem(asked.Kind, asked.Locale, text) is { } refusal)
            {
                throw new InvalidInputException($"{WireNames.Of(refusal.Code)}: {refusal.Text}");
            }

            var rendering = NoticeSamples.Render(text, asked.Kind, asked.Locale, asked.Audience,
                NoticeSamples.Of(asked.Measure, asked.Audience));
            var written = rendering as NoticeRendering.Written
                ?? throw new InvalidInputException(((NoticeRendering.Refused)rendering).Refusal.Text);
            await console.Out.WriteLineAsync($"{written.Text.Title}\n\n{written.Text.Body.TrimEnd()}");
            return CliCommands.Done;
        });
        return new Command("notices", "Notices: what somebody is told of a decision.") { preview };
    }

    public static Command CreateAppeals(CliConsole console)
    {
        var all = new Option<bool>("--all") { Description = "Those that are decided too." };
        var list = new Command("list", "List appeals in the order in which they are worked; the last line is one JSON object.") { all };
        list.SetAction(async (parsed, cancellation) =>
        {
            await using var services = StoredService.OpenToRead(console);
            var now = console.Time.GetUtcNow();
            var found = await services.GetRequiredService<AppealReader>().AllAsync(10_000, !parsed.GetValue(all), cancellation);
            var table = new Table { Border = TableBorder.Rounded };
            table.AddColumns("appeal", "subject", "status", "clock", "due", "with");
            foreach (var one in found)
            {
                table.AddRow(one.State.Appeal.Id, Markup.Escape(one.State.Appeal.Subject.ToString()), WireNames.Of(one.State.Status),
                    WireNames.Of(one.State.ClockAt(now)),
                        one.State.DueAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    Markup.Escape(one.State.AssignedTo?.Value ?? ""));
            }

            console.Notes.Write(table);
            await console.Out.WriteLineAsync(
                JsonSerializer.Serialize(new AppealsAnswer([.. found.Select(one => AppealWire.Of(one.State, now))]),
                AppealWire.Json.AppealsAnswer));
            return CliCommands.Done;
        });
        return new Command("appeals", "Appeals against decisions.") { list };
    }

    public static Command CreateTransparency(CliConsole console)
    {
        var from = new Option<string>("--from") { Description = "The first day, yyyy-MM-dd.", Required = true };
        var to = new Option<string>("--to") { Description = "The last day, yyyy-MM-dd.", Required = true };
        var format = new Option<string>("--format")
        {
            Description = "json, csv, ec1 to ec11 (parts of the European Commission's template), or statements (its submission format).",
            DefaultValueFactory = _ => "json"
        };
        var command = new Command("transparency", "Count actions, notices and appeals of a time, with outcomes, times and automation.")
        { from, to, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var errors = new FieldErrors();
            if (HttpTransparency.ReadTime(parsed.GetValue(from), parsed.GetValue(to), errors) is not { } time)
            {
                throw new InvalidInputException(errors.All[0].Message);
            }

            await using var services = StoredService.OpenToRead(console);
            var reader = services.GetRequiredService<TransparencyReader>();
            if (parsed.GetValue(format) == "statements")
            {
                foreach (var submission in StatementFormat.WriteMany(await reader.StatementsAsync(time.From, time.To, cancellation)))
                {
                    await console.Out.WriteLineAsync(submission);
                }

                return CliCommands.Done;
            }

            var rows = await reader.ReadAsync(time.From, time.To, cancellation);
            await console.Out.WriteLineAsync(parsed.GetValue(format) switch
            {
                "csv" => TransparencyFiles.Csv(rows).TrimEnd(),
                var asked when EcTemplate.PartOf(asked) is > 0 and var part => EcTemplate.Write(part, rows, time.From, time.To,
                    services.GetRequiredService<NoticeOptions>().Platform).TrimEnd(),
                "json" => JsonSerializer.Serialize(new TransparencyAnswer(time.From, time.To, [.. rows]),
                    TransparencyJson.Default.TransparencyAnswer),
                var other => throw new InvalidInputException($"There is no format '{other}'."),
            });
            return CliCommands.Done;
        });
        return command;
    }
}
