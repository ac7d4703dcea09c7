using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Enforcement.Following;
using Compliance.Functions.Events;
using Compliance.Functions.Extraction;
using Compliance.Functions.Hosting;
using Compliance.Functions.Leads;
using Compliance.Functions.Networks;
using Compliance.Functions.Policies;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk;
using Compliance.Functions.Risk.Comparison;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Risk.Proofs;
using Compliance.Functions.Risk.Samples;
using Compliance.Functions.Risk.Stability;
using Compliance.Functions.Routing;
using Compliance.Functions.Subjects;

namespace Compliance.Functions.Enforcement;

/// <summary>Adds subjects, actions and standing to a host.</summary>
internal static class EnforcementSetup
{
    /// <summary>Registers the streams and services. It expects the record store, the record and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddEnforcement(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<ServiceOptions>().Enforcement)
        .AddSingleton<EnforcementActs>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<EnforcementActs>())
        .AddSingleton<LeadActs>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<LeadActs>())
        .AddSingleton<DecidedActs>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<DecidedActs>())
        .AddSingleton<IDerivedRows, DerivedDecisions>()
        .AddSingleton<IDerivedRows, DerivedRows>()
        .AddSingleton<SubjectStreamStore>()
        .AddSingleton<IDerivedRows, DerivedSubjects>()
        .AddSingleton<IDerivedRows, DerivedMonitoring>()
        .AddSingleton<IDerivedRows, DerivedLeads>()
        .AddSingleton<EnforcementIndex>()
        .AddSingleton<StandingService>()
        .AddSingleton<StandingFeed>()
        .AddSingleton<ApprovalReader>()
        .AddSingleton<StreamCommands>()
        .AddSingleton<ActionService>()
        .AddSingleton<SubjectMerges>()
        .AddSingleton<RouteDecisionStore>()
        .AddSingleton<PolicyCaseStore>()
        .AddNetworks()
        .AddRadar()
        .AddSingleton<SubjectErasure>()
        .AddSingleton<LeadStore>()
        .AddSingleton<LeadTexts>()
        .AddSingleton<CounterStore>()
        .AddSingleton<CounterCache>()
        .AddSingleton<ShareStore>()
        .AddSingleton<EventIntake>()
        .AddSingleton<EventReading>()
        .AddSingleton<EventQueueHandler>()
        .AddSingleton<SubjectStory>()
        .AddSingleton(typeof(SealedEvents<>))
        .AddSingleton(RiskModels.Name)
        .AddSingleton<RiskModels>()
        .AddSingleton<RiskHistory>()
        .AddSingleton<RiskService>()
        .AddSingleton<ProofService>()
        .AddSingleton<DecisionSamples>()
        .AddSingleton<CaseLabels>()
        .AddSingleton<LadderRows>()
        .AddSingleton(LadderService.Name)
        .AddSingleton<LadderService>()
        .AddSingleton<LadderWork>()
        .AddSingleton<RiskPreview>()
        .AddSingleton<SubjectSample>()
        .AddSingleton<RiskComparison>()
        .AddSingleton(DriftService.Name)
        .AddSingleton(provider => provider.GetRequiredService<ServiceOptions>().Drift)
        .AddSingleton<DriftService>()
        .AddSingleton<ProviderNoticeService>()
        .AddSingleton<VerificationIntake>()
        .AddSingleton<OpenAiCaseClient>()
        .AddSingleton<CasePulling>()
        .AddSingleton<ScreeningAttachment>()
        .AddSingleton<AlertFreezes>()
        .AddSingleton<EnforcementFollower>()
        .AddSingleton<StandingDeliveries>()
        .AddSingleton<IAlertOpener>(provider => new AttachingAlertOpener(ActivatorUtilities.CreateInstance<AlertOpener>(provider),
            provider.GetRequiredService<ScreeningAttachment>()));

    /// <summary>What works on while the service runs.</summary>
    public static IServiceCollection AddEnforcementKeeping(this IServiceCollection services) => services
        .AddHostedService<FollowingLoop>()
        .AddHostedService<LadderLoop>()
        .AddHostedService<DriftLoop>()
        .AddHostedService(provider => provider.GetRequiredService<CasePulling>());

    /// <summary>Maps the HTTP interface.</summary>
    public static void MapEnforcement(this IEndpointRouteBuilder routes)
    {
        HttpActions.Map(routes);
        HttpStrikes.Map(routes);
        HttpSignals.Map(routes);
        HttpMerges.Map(routes);
        HttpStanding.Map(routes);
        HttpEvents.Map(routes);
        HttpLeads.Map(routes);
        HttpDecisions.Map(routes);
        HttpRisk.Map(routes);
        HttpRiskModels.Map(routes);
        HttpLadder.Map(routes);
        HttpDrift.Map(routes);
        HttpVerifications.Map(routes);
        HttpProofs.Map(routes);
        HttpSubjects.Map(routes);
        HttpProviderNotices.Map(routes);
        HttpSafetyCases.Map(routes);
    }
}
