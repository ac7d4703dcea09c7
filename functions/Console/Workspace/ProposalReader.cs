using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Networks;
using Compliance.Functions.Notices;
using Compliance.Functions.Policies;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Risk.Models;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Workspace;

/// <summary>Something that waits for a second person on a page of its own.</summary>
/// <param name="What">What it is.</param>
/// <param name="Why">The words of who asks; empty where there are none.</param>
/// <param name="By">Who asks.</param>
/// <param name="At">Since when.</param>
/// <param name="Page">Where it is decided.</param>
public sealed record Proposal(string What, string Why, string By, DateTimeOffset At, string Page);

/// <summary>Reads what waits for a second person beside actions: versions of policy and score, the ladder, operations, words on two
/// accounts, and acts on records.</summary>
internal sealed class ProposalReader(PolicyService policies, RiskModels models, LadderService ladder, OperationService operations,
    RulingService rulings, TwoPersonActs approvals, TimeProvider time)
{
    /// <summary>What waits and this officer may read, oldest first.</summary>
    public async Task<IReadOnlyList<Proposal>> WaitingAsync(Officer officer, CancellationToken cancellation)
    {
        var waiting = new List<Proposal>();
        if (officer.May(ReviewPermission.ReadPolicy))
        {
            await AddVersionsAsync(waiting, cancellation);
        }

        if (officer.May(ReviewPermission.ReadScreenings))
        {
            await AddNetworksAsync(waiting, officer.View == PersonalDataView.Full, cancellation);
        }

        if (officer.May(ReviewPermission.ReadAudit))
        {
            waiting.AddRange((await approvals.AllAsync(cancellation))
                .Select(one => new Proposal(NameOf(one.Act), one.Reason, one.By, one.At, "/app/records#approvals")));
        }

        return [.. waiting.OrderBy(one => one.At)];
    }

    private async Task AddVersionsAsync(List<Proposal> waiting, CancellationToken cancellation)
    {
        var registry = (await policies.FindAsync(PolicyService.Platform, cancellation)).Registry;
        waiting.AddRange(registry.Versions
            .Where(version => registry.StatusOf(version, time.GetUtcNow()) == PolicyStatus.Proposed)
            .Select(version => new Proposal($"Policy, version {version.Number}", "", version.Proposal!.By.ToString(), version.Proposal.At,
                $"/app/policies/{PolicyService.Platform}/{version.Number}")));
        var scores = await models.FindAsync(cancellation);
        waiting.AddRange(scores.Versions.Select(version => scores.ProposalAt(version, time.GetUtcNow())).OfType<RiskModelProposed>()
            .Select(one => new Proposal($"Risk model, version {one.Version}", "", one.By.ToString(), one.At, $"/app/risk/{one.Version}")));
        if ((await ladder.FindAsync(cancellation)).AskedAt(time.GetUtcNow()) is { } asked)
        {
            waiting.Add(new Proposal("The ladder acts by itself", asked.Text, asked.By.ToString(), asked.At, "/app/ladder"));
        }
    }

    private async Task AddNetworksAsync(List<Proposal> waiting, bool full, CancellationToken cancellation)
    {
        waiting.AddRange((await operations.AllAsync(null, cancellation)).Where(one => one.Status == OperationStatus.Proposed)
            .Select(one => new Proposal(
                $"{Capital(WireNames.Of((Rung)one.Rung).Replace('_', ' '))}{(one.Days is { } days ? $" for "
                    + $"{ConsoleText.Count(days, "day")}" : "")} on "
                    + ConsoleText.Count(one.Met.Length, "account"),
                one.Text, one.Maker, one.At, $"/app/networks/{one.Cluster}")));
        waiting.AddRange((await rulings.WaitingAsync(cancellation)).Select(one => new Proposal(WordOf(one.Awaited.Word, one.One,
            one.Awaited.Other, full), one.Awaited.Text, one.Awaited.By.ToString(), one.Awaited.At, $"/app/subjects/{one.One.Key}")));
    }

    private static string WordOf(RulingWord word, SubjectRef one, SubjectRef other, bool full)
    {
        var pair = full ? $"{one.Id} and {other.Id}" : $"{one.Key[..12]} and {other.Key[..12]}";
        return word switch
        {
            RulingWord.Same => $"One actor runs {pair}",
            RulingWord.NotSame => $"Different people run {pair}",
            _ => $"Take back what was said of {pair}",
        };
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string NameOf(string act) => act switch
    {
        NoticeTemplateStore.PublishAct => "A text of notices",
        _ => Capital(act.Replace('.', ' ').Replace('_', ' ')),
    };
}
