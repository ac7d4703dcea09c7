using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity;

/// <summary>What proves who calls.</summary>
internal enum CallerKind
{
    /// <summary>Nothing: Development on loopback.</summary>
    Development,

    /// <summary>An API key.</summary>
    Key,

    /// <summary>A token that an application got for itself.</summary>
    Application,

    /// <summary>A token that a person got.</summary>
    User,
}

/// <summary>Who calls the API, and what the call may do.</summary>
/// <param name="Name">Stands in evidence and in limits: a key's name, <c>app.CLIENT</c>, <c>user.OBJECT</c>. Never a person's name or
/// address.</param>
/// <param name="Kind">What proves it.</param>
/// <param name="Granted">The scopes that are open.</param>
/// <param name="Officer">Who acts on alerts; null where the caller may not.</param>
internal sealed record Caller(string Name, CallerKind Kind, ImmutableArray<string> Granted, Officer? Officer)
{
    /// <summary>The caller of Development on loopback, who may do everything and names the officer in a header.</summary>
    public static Caller Development { get; } = new("development", CallerKind.Development, [Scopes.Admin], null);

    /// <summary>True where the scope is open.</summary>
    public bool Opens(string scope) => Scopes.Opens(Granted, scope);

    /// <summary>The caller of a key. A key acts on alerts as an analyst at most: who holds it could otherwise be both pairs of
    /// eyes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="granted">The scopes that are open.</param>
    /// <param name="people">Who holds it and who made it; empty where nobody is named.</param>
    public static Caller OfKey(string name, ImmutableArray<string> granted, ImmutableArray<OfficerId> people) =>
        new(name, CallerKind.Key, granted,
            OfficerId.TryParse("key." + name, out var id) ? new Officer(id, OfficerRole.Analyst) { Behind = people } : null);
}
