using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Watchlists.History;

public sealed class ListOverridesTests
{
    [Fact]
    public async Task A_rollback_survives_refreshes_and_restarts_until_a_newer_publication_comes()
    {
        using var life = new ListLife();
        var (good, wrong, mended) = (Invented.Version(0, 100), Invented.Version(1, 97), Invented.Version(2, 101));
        await life.PublishAsync(good);
        await life.LookAsync();
        var confirmed = life.InUse.RetrievedAt;
        await life.PublishAsync(wrong);

        Assert.IsType<OverrideResult.Done>(await RollBackAsync(life, good));
        await life.AdoptAsync();
        Assert.Equal(good.Version.ContentHash, life.InUse.ContentHash);
        Assert.Equal(confirmed, life.InUse.RetrievedAt); // As old as its last confirmation: rolling back makes no list fresh.

        await life.LookAsync();
        Assert.Equal(good.Version.ContentHash, life.InUse.ContentHash);
        Assert.Contains("rolled back by olga", life.Status.Error, StringComparison.Ordinal);
        await life.RestartAsync();
        await life.LookAsync();
        Assert.Equal(good.Version.ContentHash, life.InUse.ContentHash);
        Assert.Null(await life.Works.Delisted.FindAsync(Invented.Entry(98), CancellationToken.None));

        await life.PublishAsync(mended);
        Assert.Equal(mended.Version.ContentHash, life.InUse.ContentHash);
        Assert.Null(await life.Works.History.HoldAsync(Invented.Code, CancellationToken.None));
        Assert.Equal([ListEventKind.Activated, ListEventKind.Activated, ListEventKind.RolledBack, ListEventKind.Activated],
            await life.KindsAsync());
        Assert.Empty(await life.Works.History.VerifyAsync(Invented.Code, CancellationToken.None));
    }

    [Fact]
    public async Task A_rollback_that_is_released_lets_the_publisher_back_in()
    {
        using var life = new ListLife();
        var (good, wrong) = (Invented.Version(0, 100), Invented.Version(1, 97));
        await life.PublishAsync(good);
        await life.PublishAsync(wrong);
        await RollBackAsync(life, good);
        await life.AdoptAsync();

        Assert.IsType<OverrideResult.Refused>(await life.Works.Overrides.ReleaseAsync(Invented.Code, "olga", " ", CancellationToken.None));
        Assert.IsType<OverrideResult.Done>(
            await life.Works.Overrides.ReleaseAsync(Invented.Code, "olga", "The publisher was right.", CancellationToken.None));
        await life.LookAsync();
        Assert.Equal(wrong.Version.ContentHash, life.InUse.ContentHash);
        Assert.IsType<OverrideResult.Refused>(
            await life.Works.Overrides.ReleaseAsync(Invented.Code, "olga", "Again.", CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_version_that_an_operator_accepts_is_in_use_and_is_confirmed_by_later_looks()
    {
        using var life = new ListLife();
        var (before, otherForm) = (Invented.Version(0, 100), Invented.Version(1, 100, touched: 90));
        await life.PublishAsync(before);
        await life.PublishAsync(otherForm);
        await life.LookAsync();
        Assert.StartsWith("changed: 90 of 100", life.Status.Error, StringComparison.Ordinal);
        Assert.Equal([ListEventKind.Activated, ListEventKind.Refused], await life.KindsAsync());

        Assert.IsType<OverrideResult.Done>(await life.Works.Overrides.AcceptAsync(
            Invented.Code, otherForm.Version.ContentHash[..12], "olga", "The publisher announced the new form.", CancellationToken.None));
        await life.AdoptAsync();
        await life.LookAsync();
        Assert.Equal(otherForm.Version.ContentHash, life.InUse.ContentHash);
        Assert.Null(life.Status.Error);
        Assert.Null(await life.Works.History.IncidentAsync(Invented.Code, CancellationToken.None));
        var accepted = (await life.Works.History.EventsAsync(Invented.Code, 2, CancellationToken.None))[0];
        Assert.Equal((ListEventKind.Accepted, "olga", new DeltaCounts(0, 90, 0)), (accepted.Kind, accepted.By, accepted.Delta));
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_what_to_do_instead()
    {
        using var life = new ListLife();
        var (good, small) = (Invented.Version(0, 100), Invented.Version(1, 50));
        await life.PublishAsync(good);
        await life.PublishAsync(small);
        Assert.Contains("lists accept", Refusal(await RollBackAsync(life, small)), StringComparison.Ordinal);
        Assert.Contains("in use already", Refusal(await RollBackAsync(life, good)), StringComparison.Ordinal);
        Assert.Contains("at least 8 characters",
            Refusal(await life.Works.Overrides.RollBackAsync(Invented.Code, "abc", "olga", "Why not.", CancellationToken.None)),
            StringComparison.Ordinal);
        Assert.Contains("no version '0123456789'",
            Refusal(await life.Works.Overrides.AcceptAsync(Invented.Code, "0123456789", "olga", "Why not.", CancellationToken.None)),
            StringComparison.Ordinal);
        Assert.Contains("was not refused",
            Refusal(await life.Works.Overrides.AcceptAsync(Invented.Code, good.Version.ContentHash, "olga", "Why not.",
            CancellationToken.None)), StringComparison.Ordinal);
        Assert.Contains("0 characters",
            Refusal(await life.Works.Overrides.RollBackAsync(Invented.Code, good.Version.ContentHash, "olga", "", CancellationToken.None)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_recorded_when_it_begins_and_ends_not_at_every_look()
    {
        using var life = new ListLife();
        await life.PublishAsync(Invented.Version(0, 100));
        life.Supply.Failure = "the publisher answered 503";
        for (var look = 0; look < 3; look++)
        {
            await life.LookAsync();
        }

        await life.RestartAsync();
        await life.LookAsync();
        Assert.Equal(Invented.Start.AddHours(2), (await life.Works.History.IncidentAsync(Invented.Code, CancellationToken.None))!.Since);
        await life.PublishAsync(Invented.Version(0, 100));
        Assert.Equal([ListEventKind.Activated, ListEventKind.Failed, ListEventKind.Recovered], await life.KindsAsync());
        Assert.Null(await life.Works.History.IncidentAsync(Invented.Code, CancellationToken.None));
    }

    private static Task<OverrideResult> RollBackAsync(ListLife life, WatchlistSnapshot to) =>
        life.Works.Overrides.RollBackAsync(Invented.Code, to.Version.ContentHash[..16], "olga",
        "The new version lacks people who are listed.", CancellationToken.None);

    private static string Refusal(OverrideResult result) => Assert.IsType<OverrideResult.Refused>(result).Reason;
}
