using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>
/// What a match with an exposed person, a relative of one or a debarred party means at a moment, by rows of policy. Only where every
/// designation that has effect is of that kind and has a row: anything else on the party, or a topic that nobody wrote a row for, leaves
/// the match with a person. Nothing here blocks, and nothing here looks at what blocks.
/// </summary>
internal static class TopicJudgement
{
    /// <summary>The code of a match that is only kept.</summary>
    public const string Logged = "list.topic_logged";

    /// <summary>The code of a match for which the customer proves who they are.</summary>
    public const string StepUp = "list.topic_step_up";

    /// <summary>The code of a match that somebody with authority approves first: no proof of the customer's is enough.</summary>
    public const string Approval = "list.topic_approval";

    private const Measures Forbidding = ~(Measures.EnhancedDiligence | Measures.Debarment);
    private static readonly ImmutableArray<string> Matches = [ListMatchJudgement.OtherMeasure, "list.possible_match",
        "list.other_jurisdiction"];

    /// <summary>The outcome and the reason as the rows have them.</summary>
    public static (Decision Outcome, Reason Reason) Of(ListedParty party, Decision outcome, Reason reason, ScreeningRequest request,
        ScreeningContext context)
    {
        var day = PolicyDay.Of(request, context);
        Designation[] held = [.. party.Designations.Where(one => !(one.EndsOn < day))];
        if (outcome != Decision.Review || !Matches.Contains(reason.Code) || context.Policy is not { } policy || held.Length == 0
            || held.Any(one => one.Measures == Measures.None || (one.Measures & Forbidding) != 0))
        {
            return (outcome, reason);
        }

        var rules = held.Select(one => policy.TopicRuleOf(one, request.Channel, day)).ToArray();
        if (rules.Any(rule => rule is null))
        {
            return (outcome, reason);
        }

        var strictest = rules.OfType<TopicRule>().OrderByDescending(rule => rule.Response)
            .ThenBy(rule => rule.Topic, StringComparer.Ordinal).First();
        var words = string.Join(", ", rules.OfType<TopicRule>().Select(rule => rule.Words).Distinct(StringComparer.Ordinal));
        var text = $"{reason.Text} Listed as {words}: nothing is forbidden";
        return strictest.Response switch
        {
            TopicResponse.Log => (Decision.Allow, new Reason(Logged, $"{text}, and by policy it is only kept here.",
                strictest.Basis.Authority)),
            TopicResponse.StepUp => (Decision.Review, new Reason(StepUp,
                $"{text}; by policy the customer proves who they are, and a person looks.", strictest.Basis.Authority)),
            TopicResponse.Approval => (Decision.Review, new Reason(Approval,
                $"{text}; by policy a person with authority approves first, and the customer proves who they are meanwhile.",
                strictest.Basis.Authority)),
            _ => (Decision.Review, reason with { Text = $"{text}; by policy a person looks.", Authority = strictest.Basis.Authority }),
        };
    }
}
