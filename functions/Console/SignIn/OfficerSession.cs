using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console.SignIn;

/// <summary>A person who is signed in, as stored. The id of the session is not in it: the row's key is its hash, so whoever reads the store
/// cannot take a session over.</summary>
internal sealed record OfficerSession
{
    /// <summary>How long a session lives without a request.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromHours(1);

    /// <summary>How long it lives at most: roles are read from the directory at sign-in only.</summary>
    public static readonly TimeSpan LifeLimit = TimeSpan.FromHours(10);

    /// <summary>The officer: the object id of the person in the directory.</summary>
    public required string Officer { get; init; }

    public required OfficerRole Role { get; init; }

    /// <summary>What an external reviewer may see, as text; null for everybody else.</summary>
    public string? Scope { get; init; }

    /// <summary>What the person is called, for the head of the page; never recorded elsewhere.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Hash of the authority's session id, by which it signs the person out; null where it named none.</summary>
    public string? AuthoritySession { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>True where the log knows that it began; false for those of an earlier build.</summary>
    public bool Recorded { get; init; }

    /// <summary>When it was used last; moved at most every few minutes.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>True while it lets somebody in.</summary>
    /// <remarks>One that begins in the future was begun by a wrong clock, and would live on until that moment comes.</remarks>
    public bool IsAliveAt(DateTimeOffset now) => now < SeenAt + IdleLimit && now < CreatedAt + LifeLimit
        && SeenAt - now < ListVersion.ClockTolerance && CreatedAt - now < ListVersion.ClockTolerance;

    /// <summary>The officer with their role.</summary>
    public Officer ToOfficer() => new(OfficerId.Parse(Officer), Role)
    {
        Scope = ReviewScope.TryParse(Scope, out var scope) ? scope : ReviewScope.Nothing,
    };
}

/// <summary>JSON of the rows of sessions.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OfficerSession))]
internal sealed partial class SessionRowJson : JsonSerializerContext;
