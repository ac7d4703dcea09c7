using System.CommandLine;
using Compliance.Cli.Records;
using Compliance.Cli.Rescreening;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Cli.Links;

/// <summary><c>links sever</c> and <c>links restore</c>: an officer's word on a pair of listings, kept with author and reason.</summary>
internal static class LinksWordVerb
{
    public static Command Create(CliConsole console, bool sever)
    {
        var (first, second) =
            (new Argument<string>("ENTRY") { Description = "A listing, such as us-ofac-sdn:24283." },
            new Argument<string>("OTHER") { Description = "The other listing." });
        var by = new Option<string>("--by") { Description = "Who says so.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why, in words.", Required = true };
        var command = new Command(sever ? "sever" : "restore", sever ? "Say that two listings are different parties."
            : "Take back that two listings are different parties.") { first, second, by, reason };
        command.SetAction(async (parsed, cancellation) =>
        {
            var pair = PairOf(parsed.GetRequiredValue(first), parsed.GetRequiredValue(second));
            if (string.IsNullOrWhiteSpace(parsed.GetRequiredValue(by)) || string.IsNullOrWhiteSpace(parsed.GetRequiredValue(reason)))
            {
                throw new InvalidInputException("name who says so (--by) and why (--reason): the record is read years later.");
            }

            await using var station = RescreenStation.Open(console);
            var (result, _) = await station.Of<SeveredLinks>().AskAsync(pair, sever, AuditVerb.OfficerOf(parsed, by),
                parsed.GetRequiredValue(reason).Trim(), cancellation);
            return await AuditVerb.SayAsync(console, result,
                $"{pair.First} and {pair.Second} are {(sever ? "two parties" : "one party where the rules link them")}", "");
        });
        return command;
    }

    private static LinkedPair PairOf(string first, string second)
        => ListEntryId.TryParse(first, out var one) && ListEntryId.TryParse(second, out var other) && one != other
        ? new LinkedPair(one, other)
        : throw new InvalidInputException($"'{first}' and '{second}' are not two entries: write list:key, such as us-ofac-sdn:24283.");
}
