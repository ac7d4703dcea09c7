using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>What one match alone decides, and why, in a sentence.</summary>
/// <remarks>
/// OFAC's five steps for weighing a match (FAQ 5): is the hit on the list, is it the same kind of party, how much of the name matches, what
/// else is known, do the other facts agree. Weak aliases alone need not be pursued (FAQ 122 to 124). Facts that are missing count neither
/// way.
/// </remarks>
internal static class ListMatchJudgement
{
    /// <summary>The same party for certain, listed under a measure that is not for this gate: the export gate reads it.</summary>
    internal const string OtherMeasure = "list.other_measure";

    private const string Steps = "OFAC FAQ 5";

    public static Hit Judge(Counterparty party, PartyMatch match, ScreeningRequest request, ScreeningContext context)
    {
        var (outcome, reason) = Decide(party, match, request, context);
        (outcome, reason) = InForce(match.Party, outcome, reason, PolicyDay.Of(request, context));
        (outcome, reason) = TopicJudgement.Of(match.Party, outcome, reason, request, context);
        return new Hit(party.Role, match, outcome, reason);
    }

    /// <summary>A designation whose last day is past has no effect: it neither blocks nor is it raised, and the reason says so.</summary>
    private static (Decision Outcome, Reason Reason) InForce(ListedParty party, Decision outcome, Reason reason, DateOnly day)
    {
        if (outcome != Decision.Allow && party.EndedBefore(day) is { } last)
        {
            return (Decision.Allow,
                new Reason("list.ended",
                string.Create(CultureInfo.InvariantCulture,
                $"Not raised: the listing of {party.PrimaryName.Text} ({party.Entry}) ended on {last:yyyy-MM-dd}."), reason.Authority));
        }

        return outcome == Decision.Block && (party.MeasuresOn(day) & (Measures.Freeze | Measures.Reject)) == 0
            ? (Decision.Review,
                new Reason("list.ended_in_part",
                $"Is {party.PrimaryName.Text} ({party.Entry}); the designation that blocked has ended, others have effect: read the "
                    + $"listing.", reason.Authority))
            : (outcome, reason);
    }

    /// <summary>The action of a hit, from its outcome and the listing's measures.</summary>
    public static ScreeningAction ActionOf(Hit hit) => hit.Outcome switch
    {
        Decision.Allow => ScreeningAction.None,
        Decision.Review => ScreeningAction.Hold,
        Decision.Block => hit.Match.Party.Measures.HasFlag(Measures.Freeze) ? ScreeningAction.Freeze : ScreeningAction.Reject,
        _ => throw new ArgumentOutOfRangeException(nameof(hit), hit.Outcome, null),
    };

