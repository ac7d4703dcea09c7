namespace Compliance.ScreeningCore.Screening;

/// <summary>The day whose rules a screening reads, and the answer where no policy is loaded.</summary>
internal static class PolicyDay
{
    public static DateOnly Of(ScreeningRequest request, ScreeningContext context)
        => DateOnly.FromDateTime((request.EffectiveAt ?? context.Now).UtcDateTime);

    public static GateResult NoPolicy(Gate gate)
        => new(gate, Decision.Review, ScreeningAction.Hold,
        [new Reason("policy.missing", "No policy data is loaded, so this question cannot be answered.")]);

    /// <summary>One rule of combination: the strictest decision, the gravest action.</summary>
    public static GateResult Combine(Gate gate, IEnumerable<GateReason> reasons)
    {
        var all = reasons.DistinctBy(reason => (reason.Reason.Code, reason.Reason.Text)).OrderByDescending(reason => reason.Decision)
            .ThenByDescending(reason => reason.Action).ToArray();
        return all.Length == 0
            ? GateResult.Pass(gate)
            : new GateResult(gate, all.Max(reason => reason.Decision), all.Max(reason => reason.Action),
                [.. all.Select(reason => reason.Reason)]);
    }
}

/// <summary>A reason with what it alone decides.</summary>
internal sealed record GateReason(Decision Decision, ScreeningAction Action, Reason Reason)
{
    public static GateReason Review(string code, string text, string? authority = null)
        => new(Decision.Review, ScreeningAction.Hold, new Reason(code, text, authority));

    public static GateReason Block(ScreeningAction action, string code, string text, string? authority = null)
        => new(Decision.Block, action, new Reason(code, text, authority));
}
