namespace Compliance.EnforcementCore.Enforcement;

/// <summary>Upper bounds. Absent means unbounded by this; 0 means nothing goes through.</summary>
/// <param name="RequestsPerMinute">Requests in a minute.</param>
/// <param name="TokensPerMinute">Tokens in a minute.</param>
/// <param name="UsdCentsPerDay">Money in a day, in cents of US dollars.</param>
public readonly record struct RateLimits(int? RequestsPerMinute, long? TokensPerMinute, long? UsdCentsPerDay)
{
    /// <summary>True where nothing is bounded.</summary>
    public bool IsEmpty => RequestsPerMinute is null && TokensPerMinute is null && UsdCentsPerDay is null;

    /// <summary>True where no bound is negative.</summary>
    public bool IsValid => !(RequestsPerMinute < 0) && !(TokensPerMinute < 0) && !(UsdCentsPerDay < 0);

    /// <summary>Both bounds at once: the smaller of each.</summary>
    public RateLimits Join(RateLimits other) => new(
        Least(RequestsPerMinute, other.RequestsPerMinute),
        Least(TokensPerMinute, other.TokensPerMinute),
        Least(UsdCentsPerDay, other.UsdCentsPerDay));

    private static T? Least<T>(T? one, T? other)
        where T : struct, IComparable<T>
        => one is { } first && other is { } second ? (first.CompareTo(second) <= 0 ? first : second) : one ?? other;
}
