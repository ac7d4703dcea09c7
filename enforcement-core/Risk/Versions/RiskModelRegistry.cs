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
/// <param name="Model">The model.</param>
/// <param name="Drafted">Who wrote it, from which version, when; null for the model of the product.</param>
public sealed record RiskModelVersion(int Number, RiskModel Model, RiskModelDrafted? Drafted)
{
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
    public ImmutableArray<RiskModelVersion> Versions { get; private init; } = [new(0, RiskModelCodec.Default, null)];

    /// <summary>When which version began to score, oldest first.</summary>
    public ImmutableArray<RiskModelPublished> Published { get; private init; } = [];

    /// <summary>How many events there were: what a command says that it has seen.</summary>
    public int Count { get; private init; }

    /// <summary>The version that scores at a moment; so an earlier score is what it was.</summary>
    public RiskModelVersion ActiveAt(DateTimeOffset at) => Versions[Published.LastOrDefault(one => one.At <= at)?.Version ?? 0];

    /// <summary>A version; null where there is none of this number.</summary>
    public RiskModelVersion? Find(int number) => number >= 0 && number < Versions.Length ? Versions[number] : null;

    /// <summary>Where a version stands.</summary>
    public RiskModelStatus StatusOf(RiskModelVersion version, DateTimeOffset at) => version.Rejection is not null ? RiskModelStatus.Rejected
        : ActiveAt(at) == version ? RiskModelStatus.Active
        : version.Proposal is not null ? RiskModelStatus.Proposed
        : version.Number == 0 || Published.Any(one => one.Version == version.Number) ? RiskModelStatus.Retired : RiskModelStatus.Draft;

    /// <summary>The registry after one more event.</summary>
    /// <exception cref="InvalidDataException">The text of a version cannot be read any more.</exception>
    public RiskModelRegistry Apply(RiskModelEvent happened) => (happened switch
    {
        RiskModelDrafted one => this with
        {
            Versions = Versions.Add(new RiskModelVersion(one.Version, RiskModelCodec.Read(one.Text).Model
                ?? throw new InvalidDataException($"Version {one.Version} of the model cannot be read."), one)),
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
