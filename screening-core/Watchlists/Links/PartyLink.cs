using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists.Links;

/// <summary>What a link of two listings rests on.</summary>
public enum LinkGround
{
    /// <summary>An identifier that identifies alone (passport, IMO number, wallet …) is equal.</summary>
    Identifier,

    /// <summary>Name and facts agree under the strict rules of <see cref="PartyLinker"/>.</summary>
    NameAndFacts,
}

/// <summary>Two listings that are one party.</summary>
/// <param name="First">The listing with the smaller entry.</param>
/// <param name="Second">The other, of another list.</param>
/// <param name="Ground">What it rests on.</param>
/// <param name="Score">Probability of identity under the strict profile, 0 to 1.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record PartyLink(ListEntryId First, ListEntryId Second, LinkGround Ground, double Score, string Reason)
{
    /// <summary>The pair without regard to order.</summary>
    public LinkedPair Pair => new(First, Second);
}

/// <summary>A pair of listings, the smaller entry first.</summary>
public readonly record struct LinkedPair
{
    /// <summary>Makes a pair of two entries in any order.</summary>
    /// <exception cref="ArgumentException">The entries are the same.</exception>
    public LinkedPair(ListEntryId one, ListEntryId other) => (First, Second) = one.CompareTo(other) switch
    {
        < 0 => (one, other),
        > 0 => (other, one),
        _ => throw new ArgumentException($"{one} is no pair with itself.", nameof(other)),
    };

    /// <summary>The smaller entry.</summary>
    public ListEntryId First { get; }

    /// <summary>The larger entry.</summary>
    public ListEntryId Second { get; }
}
