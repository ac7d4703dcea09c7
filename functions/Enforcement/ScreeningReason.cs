using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening.Contracts;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Enforcement;

/// <summary>What a screening means to a decision.</summary>
internal static class ScreeningReason
{
    /// <summary>What the customer is told where a person looks.</summary>
    public const string Wait = "We need to look at this before you can go on. You need not do anything now.";

    // A gate tells ten reasons at most: where there may be more, one of them may be for a person.
    private const int MostReasons = 10;
    private const string StepUp = "list.topic_step_up";

    /// <summary>The reason, where the screening does not allow.</summary>
    public static IEnumerable<DecisionReason> Of(ScreeningAnswer screening) => screening.Decision switch
    {
        "allow" => [],
        "block" => [new DecisionReason("screening.block", Verdict.Block, "The screening blocks.", "We cannot offer you this service.")],
        _ when OnlyStepUp(screening.Gates) => [new DecisionReason("screening.step_up", Verdict.Challenge,
            "The screening asks for proof of who the customer is; a person looks meanwhile.", "Please verify who you are.")],
        _ => [new DecisionReason("screening.review", Verdict.Review, "The screening must be looked at.", Wait)],
    };

    /// <summary>True where nothing is to be looked at but matches for which policy asks the customer to prove who they are, and every gate
    /// that does not allow says so itself.</summary>
    public static bool OnlyStepUp(GateAnswer[] gates)
    {
        var asking = gates.Where(gate => gate.Outcome != "allow").ToArray();
        return asking.Length > 0 && Array.TrueForAll(asking, gate => gate.Reasons.Length is > 0 and < MostReasons
            && Array.TrueForAll(gate.Reasons, reason => reason.Code == StepUp));
    }

    /// <summary>The body of a screening; where it states no channel, with the action's.</summary>
    public static byte[] BodyOf(JsonElement stated, DecisionMoment moment)
    {
        var raw = JsonMarshal.GetRawUtf8Value(stated);
        if (stated.ValueKind != JsonValueKind.Object || stated.TryGetProperty("channel", out _))
        {
            return raw.ToArray();
        }

        var comma = stated.GetPropertyCount() == 0 ? "" : ",";
        return [.. Encoding.UTF8.GetBytes($"{{\"channel\":\"{WireNames.Of(FittingOf(moment)[0])}\"{comma}"), .. raw[1..]];
    }

    /// <summary>Refuses a screening for another moment than the decision's: what a topic means depends on the channel.</summary>
    public static FieldError? Unfit(Channel channel, DecisionMoment moment)
    {
        var fitting = FittingOf(moment);
        return fitting.Contains(channel) ? null : new FieldError("$.channel", WireNames.Of(channel),
            $"The channel is none of this action: {Allowed(moment)}. Leave it out for the first.");
    }

    /// <summary>The channels of a moment, in words.</summary>
    public static string Allowed(DecisionMoment moment) => string.Join(", ", FittingOf(moment).Select(WireNames.Of));

    /// <summary>The account whose id a screening's subject bears; null where it states none that could be one.</summary>
    public static SubjectRef? AccountOf(JsonElement stated) => stated.ValueKind == JsonValueKind.Object
        && stated.TryGetProperty("subject", out var subject) && subject.ValueKind == JsonValueKind.Object
        && subject.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
        && SubjectRef.TryMake(SubjectKind.Account, id.GetString()!.Trim(), out var account, out _) ? account : null;

    // The first is the one that is meant where none is stated.
    private static Channel[] FittingOf(DecisionMoment moment) => moment switch
    {
        DecisionMoment.Signup => [Channel.Signup, Channel.OrgVerification],
        DecisionMoment.Login => [Channel.Login],
        DecisionMoment.Payment => [Channel.Payment],
        _ => [Channel.ApiRequest, Channel.OrgVerification],
    };
}
