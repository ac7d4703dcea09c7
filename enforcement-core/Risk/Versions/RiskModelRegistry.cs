using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Risk.Versions;

/// <summary>Where a version stands.</summary>
public enum RiskModelStatus
{
    /// <summary>Written, not yet proposed.</summary>
    Draft,

    /// <summary>Waits for another person.</summary>
    Proposed,

    /// <summary>Scores.</summary>
    Active,

    /// <summary>Scored once; another one took its place.</summary>
    Retired,

    /// <summary>Sent back.</summary>
    Rejected,
}

/// <summary>A version of the score's model. It never changes.</summary>
/// <param name="Number">Its number; 0 is the model of the product.</param>
/// <param name="Drafted">Who wrote it, from which version, when; null for the model of the product.</param>
public sealed record RiskModelVersion(int Number, RiskModelDrafted? Drafted)
{
    private readonly Lazy<RiskModel> _model = new(() => Drafted is null ? RiskModelCodec.Default : RiskModelCodec.Read(Drafted.Text).Model
        ?? throw new InvalidDataException($"Version {Number} of the model cannot be read."));

    /// <summary>The model, read when it is first needed: a draft that nobody scores by costs nothing and holds nobody up.</summary>
    /// <exception cref="InvalidDataException">The text of the version cannot be read any more.</exception>
    public RiskModel Model => Stated ?? _model.Value;

    /// <summary>A model that nobody stored, to look at what it would do; null for versions.</summary>
    public RiskModel? Stated { get; init; }

    /// <summary>What decisions pin.</summary>
    public string Hash => field ??= RiskModelCodec.HashOf(Model);

    /// <summary>Who asked that it counts; null where nobody waits.</summary>
    public RiskModelProposed? Proposal { get; init; }

    /// <summary>Who sent it back; null where nobody did.</summary>
    public RiskModelRejected? Rejection { get; init; }

    /// <inheritdoc/>
    public bool Equals(RiskModelVersion? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Number;
}

/// <summary>The versions of the score's model: the fold of what happened to them.</summary>
public sealed record RiskModelRegistry
{
    /// <summary>The model of the product alone.</summary>
    public static RiskModelRegistry First { get; } = new();

    /// <summary>By number; the first is the model of the product.</summary>
    public ImmutableArray<RiskModelVersion> Versions { get; private init; } = [new(0, null)];

    /// <summary>When which version began to score, oldest first.</summary>
    public ImmutableArray<RiskModelPublished> Published { get; private init; } = [];

    /// <summary>How many events there were: what a command says that it has seen.</summary>
    public int Count { get; private init; }

    /// <summary>The version that scores at a moment; so an earlier score is what it was.</summary>
    public RiskModelVersion ActiveAt(DateTimeOffset at) => Versions[Published.LastOrDefault(one => one.At <= at)?.Version ?? 0];

    /// <summary>A version; null where there is none of this number.</summary>
    public RiskModelVersion? Find(int number) => number >= 0 && number < Versions.Length ? Versions[number] : null;

    /// <summary>How long a proposal waits for another person.</summary>
    public static TimeSpan ProposalsWait { get; } = TimeSpan.FromDays(14);

    /// <summary>Who waits for another person; null where nobody does, or where nobody agreed in time.</summary>
    public RiskModelProposed? ProposalAt(RiskModelVersion version, DateTimeOffset at)
        => version.Proposal is { } proposal && at < proposal.At + ProposalsWait ? proposal : null;

    /// <summary>Where a version stands.</summary>
    public RiskModelStatus StatusOf(RiskModelVersion version, DateTimeOffset at) => version.Rejection is not null ? RiskModelStatus.Rejected
        : ActiveAt(at) == version ? RiskModelStatus.Active
        : ProposalAt(version, at) is not null ? RiskModelStatus.Proposed
        : version.Number == 0 || Published.Any(one => one.Version == version.Number) ? RiskModelStatus.Retired : RiskModelStatus.Draft;

    /// <summary>The registry after one more event.</summary>
    public RiskModelRegistry Apply(RiskModelEvent happened) => (happened switch
    {
        RiskModelDrafted one => this with
        {
            Versions = Versions.Add(new RiskModelVersion(one.Version, one)),
        },
        RiskModelProposed one => Changed(one, version => version with { Proposal = one }),
        RiskModelPublished one => Changed(one, version => version with { Proposal = null }) with { Published = Published.Add(one) },
        RiskModelRejected one => Changed(one, version => version.Number == 0 || Published.Any(past => past.Version == version.Number)
            ? version with { Proposal = null } : version with { Proposal = null, Rejection = one }),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    }) with
    { Count = Count + 1 };

    private RiskModelRegistry Changed(RiskModelEvent happened, Func<RiskModelVersion, RiskModelVersion> change)
        => this with { Versions = Versions.SetItem(happened.Version, change(Versions[happened.Version])) };
}