    private static (Decision Outcome, Reason Reason) Decide(Counterparty party, PartyMatch match, ScreeningRequest request,
        ScreeningContext context)
    {
        var name = match.Name.Text;
        var entry = match.Party.Entry;
        if (IsCleared(party.Subject, match, context))
        {
            return (Decision.Allow,
                new Reason("list.cleared", $"An officer judged this subject not to be {name} ({entry}), and the facts still hold."));
        }

        if (match.ByIdentifier && match.Score < context.Profile.Threshold)
        {
            return (Decision.Review,
                new Reason("list.identifier_of_another",
                $"An identifier is that of {match.Party.PrimaryName.Text} ({entry}), but name and facts are another's: "
                    + $"{(match.Contradicting.IsEmpty ? "the names differ" : Said(match.Contradicting, "contradict"))}. Look at the "
                    + $"document itself.", Steps));
        }

        if (match.AtListedAddress)
        {
            return (Decision.Review,
                new Reason("list.listed_address",
                $"Is at an address that the list lists itself ({name}, {entry}): whoever is there, under whatever name, needs a licence or "
                    + $"proof that it has nothing to do with the parties that used it.", "15 CFR 744 supp. 4, 89 FR 51653"));
        }

        if (match.SharesNumber && match.Score < context.Profile.Threshold)
        {
            return (Decision.Review,
                new Reason("list.number_of_another",
                $"States a number that the list publishes for {match.Party.PrimaryName.Text} ({entry}); whether the same authority gave it "
                    + $"as the same kind of document is not stated. Look at the document itself.", Steps));
        }

        if (match.SharesDesk && match.Score < context.Profile.Threshold)
        {
            return (Decision.Review,
                new Reason("list.shared_mailbox",
                $"States a mailbox that the list publishes for {match.Party.PrimaryName.Text} "
                    + $"({entry}). It is a desk's or a household's, so it says little of who somebody is: ask what the two have to do with "
                    + "each other.",
                    Steps));
        }

        if (IsClearanceVoid(party.Subject, match, context))
        {
            return (Decision.Review,
                new Reason("list.clearance_void",
                $"An officer once judged this subject not to be {name} ({entry}); the facts that judgement rested on have changed since, "
                    + $"so a person looks again."));
        }

        if (match.Score < context.Profile.Threshold)
        {
            if (MatchDoubts.Beneath(match) is { } raised)
            {
                return (Decision.Review, raised);
            }

            var why = match.Contradicting.IsEmpty ? "the names are not close enough" : Said(match.Contradicting, "contradict");
            return (Decision.Allow,
                new Reason("list.near_miss",
                string.Create(CultureInfo.InvariantCulture, $"Near {name} ({entry}), not raised: {why} (score {match.Score:0.00}).")));
        }

        if (IsWeakAliasAlone(match))
        {
            return (Decision.Allow,
                new Reason("list.weak_alias_alone",
                $"Only the weak alias {name} of {match.Party.PrimaryName.Text} ({entry}) matches, and nothing else agrees.",
                "OFAC FAQ 122-124"));
        }

        if (!IsCorroborated(party, match, context))
        {
            // What the two have in common besides the name is looked at, whatever speaks against the name.
            return !match.IsRaisedBelow && MatchDoubts.Against(party, match, context) is { } doubt
                ? (Decision.Allow, doubt)
                : (Decision.Review, new Reason("list.possible_match", $"May be {name} ({entry}): {Uncertainty(match)}.", Steps));
        }

        return Measured(match, request, context);
    }

    private static (Decision Outcome, Reason Reason) Measured(PartyMatch match, ScreeningRequest request, ScreeningContext context)
    {
        var (name, entry, measures) = (match.Name.Text, match.Party.Entry, match.Party.Measures);
        var agreeing = match.ByIdentifier ? "an identifier is the same" : match.SharesNumber ? "name and a number are the same"
            : $"name and {Words(match.Agreeing)} agree";
        var authority = string.Join(", ", match.Party.Designations.Select(designation => designation.Programme).Distinct().Take(4));
        if (!BindsCaller(entry.List, request, context))
        {
            var why = request.Nexus.IsEmpty
                ? $"no jurisdiction was stated, and by our policy a list of {JurisdictionOf(entry.List)} alone is then for a person to "
                    + $"weigh"
                : "the list binds other jurisdictions than those stated";
            return (Decision.Review, new Reason("list.other_jurisdiction", $"Is {name} ({entry}): {agreeing}; {why}.", authority));
        }

        if (measures.HasFlag(Measures.Freeze))
        {
            return (Decision.Block, new Reason("list.match", $"Is {name} ({entry}): {agreeing}. Property must be blocked.", authority));
        }

        if (measures.HasFlag(Measures.Reject))
        {
            return (Decision.Block,
                new Reason("list.match_reject", $"Is {name} ({entry}): {agreeing}. The transaction must be rejected, nothing is blocked.",
                authority));
        }

        return (Decision.Review,
            new Reason(OtherMeasure, $"Is {name} ({entry}): {agreeing}. The listing does not block property; apply its own measure.",
            authority));
    }

    private static bool IsCleared(ScreeningSubject subject, PartyMatch match, ScreeningContext context) =>
        !match.ByIdentifier && context.GoodGuys.Any(entry => GoodGuyMatching.Holds(entry, subject, match.Party, context.Now));

    /// <summary>A match that would not be raised by itself, but was once, and was cleared on facts that are no longer these.</summary>
    private static bool IsClearanceVoid(ScreeningSubject subject, PartyMatch match, ScreeningContext context) =>
        !match.ByIdentifier && match.Score < context.Profile.Threshold && subject.Id is not null
        && context.GoodGuys.Any(entry => entry.SubjectId == subject.Id && entry.Entry == match.Party.Entry
        && context.Now < entry.ExpiresAt);

