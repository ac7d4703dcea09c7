using System.CommandLine;
using Compliance.Cli.Rescreening;
using Compliance.Functions.Alerts;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Watchlists.Links;
using Spectre.Console;

namespace Compliance.Cli.Links;

/// <summary><c>links list</c> and <c>links explain</c>: which listings are one party, and why two are or are not.</summary>
internal static class LinksListVerb
{
    public static Command Create(CliConsole console)
    {
        var (lists, show) =
            (LinkedCorpus.DirectoryOption(),
            new Option<int>("--show") { Description = "Most links to show.", DefaultValueFactory = _ => 50 });
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the first thousand links." };
        var command = new Command("list", "Show the links between listings of several lists.") { lists, show, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var loaded = await LinkedCorpus.LoadAsync(parsed, lists, console, cancellation);
            if (parsed.GetValue(json))
            {
                await console.Out.WriteLineAsync(
                    System.Text.Json.JsonSerializer.Serialize(loaded.Linked.ToAnswer(null, []), LinkWireFormat.Json.LinksAnswer));
                return CliCommands.Done;
            }

            Show(console, loaded, loaded.Linked.Links.Take(Math.Max(0, parsed.GetValue(show))));
            await console.Out.WriteLineAsync(
                FormattableString.Invariant(
                $"{loaded.Linked.Links.Length} links, {loaded.Linked.PartyCount} parties stand on several lists"));
            return CliCommands.Done;
        });
        return command;
    }

    public static Command CreateExplain(CliConsole console)
    {
        var (first, second, lists) =
            (new Argument<string>("ENTRY") { Description = "A listing, such as us-ofac-sdn:24283." },
            new Argument<string?>("OTHER")
            { Description = "Another listing: why the two are one party, or are not.", Arity = ArgumentArity.ZeroOrOne },
            LinkedCorpus.DirectoryOption());
        var command = new Command("explain", "Show all listings of a party and what joins them.") { first, second, lists };
        command.SetAction(async (parsed, cancellation) =>
        {
            var loaded = await LinkedCorpus.LoadAsync(parsed, lists, console, cancellation);
            var party = loaded.Find(parsed.GetRequiredValue(first));
            if (parsed.GetValue(second) is { } text)
            {
                var other = loaded.Find(text);
                var link = PartyLinker.Compare(party, other);
                await console.Out.WriteLineAsync(link is null
                    ? $"{party.Entry} and {other.Entry} are not linked by the rules"
                    : FormattableString.Invariant(
                        $"{party.Entry} and {other.Entry} are one party: {link.Reason} (score {link.Score:0.000})"));
                await console.Out.WriteLineAsync(loaded.Linked.Of(party.Entry).Contains(other.Entry) ? "they are shown as one party"
                    : "they are shown as two parties");
                return CliCommands.Done;
            }

            foreach (var entry in loaded.Linked.Of(party.Entry))
            {
                await console.Out.WriteLineAsync($"{entry}  {loaded.Corpus.Find(entry)?.PrimaryName.Text}");
            }

            Show(console, loaded, loaded.Linked.LinksOf(party.Entry));
            return CliCommands.Done;
        });
        return command;
    }

    internal static void Show(CliConsole console, LinkedCorpus loaded, IEnumerable<PartyLink> links)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("listing", "name", "listing", "name", "score", "because");
        foreach (var link in links)
        {
            table.AddRow(
                Markup.Escape(link.First.ToString()), Markup.Escape(loaded.Corpus.Find(link.First)?.PrimaryName.Text ?? ""),
                    Markup.Escape(link.Second.ToString()),
                Markup.Escape(loaded.Corpus.Find(link.Second)?.PrimaryName.Text ?? ""),
                    link.Score.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture), Markup.Escape(link.Reason));
        }

        if (table.Rows.Count > 0)
        {
            console.Answers.Write(table);
        }
    }
}
