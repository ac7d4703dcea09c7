using System.Collections.Immutable;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Policies;

namespace Compliance.ScreeningCore.Screening.Law;

/// <summary>
/// The tables of law of a day as rows of a policy: places, ownership, payment rails, export control. The gates of a screening decide by
/// these rows; a lawyer reads the same ones, and a proof covers them. How names are matched and places are believed is not among them.
/// </summary>
public sealed class LawRows
{
    /// <summary>Compiles the rows.</summary>
    /// <exception cref="InvalidDataException">The tables cannot be written as rows; the message names the problems.</exception>
    public LawRows(PolicySet policy, DateOnly day)
    {
        Chapters =
        [
            .. new (string Name, string Question, Action<RowWriter> Write)[]
            {
                (LawChapter.Places, "What follows where the evidence says that somebody is in an embargoed place?",
                    rows => PlaceLaw.Write(rows, policy, day)),
                (LawChapter.Ownership,
                    "When does ownership by listed persons reach a company? Shares are hundredths of a per cent: 5000 is half.",
                    rows => OwnershipLaw.Owners(rows, policy.OwnershipOn(day))),
                (LawChapter.Rails, "Is the operator of a payment rail a listed party?",
                    rows => OwnershipLaw.Rails(rows, policy.Tables.Rails.Where(rail => rail.Basis.HoldsOn(day)))),
                (LawChapter.ExportLists, "What may a party get that a list of export control names?",
                    rows => ExportLaw.Listed(rows, policy, day)),
                (LawChapter.Weights, "May weights of a model go there? Training is counted in 10^18 operations.",
                    rows => ExportLaw.Weights(rows, policy, day)),
                (LawChapter.Computing, "May the customer compute for training? Shares are hundredths of a per cent.",
                    rows => ExportLaw.Computing(rows, policy, day)),
                (LawChapter.RedFlags, "Which signs of computing for training must a person look at?",
                    rows => ExportLaw.RedFlags(rows, policy, day)),
                (LawChapter.Services, "Which services are banned in a country that is not embargoed?",
                    rows => ExportLaw.Services(rows, policy, day)),
            }.Select(one => ChapterOf(one.Name, one.Question, one.Write, day)).OfType<LawChapter>(),
        ];
    }

    /// <summary>The chapters that have a row on the day.</summary>
    public ImmutableArray<LawChapter> Chapters { get; }

    /// <summary>The rows of a chapter that speak of values; a row that cannot be decided speaks with its verdict for the unknown.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="values">The values, by name of feature; those that the chapter does not ask for are left out.</param>
    internal IEnumerable<(string Row, PolicyVerdict Verdict)> Speaking(string chapter, params IEnumerable<(string, PolicyFact)> values)
        => Find(chapter)?.Rows.Answers(values).Select(pair => (pair.Row.Id, pair.Row.VerdictOf(pair.Answer))) ?? [];

    /// <summary>True where a rule of export control names a country, itself or by its groups.</summary>
    internal bool Names(string chapter, string code, string country) => Find(chapter)?.Rows.Has(ExportLaw.ListOf(code), country) ?? false;

    /// <summary>How an ownership stands to a rule.</summary>
    internal OwnershipOutcome OutcomeOf(OwnershipRule rule, OwnershipShares shares)
    {
        var said = Speaking(LawChapter.Ownership, ("regime", PolicyFact.Of(rule.Jurisdiction)),
            ("certain_share", PolicyFact.Of(OwnershipLaw.Hundredths(shares.Certain, rule.Test))),
            ("listed_share", PolicyFact.Of(OwnershipLaw.Hundredths(shares.Possible, rule.Test))),
            ("share_unknown", PolicyFact.Of(shares.IsUnknown)), ("controls", PolicyFact.Of(shares.Controls))).ToArray();
        PolicyVerdict Says(OwnershipOutcome outcome)
        {
            var id = OwnershipLaw.IdOf(rule, outcome);
            return said.FirstOrDefault(row => row.Row == id).Verdict;
        }

        return Says(OwnershipOutcome.Reached) switch
        {
            PolicyVerdict.Block => OwnershipOutcome.Reached,
            not PolicyVerdict.None => OwnershipOutcome.Possible,
            _ when Says(OwnershipOutcome.Controlled) != PolicyVerdict.None => OwnershipOutcome.Controlled,
            _ when Says(OwnershipOutcome.BelowLine) != PolicyVerdict.None => OwnershipOutcome.BelowLine,
            _ => OwnershipOutcome.Possible,
        };
    }

    private LawChapter? Find(string name) => Chapters.FirstOrDefault(chapter => chapter.Name == name);

    private static LawChapter? ChapterOf(string name, string question, Action<RowWriter> write, DateOnly day)
    {
        var rows = new RowWriter();
        write(rows);
        var text = rows.ToString();
        return rows.HasRows ? new LawChapter(name, question, text, new RowBook($"The chapter {name}", text, day)) : null;
    }
}
