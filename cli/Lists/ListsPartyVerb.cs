using System.CommandLine;
using System.Text;
using Compliance.Cli.Links;
using Compliance.Cli.Rescreening;
using Compliance.ScreeningCore.Parties;
using Spectre.Console;

namespace Compliance.Cli.Lists;

/// <summary><c>lists party</c>: a party with all its listings.</summary>
internal static class ListsPartyVerb
{
    public static Command Create(CliConsole console)
    {
        var (entry, lists) =
            (new Argument<string>("ENTRY") { Description = "A listing, such as us-ofac-sdn:24283." }, LinkedCorpus.DirectoryOption());
        var json = new Option<bool>("--json") { Description = "Print every listing in canonical form, one a line." };
        var command = new Command("party", "Show a party once, with all its listings on all lists.") { entry, lists, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var loaded = await LinkedCorpus.LoadAsync(parsed, lists, console, cancellation);
            var listings = loaded.Linked.Of(loaded.Find(parsed.GetRequiredValue(entry)).Entry)
                .Select(listing => loaded.Corpus.Find(listing)!).ToArray();
            if (parsed.GetValue(json))
            {
                foreach (var listing in listings)
                {
                    await console.Out.WriteLineAsync(Encoding.UTF8.GetString(PartyCodec.Write(listing)));
                }

                return CliCommands.Done;
            }

            Show(console, listings);
            LinksListVerb.Show(console, loaded, loaded.Linked.LinksOf(listings[0].Entry));
            return CliCommands.Done;
        });
        return command;
    }

    private static void Show(CliConsole console, ListedParty[] listings)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("listing", "name", "kind", "born", "countries", "programmes", "measures", "names");
        foreach (var party in listings)
        {
            string[] row =
            [
                party.Entry.ToString(), party.PrimaryName.Text, party.Kind.ToString(), string.Join(", ", party.BirthDates),
                string.Join(", ", party.Nationalities.Concat(party.Citizenships).Concat(party.Countries).Distinct()),
                string.Join(", ", party.Designations.Select(designation => designation.Programme).Distinct().Take(4)),
                    party.Measures.ToString(), party.Names.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ];
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Answers.Write(table);
    }
}
