using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Records.Approvals;

/// <summary>An act that two people must agree on and that one has asked for.</summary>
/// <param name="Act">What, as a stable code: <c>hold.release</c>.</param>
/// <param name="Target">What it is done to.</param>
/// <param name="Reason">Why, in the words of who asked.</param>
/// <param name="By">Who asked.</param>
/// <param name="Behind">The people behind a key that asked; empty for a person.</param>
/// <param name="At">When.</param>
public sealed record PendingApproval(string Act, string Target, string Reason, string By, ImmutableArray<string> Behind, DateTimeOffset At);

/// <summary>JSON of pending approvals.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PendingApproval))]
[JsonSerializable(typeof(ImmutableArray<PendingApproval>))]
internal sealed partial class ApprovalJson : JsonSerializerContext;

/// <summary>How asking for an act of two people ended.</summary>
internal abstract record Agreement
{
    private Agreement()
    {
    }

    /// <summary>The officer may not.</summary>
    internal sealed record Refused(AlertRefusal Refusal) : Agreement;

    /// <summary>The first person asked; a second one must ask for the same.</summary>
    internal sealed record Proposed(PendingApproval First) : Agreement;

    /// <summary>A second person agreed: it is to be done now.</summary>
    internal sealed record Agreed(PendingApproval First) : Agreement;
}

/// <summary>How an act of two people ended.</summary>
internal abstract record TwoPersonResult
{
    private TwoPersonResult()
    {
    }

    /// <summary>The officer may not.</summary>
    internal sealed record Refused(AlertRefusal Refusal) : TwoPersonResult;

    /// <summary>There is nothing that it could be done to.</summary>
    internal sealed record Nothing : TwoPersonResult;

    /// <summary>The first person asked.</summary>
    internal sealed record Proposed(PendingApproval First) : TwoPersonResult;

    /// <summary>It was done.</summary>
    internal sealed record Done : TwoPersonResult;
}
