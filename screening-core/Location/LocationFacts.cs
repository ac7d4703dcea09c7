using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>All that one party tells about its place.</summary>
public sealed record LocationFacts
{
    /// <summary>Network, payment and device; without any signal for a counterparty.</summary>
    public LocationSignals Signals { get; init; } = new();

    /// <summary>What the party is.</summary>
    public PartyKind Kind { get; init; }

    /// <summary>Its name; read only for words that name a government's body.</summary>
    public string Name { get; init; } = "";

    /// <summary>Addresses as free text.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>Telephone numbers.</summary>
    public ImmutableArray<string> Phones { get; init; } = [];

    /// <summary>Mail addresses and web sites.</summary>
    public ImmutableArray<string> Emails { get; init; } = [];

    /// <summary>Country of residence or establishment as stated. Nationality is not location and stands nowhere here.</summary>
    public CountryCode DeclaredCountry { get; init; }

    /// <summary>True for a customer of long standing, whose prior probability is lower.</summary>
    public bool IsTenured { get; init; }

    /// <summary>Who controls the locality by a dated map of a third party; null where the caller has none.</summary>
    public AreaControl? Control { get; init; }

    /// <summary>The facts of a subject.</summary>
    public static LocationFacts Of(ScreeningSubject subject, LocationSignals signals) => new()
    {
        Signals = signals,
        Kind = subject.Kind,
        Name = subject.Name,
        Addresses = subject.Addresses,
        Phones = [.. subject.Identifiers.Where(identifier => identifier.Type == IdentifierType.Phone)
            .Select(identifier => identifier.Value)],
        Emails = [.. subject.Identifiers.Where(identifier => identifier.Type is IdentifierType.Email or IdentifierType.Website)
            .Select(identifier => identifier.Value)],
        DeclaredCountry = subject.ResidenceCountry.IsStated ? subject.ResidenceCountry : subject.Country,
        Control = signals.Control,
    };
}
