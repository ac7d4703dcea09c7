using System.Globalization;
using Compliance.Functions.Watchlists;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;
using Spectre.Console;

namespace Compliance.Cli.Screening;

/// <summary>Answers as tables a person can read.</summary>
internal static class AnswerTables
{
    /// <summary>Decision, gates, hits party by party, and near misses.</summary>
    public static void Show(IAnsiConsole console, ScreeningOutcome outcome, ScreeningContext context, HitParties parties)
    {
        var (decision, action) = (outcome.Decision.ToString().ToUpperInvariant(), outcome.Action.ToString().ToLowerInvariant());
        var lists = context.Corpus.Lists.Length;
        console.MarkupLineInterpolated(
            $"[bold {Colour(outcome.Decision)}]{decision}[/] ({action}), profile {context.Profile.Id}, {lists} lists");
        foreach (var gate in outcome.Gates.Where(gate => gate.Gate != Gate.List || outcome.Hits.IsEmpty))
        {
            foreach (var reason in gate.Reasons)
            {
                var authority = reason.Authority is null ? "" : $" [{reason.Authority}]";
                console.MarkupLineInterpolated($"  {gate.Gate.ToString().ToLowerInvariant()}: {reason.Text}{authority}");
            }
        }

        if (!outcome.Missing.IsEmpty)
        {
            console.MarkupLineInterpolated($"  not stated, and would have helped: {string.Join(", ", outcome.Missing)}");
        }

        Hits(console, "Hits", [.. parties.InOrder]);
        Parties(console, parties.Answers.Where(party => party.Listings.Length > 1).ToArray());
        Hits(console, "Near misses, not raised", outcome.NearMisses);
    }

    /// <summary>Why one comparison scores as it does.</summary>
    public static void Explain(IAnsiConsole console, PartyMatch match)
    {
        var features = new Table
        { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"{match.Party.Entry}  {match.Name.Text}")) };
        features.AddColumns("feature", "subject", "listed");
        features.AddColumn(new TableColumn("log-odds").RightAligned());
        features.AddColumn(new TableColumn("score").RightAligned());
        features.AddColumn("finding");
        foreach (var feature in match.Explanation.Features)
        {
            Row(features, feature.Name, feature.SubjectValue, feature.ListedValue, Signed(feature.LogOdds), Signed(feature.Contribution),
                feature.Detail);
        }

        Row(features, "sum", null, null, Signed(match.Explanation.Features.Sum(feature => feature.LogOdds)), Score(match.Score), null);
        console.Write(features);
        if (match.Explanation.Tokens.IsEmpty)
        {
            return;
        }

        var tokens = new Table { Border = TableBorder.Rounded };
        tokens.AddColumns("subject's token", "listed token", "relation");
        tokens.AddColumn(new TableColumn("cost").RightAligned());
        tokens.AddColumn(new TableColumn("weight").RightAligned());
        foreach (var token in match.Explanation.Tokens)
        {
            Row(tokens, token.SubjectToken, token.ListedToken, token.Relation.ToString(), Score(token.Cost), Score(token.Weight));
        }

        console.Write(tokens);
    }

    private static void Hits(IAnsiConsole console, string title, IReadOnlyCollection<Hit> hits)
    {
        if (hits.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(title) };
        table.AddColumn(new TableColumn("score").RightAligned());
        table.AddColumns("entry", "listed name", "programmes", "agrees", "contradicts", "decides", "reason");
        foreach (var hit in hits)
        {
            Row(
                table, Score(hit.Match.Score), hit.Entry.ToString(), hit.Match.Name.Text,
                string.Join(", ", hit.Match.Party.Designations.Select(designation => designation.Programme).Distinct()),
                string.Join(", ", hit.Match.Agreeing), string.Join(", ", hit.Match.Contradicting), hit.Outcome.ToString()
                    .ToLowerInvariant(), hit.Reason.Text);
        }

        console.Write(table);
    }

    // A party that stands on several lists, once, with what each listing obliges to and why they are one.
    private static void Parties(IAnsiConsole console, PartyAnswer[] parties)
    {
        foreach (var party in parties)
        {
            var table =
                new Table
                {
                    Border = TableBorder.Rounded,
                    Title =
                new TableTitle(Markup.Escape($"One party on several lists: {party.PrimaryName}"))
                };
            table.AddColumns("entry", "measures");
            table.AddColumn(new TableColumn("score").RightAligned());
            table.AddColumns("decides", "the same party, because");
            foreach (var listing in party.Listings)
            {
                Row(
                    table, listing.ListEntry, string.Join(", ", listing.Measures), listing.Score is { } score ? Score(score)
                        : "no hit", listing.Outcome ?? "",
                    string.Join("; ", party.Links.Where(link => link.First == listing.ListEntry)
                        .Select(link => $"{link.Second}: {link.Reason}")));
            }

            console.Write(table);
        }
    }

    private static void Row(Table table, params string?[] cells) => table.AddRow([.. cells.Select(cell => Markup.Escape(cell ?? ""))]);

    private static string Score(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    private static string Colour(Decision decision) => decision switch
    {
        Decision.Allow => "green",
        Decision.Review => "yellow",
        Decision.Block => "red",
        _ => "default",
    };
}
