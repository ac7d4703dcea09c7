using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Screening;

/// <summary>What the shell decides about a screening before the core does.</summary>
/// <param name="AllowSample">True in Development, where the sample list may yield allow.</param>
/// <param name="Policy">The policy data, loaded once; evidence records its version and hash.</param>
internal sealed record ScreeningRules(bool AllowSample, PolicySet Policy)
{
    /// <summary>Money in flight is judged by the payment profile, everything else by the onboarding profile.</summary>
    public string ProfileOf(Channel channel) => channel == Channel.Payment ? "payment" : "onboarding";
}
