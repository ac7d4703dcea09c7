using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.EnforcementCore.Routing;

/// <summary>Whose a control is, from the widest to the narrowest.</summary>
public enum ControlScope
{
    /// <summary>An organisation.</summary>
    Organisation,

    /// <summary>A workspace of it.</summary>
    Workspace,

    /// <summary>A member.</summary>
    Member,

    /// <summary>A key.</summary>
    Key,
}

/// <summary>How long money may be spent within a bound.</summary>
public enum BudgetWindow
{
    /// <summary>A day.</summary>
    Daily,

    /// <summary>A week.</summary>
    Weekly,

    /// <summary>A month.</summary>
    Monthly,
}

/// <summary>A bound of spending.</summary>
/// <param name="Window">In which time.</param>
/// <param name="Cents">At most so many US cents.</param>
public sealed record ControlBudget(BudgetWindow Window, long Cents);

/// <summary>
/// What somebody narrows requests to. Absent is inherited, empty is nothing: a list without an entry leaves no endpoint. A set below
/// another may only narrow it.
/// </summary>
public sealed record ControlSet
{
    /// <summary>Nothing is narrowed.</summary>
    public static ControlSet Open { get; } = new();

    /// <summary>Providers; default where inherited.</summary>
    public ImmutableArray<string> Providers { get; init; }

    /// <summary>Models as <c>provider/model</c>, where a star at the end stands for any letters; default where inherited.</summary>
    public ImmutableArray<string> Models { get; init; }

    /// <summary>Regions of endpoints; default where inherited.</summary>
    public ImmutableArray<string> Regions { get; init; }

    /// <summary>Classes of data that may be sent; default where inherited.</summary>
    public ImmutableArray<string> DataClasses { get; init; }

    /// <summary>True where only endpoints that keep nothing may serve; null where inherited.</summary>
    public bool? ZeroRetention { get; init; }

    /// <summary>True where every request names its end user; null where inherited.</summary>
    public bool? RequireEndUser { get; init; }

    /// <summary>Bounds of spending, at most one a window; default where inherited.</summary>
    public ImmutableArray<ControlBudget> Budgets { get; init; }

    /// <summary>What both leave.</summary>
    public ControlSet Meet(ControlSet child) => new()
    {
        Providers = Both(Providers, child.Providers, (one, other) => one == other ? one : null),
        Models = Both(Models, child.Models, Narrower),
        Regions = Both(Regions, child.Regions, (one, other) => one == other ? one : null),
        DataClasses = Both(DataClasses, child.DataClasses, (one, other) => one == other ? one : null),
        ZeroRetention = ZeroRetention == true || child.ZeroRetention == true ? true : child.ZeroRetention ?? ZeroRetention,
        RequireEndUser = RequireEndUser == true || child.RequireEndUser == true ? true : child.RequireEndUser ?? RequireEndUser,
        Budgets = Budgets.IsDefault ? child.Budgets : child.Budgets.IsDefault ? Budgets : [.. Budgets.Concat(child.Budgets)
            .GroupBy(budget => budget.Window).OrderBy(group => group.Key).Select(group => group.MinBy(budget => budget.Cents)!)],
    };

    /// <summary>What a set below this one would allow although this one does not, in words; null where it only narrows.</summary>
    public string? Widening(ControlSet child)
    {
        return Of("providers", Providers, child.Providers, (one, other) => one == other)
            ?? Of("models", Models, child.Models, (wide, narrow) => Narrower(wide, narrow) == narrow)
            ?? Of("regions", Regions, child.Regions, (one, other) => one == other)
            ?? Of("dataClasses", DataClasses, child.DataClasses, (one, other) => one == other)
            ?? (ZeroRetention == true && child.ZeroRetention == false ? "zeroRetention: false, where true is asked for above" : null)
            ?? (RequireEndUser == true && child.RequireEndUser == false ? "requireEndUser: false, where true is asked for above" : null)
            ?? Spending(child);

        static string? Of(string what, ImmutableArray<string> above, ImmutableArray<string> below, Func<string, string, bool> covers)
            => above.IsDefault || below.IsDefault || below.FirstOrDefault(one => !above.Any(wide => covers(wide, one))) is not { } cell
                ? null
                : $"{what}: {cell}";
    }

    /// <summary>Why an endpoint may not serve a request; null where nothing here says so.</summary>
    public RouteExclusion? Excludes(ModelEndpoint endpoint, RouteRequest request)
    {
        RouteExclusion No(string row, string text) => new(endpoint.Id, row, "block", text);
        return !Providers.IsDefault && !Providers.Contains(endpoint.Provider)
                ? No("controls.providers", $"The controls name no provider {endpoint.Provider}.")
            : !Models.IsDefault && !Models.Any(model => ModelCatalogue.Matches(model, $"{endpoint.Provider}/{endpoint.Model}"))
                ? No("controls.models", $"The controls name no model {endpoint.Provider}/{endpoint.Model}.")
            : !Regions.IsDefault && (endpoint.Region is null || !Regions.Contains(endpoint.Region))
                ? No("controls.regions", "The controls bind to regions, and the endpoint is in none of them or nobody knows where it is.")
            : !DataClasses.IsDefault && (request.DataClass is null || !DataClasses.Contains(request.DataClass))
                ? No("controls.data", "The controls bind to classes of data, and the request is of none of them or states none.")
            : ZeroRetention == true && endpoint.ZeroRetention != true
                ? No("controls.zero_retention", "The controls ask for endpoints that keep nothing.")
            : RequireEndUser == true && request.EndUserIdentified != true
                ? No("controls.end_user", "The controls ask that every request names its end user.")
            : null;
    }

    /// <inheritdoc/>
    public bool Equals(ControlSet? other) => other is not null && Same(Providers, other.Providers) && Same(Models, other.Models)
        && Same(Regions, other.Regions) && Same(DataClasses, other.DataClasses) && Same(Budgets, other.Budgets)
        && ZeroRetention == other.ZeroRetention && RequireEndUser == other.RequireEndUser;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Providers.IsDefault, Models.IsDefault, ZeroRetention, RequireEndUser);

    private static bool Same<T>(ImmutableArray<T> one, ImmutableArray<T> other)
        => one.IsDefault == other.IsDefault && (one.IsDefault || one.AsSpan().SequenceEqual(other.AsSpan()));

    private static ImmutableArray<string> Both(ImmutableArray<string> above, ImmutableArray<string> below, Func<string, string,
        string?> meet)
        => above.IsDefault ? below : below.IsDefault ? above : [.. above.SelectMany(one => below.Select(other => meet(one, other)))
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // Patterns have one star, at their end, so of two that share a name one lies within the other.
    private static string? Narrower(string one, string other) => one == other ? one
        : one.EndsWith('*') && other.StartsWith(one[..^1], StringComparison.Ordinal) ? other
        : other.EndsWith('*') && one.StartsWith(other[..^1], StringComparison.Ordinal) ? one : null;

    private string? Spending(ControlSet child)
    {
        if (Budgets.IsDefault || child.Budgets.IsDefault)
        {
            return null;
        }

        foreach (var above in Budgets)
        {
            if (child.Budgets.FirstOrDefault(budget => budget.Window == above.Window) is { } below && below.Cents > above.Cents)
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"budgets: {below.Cents} cents {below.Window.ToString().ToLowerInvariant()}, where {above.Cents} is the bound above");
            }
        }

        return null;
    }
}