    /// <summary>Only a weak alias matches, and no fact agrees.</summary>
    internal static bool IsWeakAliasAlone(PartyMatch match) =>
        match.Name.Strength == AliasStrength.Weak && !match.ByIdentifier && match.Agreeing.IsEmpty;

    /// <summary>
    /// Corroborated: an identifier is equal; or the name is near certain and, for a person, the birth date agrees (to the day or month; to
    /// the year only with a country; through a weak alias to the day and with a country), for anything else a country agrees. The card
    /// issuer is named by its bank's own register name: an equal name is enough.
    /// </summary>
    private static bool IsCorroborated(Counterparty party, PartyMatch match, ScreeningContext context)
    {
        if (match.ByIdentifier)
        {
            return true;
        }

        if (match.Score < context.Profile.BlockThreshold || match.NameScore < context.Profile.BlockThreshold)
        {
            return false;
        }

        if (match.SharesNumber && match.Contradicting.IsEmpty)
        {
            return true;
        }

        // Lists of export control do not say what their parties are: a person's name and country are borne by many, a company's seldom.
        var mayBePerson = match.Party.Kind == PartyKind.Individual
            || (match.Party.Kind == PartyKind.Unknown && party.Subject.Kind is PartyKind.Individual or PartyKind.Unknown);
        if (!mayBePerson)
        {
            return match.Agreeing.Contains("country") || (party.Role == ListGate.IssuerRole && IsWholeName(match));
        }

        var birthDate = match.Explanation.Features.FirstOrDefault(feature => feature.Name == "birthDate");
        // A weak alias is a nickname or a common name: it needs the whole birth date and a country beside it.
        return birthDate is { LogOdds: > 0 }
            && (match.Name.Strength != AliasStrength.Weak
            || (birthDate.LogOdds >= context.Profile.WeightOf("birthDate.SameDay") && match.Agreeing.Contains("country")))
            && (birthDate.LogOdds >= context.Profile.WeightOf("birthDate.SameMonth") || match.Agreeing.Contains("country"))
            && birthDate.LogOdds >= context.Profile.WeightOf("birthDate.SameYear");
    }

    private static bool IsWholeName(PartyMatch match) =>
        match.Explanation.Tokens.All(token => token.Relation is TokenRelation.Equal or TokenRelation.OrganisationForm
        || token.Weight < 0.05);

    /// <summary>Lists of the United Nations and the sample bind everybody; without a stated nexus the policy says whose lists do.</summary>
    private static bool BindsCaller(ListCode list, ScreeningRequest request, ScreeningContext context)
    {
        var jurisdiction = JurisdictionOf(list);
        return jurisdiction is "UN" or "SAMPLE" || (request.Nexus.IsEmpty
            ? context.Policy?.BindsUnstated(jurisdiction, PolicyDay.Of(request, context)) ?? true
            : request.Nexus.Contains(jurisdiction, StringComparer.OrdinalIgnoreCase));
    }

    private static string JurisdictionOf(ListCode list) => list.Value.Split('-')[0].ToUpperInvariant();

    private static string Uncertainty(PartyMatch match)
    {
        var parts = new List<string>();
        if (match.Name.Strength == AliasStrength.Weak)
        {
            parts.Add("the alias is weak");
        }

        if (!match.Contradicting.IsEmpty)
        {
            parts.Add(Said(match.Contradicting, "contradict"));
        }

        if (!match.Missing.IsEmpty)
        {
            parts.Add($"{Words(match.Missing)} not stated");
        }

        if (match.Agreeing.IsEmpty && parts.Count == 0)
        {
            parts.Add("only the name is close");
        }

        return parts.Count == 0 ? $"{Said(match.Agreeing, "agree")}, the name is not certain" : string.Join(", ", parts);
    }

    // One fact contradicts, several contradict.
    private static string Said(ImmutableArray<string> features, string verb) =>
        $"{Words(features)} {verb}{(features.Distinct().Count() == 1 && features[0] != "identifier" ? "s" : "")}";

    private static string Words(ImmutableArray<string> features)
        => string.Join(" and ", features.Distinct().Select(feature => feature switch
    {
        "birthDate" => "birth date",
        "identifier" => "identifiers",
        "sharedIdentifier" => "mailbox",
        "sharedNumber" => "number",
        "kind" => "kind of party",
        _ => feature,
    }));
}
