using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Functions.Hosting;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity.Keys;

/// <summary>A key that is wanted.</summary>
/// <param name="Name">The caller.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Life">How long it works.</param>
/// <param name="RetireOthersIn">How long the caller's other keys work on; null where they keep their own end.</param>
internal sealed partial record KeyOrder(string Name, ImmutableArray<string> Scopes, TimeSpan Life, TimeSpan? RetireOthersIn)
{
    /// <summary>Longest life: a year, so that rotation is practised before it is needed.</summary>
    public const int MaxDays = 366;

    /// <summary>Beginnings of names that stand for persons, applications and the service itself.</summary>
    private static readonly ImmutableArray<string> Reserved = ["user.", "app.", "key."];

    /// <summary>The officer who holds it; null where nobody is named.</summary>
    public OfficerId? Holder { get; init; }

    /// <summary>Reads an order; null with what is wrong.</summary>
    public static KeyOrder? Read(string? name, IReadOnlyCollection<string> scopes, int days, int? retireOthersInDays, out string? wrong,
        string? holder = null)
    {
        OfficerId held = default;
        wrong = name is null || !NameForm().IsMatch(name)
            ? "the name is 2 to 60 lower-case letters, digits and . _ -, beginning with a letter or digit"
            : Reserved.Any(start => name.StartsWith(start, StringComparison.Ordinal)) || name is "system" or "development" or "unknown"
                ? $"the name '{name}' stands for somebody else: names do not begin with {string.Join(", ", Reserved)}"
            : holder is not null && (!OfficerId.TryParse(holder, out held) || held.IsMachine)
                ? "the holder is the id of a person: 2 to 64 letters, digits and . _ @ -"
            : scopes.Count == 0 ? $"no scope is given; there are {string.Join(", ", Identity.Scopes.All)}"
            : scopes.FirstOrDefault(scope => !Identity.Scopes.All.Contains(scope)) is { } unknown
                ? $"'{unknown}' is not a scope; there are {string.Join(", ", Identity.Scopes.All)}"
            : days is < 1 or > MaxDays ? $"the days are {days}; 1 to {MaxDays} are possible"
            : retireOthersInDays is < 0 or > MaxDays
                ? $"the days in which the others end are {retireOthersInDays}; 0 to {MaxDays} are possible"
            : null;
        return wrong is null
            ? new KeyOrder(name!, [.. scopes.Distinct().Order(StringComparer.Ordinal)], TimeSpan.FromDays(days),
                retireOthersInDays is { } grace ? TimeSpan.FromDays(grace) : null)
            { Holder = holder is null ? null : held }
            : null;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{1,59}\z")]
    private static partial Regex NameForm();
}

/// <summary>How making a key ended.</summary>
internal abstract record KeyMaking
{
    private KeyMaking()
    {
    }

    /// <summary>It was made.</summary>
    /// <param name="Key">As stored.</param>
    /// <param name="Text">The key itself, which nobody can find again.</param>
    /// <param name="Retired">The caller's other keys whose end was moved.</param>
    internal sealed record Made(StoredKey Key, string Text, ImmutableArray<StoredKey> Retired) : KeyMaking;

    /// <summary>It was not.</summary>
    internal sealed record Refused(string Reason) : KeyMaking;
}
