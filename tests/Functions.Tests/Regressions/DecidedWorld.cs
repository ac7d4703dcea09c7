using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Routing;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Extraction;
using Compliance.Functions.Networks;
using Compliance.Functions.Notices;
using Compliance.Functions.Policies;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Routing;
using Compliance.Functions.Tests.Enforcement;
using Compliance.Functions.Tests.Extraction;
using Compliance.Functions.Tests.Networks;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>A store in which people decided something of every kind that is decided for many: policies, the score's model, the ladder,
/// controls, templates, operations, words on two accounts, bands of risk, campaigns and classes of the radar.</summary>
internal static class DecidedWorld
{
    public static readonly SubjectRef One = SubjectRef.Account("ring-00");
    public static readonly SubjectRef Two = SubjectRef.Account("ring-01");
    public static readonly SubjectRef Stranger = SubjectRef.Account("alone-0");

    public const string Organisation = "org-1";

    public static async Task FillAsync(RecordHost host)
    {
        var pia = LadderWorld.Pia;
        var policies = host.Get<PolicyService>();
        foreach (var name in PolicyService.Names)
        {
            foreach (var command in new PolicyCommand[] { new PolicyCommand.Draft("one"), new PolicyCommand.Draft("other"),
                new PolicyCommand.Reject(1, "it says nothing") })
            {
                Assert.Null((await policies.GiveAsync(name, command, pia, null, default)).Refusal);
            }
        }

        await LadderWorld.ActAsync(host);
        await host.Get<RiskModels>().GiveAsync((one, at) => RiskModelDecider.Draft(one,
            RiskModelCodec.Write(RiskModelCodec.Default with { Name = "b" }), null, pia, at), pia, default);
        foreach (var providers in new[] { new[] { "openai", "mistral" }, ["openai"] })
        {
            Assert.Null(await host.Get<ControlStore>().SetAsync(new ControlPlace(Organisation, ControlScope.Organisation, Organisation),
                ControlSet.Open with { Providers = [.. providers] }, Ben, default));
        }

        Assert.Null(await host.Get<ControlStore>().SetAsync(new ControlPlace(Organisation, ControlScope.Key, "key-1"),
            ControlSet.Open with { Providers = ["openai"] }, Ben, default));
        await PublishAsync(host, "Dear customer. ");
        await PublishAsync(host, "Dear customers. ");
        await NetworkWorld.RunAsync(host, NetworkWorld.RingEvents(host, ring: 12));
        await SayAsync(host);
        var (proposed, _) = await NetworkWorld.ProposeAsync(host, One, Rung.Challenge, Ana);
        Assert.Null((await host.Get<OperationService>().SecondAsync(proposed!.Id, Ben, default)).Refusal);
        Assert.Null((await WishAsync(host, "twice")).Refusal);
        var campaign = await RadarWorld.CampaignAsync(host);
        await RadarWorld.CampaignAsync(host, "autumn");
        var radar = host.Get<CampaignService>();
        await radar.EndAsync(campaign.Id, "over", Ben, default);
        Assert.IsType<TwoPersonResult.Done>(await radar.EndAsync(campaign.Id, "over", Eve, default));
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await host.Get<LogSealer>().SealAsync(default);
        await host.Get<LogSealer>().SealAsync(default);
    }

    /// <summary>Another proposal on the ring, which waits.</summary>
    public static async Task<(OperationRow? Row, Refusal? Refusal)> WishAsync(RecordHost host, string once)
    {
        var run = (await host.Get<NetworkGenerations>().FindAsync(default))!;
        return await host.Get<OperationService>().ProposeAsync(new OperationWish(run.IdOf(run.Run.Clusters[run.Find(One)]), Rung.Warn, 9,
            "abuse.coordination", "rule 4.1", "They share what Jane Roe pays with.", "Jane Roe runs them", new HashSet<SubjectRef>())
        { Once = once }, Ana, default);
    }

    /// <summary>A word that one person says, one that two agreed on, one that was declined, and bands of both kinds.</summary>
    private static async Task SayAsync(RecordHost host)
    {
        var rulings = host.Get<RulingService>();
        foreach (var reply in new[]
        {
            await rulings.SayAsync(One, Stranger, RulingWord.Same, "Jane Roe told us", Ana, null, default),
            await rulings.SayAsync(One, Stranger, RulingWord.None, "Jane Roe took it back", Ana, null, default),
            await rulings.SecondAsync(One, Stranger, Ben, null, default),
            await rulings.SayAsync(One, Two, RulingWord.NotSame, "Jane Roe is the sister", Ana, null, default),
            await rulings.DeclineAsync(One, Two, "Jane Roe has none", Ben, null, default),
        })
        {
            Assert.IsType<ActionReply.Done>(reply);
        }

        var (commands, now) = (host.Get<StreamCommands>(), host.Time.GetUtcNow());
        foreach (var floor in new[] { true, false })
        {
            var wanted = new RiskOverride(floor ? "rov_1" : "rov_2", One, RiskHarm.Coordination, floor, 2, "Jane Roe called", Ana.Id, null,
                now, now.AddDays(20));
            Assert.IsType<ActionReply.Done>(await commands.GiveAsync(One, stream => Task.FromResult(StreamDecision.Of(
                RiskOverrideDecider.Ask(stream.Risk, wanted, Ana, now), StreamEvent.Of)), Ana, null, null, default));
        }
    }

    private static async Task PublishAsync(RecordHost host, string begin)
    {
        var templates = host.Get<NoticeTemplateStore>();
        var text = begin + (await templates.FindAsync(NoticeKind.Action, "en", default)).Text;
        Assert.IsType<TemplatePublishing.Asked>(await templates.PublishAsync(NoticeKind.Action, "en", text, Ben, default));
        var asked = Assert.IsType<TemplatePublishing.Asked>(await templates.PublishAsync(NoticeKind.Action, "en", text, Eve, default));
        Assert.NotNull(asked.Template);
    }
}
