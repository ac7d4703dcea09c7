using System.Collections.Immutable;
using Compliance.Functions.Location;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Operations.Controls;

/// <summary>
/// Decides one synthetic subject per embargoed place, channel and way, by the rules that decide customers now, and keeps the last result. A
/// probe that passes is an operational alert: logged as critical, and the controls page answers 503 until a run is clean. Nothing it
/// screens is recorded.
/// </summary>
internal sealed class SelfTest(CorpusHost corpora, ScreeningRules rules, GeoIpLookup geoIp, TimeProvider time, ILogger<SelfTest> log)
{
    private ControlReport? _last;

    /// <summary>The last run; null before the first.</summary>
    public ControlReport? Last => Volatile.Read(ref _last);

    /// <summary>Runs all probes.</summary>
    public ControlReport Run()
    {
        var corpus = corpora.Current?.Corpus ?? ScreeningCorpus.Empty;
        var report = Decide(rules.Policy, corpus, time.GetUtcNow(), AddressProbes.Failing(geoIp, geoIp.Status));
        Volatile.Write(ref _last, report);
        foreach (var failure in report.Failures)
        {
            log.LogCritical(
                "Operational alert: {Probe} was decided {Decided} where at least {Expected} is right. The location control does not work "
                    + "for {Place}.", failure.Probe, failure.Decided, failure.Expected, failure.Place);
        }

        if (report.Failures.IsEmpty)
        {
            log.LogInformation("Self-test: {Probes} probes of embargoed places were stopped under policy {Policy}.", report.Probes,
                report.Policy);
        }

        return report;
    }

    /// <summary>Runs the probes of the core against a policy.</summary>
    public static ControlReport Decide(PolicySet policy, ScreeningCorpus corpus, DateTimeOffset now, ImmutableArray<ProbeFailure> others)
    {
        var context = new ScreeningContext { Corpus = corpus, Profile = ScoringProfile.Named("onboarding"), Now = now, Policy = policy };
        var failures = SelfTestProbes.Failing(context)
            .Select(failed => new ProbeFailure(failed.Probe.Id, failed.Probe.Place, failed.Probe.AtLeast, failed.Decided));
        return new ControlReport(now, policy.Id, SelfTestProbes.All.Length, [.. failures, .. others]);
    }
}
