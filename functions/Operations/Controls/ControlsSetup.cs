using Compliance.Functions.Hosting;
using Compliance.Functions.Location;

namespace Compliance.Functions.Operations.Controls;

/// <summary>Adds the self-test and its page to a host.</summary>
internal static class ControlsSetup
{
    /// <summary>Registers the self-test. It expects the corpus, the rules, the location look-up and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddControls(this IServiceCollection services)
        => services.AddSingleton<SelfTest>().AddSingleton<ControlsOverview>().AddHostedService<SelfTestLoop>();

    /// <summary>Maps the page.</summary>
    public static void MapControls(this IEndpointRouteBuilder routes) => HttpControls.Map(routes);
}

/// <summary>What the controls page says.</summary>
internal sealed class ControlsOverview(SelfTest test, GeoIpLookup geoIp, Screening.ScreeningRules rules, ServiceOptions options,
    TimeProvider time)
{
    public const string Working = "working";
    public const string Waiting = "waiting";

    // A run that is late by a quarter of its interval did not happen.
    private const double Late = 1.25;

    public ControlsAnswer Now()
    {
        var (now, last, places) = (time.GetUtcNow(), test.Last, geoIp.Status);
        return new ControlsAnswer
        {
            Status = last switch
            {
                null => Waiting,
                { Failures.IsEmpty: false } => "failing",
                _ when now - last.RanAt > options.ProbeEvery * Late => "overdue",
                _ => Working,
            },
            Policy = rules.Policy.Id,
            RanAt = last?.RanAt,
            Probes = last?.Probes ?? 0,
            Failing = [.. last?.Failures.Select(failure => failure.Probe) ?? []],
            LocationSources = [.. places.Sources.Select(source => new LocationSourceAnswer(
                source.Name, source.Kind, source.BuiltAt, source.BuiltAt is { } built ? Math.Round((now - built).TotalDays, 1)
                    : null, source.IsStale, source.Records))],
            LocationProblems = [.. places.Problems],
            Attributions = [.. places.Attributions],
        };
    }
}
