using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Parties;

/// <summary>
/// A customer or counterparty as submitted for screening. What is not stated is empty, and counts neither for nor against a match.
/// </summary>
public sealed record ScreeningSubject
{
    /// <summary>The caller's own id of the subject (an account number, never a name); null where the screening is ad hoc.</summary>
    public string? Id { get; init; }

    /// <summary>What the subject is.</summary>
    public PartyKind Kind { get; init; }

    /// <summary>The name; empty where only identifiers or signals are screened.</summary>
    public string Name { get; init; } = "";

    /// <summary>Other names.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Birth date.</summary>
    public PartialDate BirthDate { get; init; }

    /// <summary>Gender.</summary>
    public Gender Gender { get; init; }

    /// <summary>Birth place as text.</summary>
    public string? BirthPlace { get; init; }

    /// <summary>Nationalities.</summary>
    public ImmutableArray<CountryCode> Nationalities { get; init; } = [];

    /// <summary>Country of residence.</summary>
    public CountryCode ResidenceCountry { get; init; }

    /// <summary>Country of the subject where no closer word is known (registration, establishment).</summary>
    public CountryCode Country { get; init; }

    /// <summary>Country of the headquarters or of the ultimate parent.</summary>
    public CountryCode HeadquartersCountry { get; init; }

    /// <summary>Addresses as free text.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>Identifiers: documents, e-mail addresses, phone numbers and wallets alike.</summary>
    public ImmutableArray<Identifier> Identifiers { get; init; } = [];

    /// <summary>Day an organisation was registered; null where unknown.</summary>
    public DateOnly? RegisteredOn { get; init; }

    /// <summary>False where a search for the organisation's business activity found none; null where nobody searched.</summary>
    public bool? HasKnownActivity { get; init; }

    /// <summary>Owners and their shares, with their own owners above them.</summary>
    public ImmutableArray<OwnerStake> Owners { get; init; } = [];
}

/// <summary>An owner of a subject and its direct share.</summary>
public sealed record OwnerStake
{
    /// <summary>The owner's name; null where only a list entry is given.</summary>
    public string? Name { get; init; }

    /// <summary>The owner's list entry where the caller knows it; default otherwise.</summary>
    public ListEntryId Entry { get; init; }

    /// <summary>Direct share in per cent, 0 to 100; null where unknown.</summary>
    public decimal? Percent { get; init; }

    /// <summary>True where the owner controls the subject otherwise than by shares (director, majority of votes, agreement).</summary>
    public bool Controls { get; init; }

    /// <summary>Country of the owner's headquarters.</summary>
    public CountryCode HeadquartersCountry { get; init; }

    /// <summary>The owner's own owners.</summary>
    public ImmutableArray<OwnerStake> OwnedBy { get; init; } = [];
}
