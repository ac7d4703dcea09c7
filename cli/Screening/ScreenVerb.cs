using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Spectre.Console;

namespace Compliance.Cli.Screening;

/// <summary><c>screen</c>: one name against the lists, with the reasons. Nothing is recorded.</summary>
internal static class ScreenVerb
{
    public static Command Create(CliConsole console)
    {
        var name = new Argument<string>("NAME") { Description = "The name as the customer writes it, in any script." };
        var born = new Option<string>("--birth-date") { Description = "yyyy-MM-dd, yyyy-MM or yyyy.", DefaultValueFactory = _ => "" };
        var country = new Option<string>("--country")
        { Description = "Two letters of ISO 3166-1, or the English name.", DefaultValueFactory = _ => "" };
        var type = new Option<string>("--type")
        { Description = "individual, organization, vessel, aircraft or unknown.", DefaultValueFactory = _ => "unknown" };
        var explain = new Option<bool>("--explain")
        { Description = "Show for every hit and near miss what was compared and what it is worth." };
        var against = new Option<string?>("--against")
        { Description = "Compare with this list entry only, whatever the score, and explain it: us-ofac-sdn:24283." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of tables." };
        var command = new Command("screen",
            "Screen one name and show the decision with its reasons. Nothing is recorded: use the service for screenings that count.")
        {
            name, born, country, type, explain, against, json,
        };
        var lists = new ListsChoice(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var reading =
                SubjectReading.Of(parsed.GetRequiredValue(name), parsed.GetRequiredValue(born), parsed.GetRequiredValue(country),
                parsed.GetRequiredValue(type));
            var subject = reading.Subject ?? throw new InvalidInputException(reading.Problem + ".");
            var context = await lists.LoadAsync(parsed, console, cancellation);
            if (parsed.GetValue(against) is { } entry)
            {
                ShowComparison(console, PartyMatcher.Compare(subject, PartyOf(entry, context), context.Profile), context.Profile,
                    parsed.GetValue(json));
            }
            else
            {
                ShowScreening(console, ScreeningEngine.Decide(new ScreeningRequest { Subject = subject }, context), context,
                    parsed.GetValue(json), parsed.GetValue(explain));
            }

            return CliCommands.Done;
        });
        return command;
    }

    private static ListedParty PartyOf(string text, ScreeningContext context) => ListEntryId.TryParse(text, out var entry)
        ? context.Corpus.Find(entry)
            ?? throw new InvalidInputException(
            $"no list here holds '{text}'; the lists are {string.Join(", ", context.Corpus.Lists.Select(list => list.Code))}.")
        : throw new InvalidInputException($"'{text}' is not a list entry: write list:key, such as us-ofac-sdn:24283.");

    private static void ShowComparison(CliConsole console, PartyMatch match, ScoringProfile profile, bool asJson)
    {
        if (asJson)
        {
            Summaries.Print(console, ScreenHit.Of(match));
            return;
        }

        AnswerTables.Explain(console.Answers, match);
        console.Answers.WriteLine(FormattableString.Invariant(
            $"{match.Score:0.000} is {(match.Score >= profile.Threshold ? "a hit" : match.Score >= profile.NearMissThreshold ? "a near miss" : "no match")} under {profile.Id} (hit from {profile.Threshold}, near miss from {profile.NearMissThreshold})"));
    }

    private static void ShowScreening(CliConsole console, ScreeningOutcome outcome, ScreeningContext context, bool asJson, bool explain)
    {
        var parties = HitParties.Of(outcome, context);
        if (asJson)
        {
            Summaries.Print(console, ScreenAnswer.Of(outcome, context, parties));
            return;
        }

        AnswerTables.Show(console.Answers, outcome, context, parties);
        foreach (var hit in outcome.Hits.Concat(outcome.NearMisses).Where(_ => explain))
        {
            AnswerTables.Explain(console.Answers, hit.Match);
        }
    }
}
