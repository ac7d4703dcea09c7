using System.Net;
using System.Text;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Appeals;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Appeals;

/// <summary>What a link opens and what it does not, which files are taken, and what becomes of notices that wait or come back.</summary>
public sealed class AppealLinkTests(AppealLinkTests.World fixture) : IClassFixture<AppealLinkTests.World>
{
    private AppealWorld World1 => fixture.World1;

    [Fact]
    public async Task Forged_expired_and_replayed_links_are_refused_and_change_nothing()
    {
        await World1.AccountAsync("l1");
        var action = await World1.SuspendAsync("l1");
        await World1.SettleAsync();
        var notice = (await World1.InboxAsync("l1"))[0];
        var link = AppealWorld.LinkIn(notice.GetProperty("body").GetString()!);
        var links = World1.Host.Services.GetRequiredService<AppealLinks>();
        var read = links.Read(link["/appeals/".Length..])!;
        Assert.Equal((AppealLink.ToAppeal, action), (read.Purpose, read.About));

        // A character changed anywhere, a signature of another link, another secret's: none opens anything.
        var token = link["/appeals/".Length..];
        var other = links.TokenOf(read with { About = read.About[..^1] + "x" });
        foreach (var forged in Enumerable.Range(0, token.Length).Where(place => place % 7 == 0 && token[place] != '.')
            .Select(place => token[..place] + (token[place] == 'A' ? 'B' : 'A') + token[(place + 1)..])
            .Append(token.Split('.')[0] + "." + other.Split('.')[1]).Append(token.Split('.')[0]).Append(token + "A").Append("x.y"))
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/appeals/" + forged));
        }

        var expired = "/appeals/" + links.TokenOf(read with { ExpiresAt = World1.Host.Clock.GetUtcNow().AddSeconds(-1) });
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(expired));
        Assert.Equal(HttpStatusCode.Gone, (await World1.FormAsync(expired, "late")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await World1.FormAsync(link, " ", [])).Status);
        Assert.Equal(HttpStatusCode.Created, (await World1.FormAsync(link, "it was not me")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await World1.FormAsync(link, "once more")).Status);
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(link));

        // The same party by another way: still once.
        Assert.Equal("already_appealed", await World1.RefusedAsync("/api/v1/appeals", null, "",
            new { action, grounds = new[] { "other" }, text = "again" }));
    }

    [Fact]
    public async Task Only_files_that_are_what_they_may_be_are_taken_and_none_is_shown()
    {
        await World1.AccountAsync("f1");
        await World1.SuspendAsync("f1");
        await World1.SettleAsync();
        var link = AppealWorld.LinkIn((await World1.InboxAsync("f1"))[0].GetProperty("body").GetString()!);
        foreach (var (name, bytes) in new (string, byte[])[]
        {
            ("a.pdf", "<svg onload=alert(1)>"u8.ToArray()), ("a.png", "MZ\u0090\0"u8.ToArray()), ("a.txt", "<html>"u8.ToArray()),
            ("a.txt", [0xC3, 0x28]), ("a.zip", "PK\u0003\u0004"u8.ToArray()), ("a.txt", new byte[AppealFiles.MaxBytes + 1]),
        })
        {
            Assert.Equal((name, HttpStatusCode.BadRequest), (name, (await World1.FormAsync(link, "see the file", file: (name, bytes))).Status));
        }

        var (status, _) = await World1.FormAsync(link, "see the file", file: ("..\\a\u202Efdp.exe", Encoding.UTF8.GetBytes("%PDF-1.7 x")));
        Assert.Equal(HttpStatusCode.Created, status);
        var appeal = (await World1.GetAsync("/api/v1/appeals")).GetProperty("appeals").EnumerateArray()
            .Single(one => one.GetProperty("subject").GetString() == "account:f1");
        var file = appeal.GetProperty("attachments")[0];
        Assert.Equal(("pdf", "afdp.exe"), (file.GetProperty("type").GetString(), file.GetProperty("name").GetString()));
        using var answer = await World1.Host.Client.GetAsync(
            $"/api/v1/appeals/{appeal.GetProperty("id").GetString()}/files/{file.GetProperty("sha256").GetString()}");
        Assert.Equal(("application/octet-stream", "attachment"), (answer.Content.Headers.ContentType!.MediaType,
            answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_back_goes_out_by_itself_and_what_comes_back_is_noted_and_tried_again()
    {
        await World1.AccountAsync("w1", email: "nobody@customer.test");
        await World1.AccountAsync("w2", email: "busy@customer.test");
        World1.Relay.Busy["busy"] = 1;
        await World1.SuspendAsync("w1");
        await World1.SuspendAsync("w2");
        await World1.SettleAsync();
        await EventuallyAsync(async () => (await World1.InboxAsync("w1"))[0].GetProperty("status").GetString() == "bounced");
        Assert.Equal("the relay answered 550 to the recipient",
            (await World1.InboxAsync("w1"))[0].GetProperty("deliveries")[0].GetProperty("reason").GetString());

        await World1.AccountAsync("w3");
        var ordered = (await World1.PostAsync("/api/v1/actions", "ben", "approver", new
        {
            subject = "account:w3",
            rung = 6,
            until = World1.Host.Clock.GetUtcNow().AddDays(60),
            grounds = new[] { new { code = "law.order", row = "order 7", facts = "the order" } },
        }, HttpStatusCode.Created)).GetProperty("id").GetString();
        await World1.SettleAsync();
        var kept = (await World1.InboxAsync("w3"))[0];
        Assert.Equal(("withheld", "court_order", false), (kept.GetProperty("status").GetString(),
            kept.GetProperty("withheldBasis").GetString(), kept.TryGetProperty("body", out _)));
        Assert.Equal(ordered, kept.GetProperty("about").GetString());
        var id = kept.GetProperty("id").GetString();
        Assert.Equal("bad_moment", await World1.RefusedAsync($"/api/v1/notices/{id}/withhold", "ben", "approver",
            new { basis = "law_enforcement", until = World1.Host.Clock.GetUtcNow().AddDays(91), text = "request 9" }));
        World1.Host.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        await World1.SettleAsync();
        Assert.Contains((await World1.InboxAsync("w3"))[0].GetProperty("status").GetString(), new[] { "queued", "sent" });
        await EventuallyAsync(async () => (await World1.InboxAsync("w2"))[0].GetProperty("status").GetString() == "sent");
    }

    [Fact]
    public async Task A_notice_about_an_end_user_has_the_text_that_their_customer_hands_on()
    {
        await World1.AccountAsync("h1", endUser: "u7");
        await World1.SuspendAsync("h1");
        await World1.PostAsync("/api/v1/actions", "ben", "approver", new
        {
            subject = "end_user:h1/u7",
            rung = 3,
            limits = new { requestsPerMinute = 10 },
            until = World1.Host.Clock.GetUtcNow().AddDays(2),
            grounds = new[] { new { code = "abuse.velocity", row = "limit 1", facts = "too fast" } },
        }, HttpStatusCode.Created);
        await World1.SettleAsync();
        Assert.False(Assert.Single(await World1.InboxAsync("h1")).TryGetProperty("forEndUser", out _));
        var told = Assert.Single((await World1.GetAsync("/api/v1/subjects/end_user%3Ah1%2Fu7/notices")).GetProperty("notices")
            .EnumerateArray());
        var text = told.GetProperty("forEndUser").GetString()!;
        Assert.NotEmpty(AppealWorld.LinkIn(text));
        Assert.DoesNotContain("[[link]]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_is_published_by_two_people_and_only_where_it_renders_for_everything()
    {
        var text = "{{ platform }} says: {{ measure }} has ended\n\nOn {{ ended_on }}: {{ reason }}.\n";
        var (status, body) = await World1.SendAsync("/api/v1/notice-templates/action_ended/en", "ana", "analyst", new { text },
            method: HttpMethod.Put);
        Assert.True(status == HttpStatusCode.Accepted, body.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await World1.SendAsync("/api/v1/notice-templates/action_ended/en", "ana", "approver",
            new { text }, method: HttpMethod.Put)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await World1.SendAsync("/api/v1/notice-templates/action_ended/en", "ben", "approver",
            new { text = text.Replace("{{ reason }}", "{{ detector }}", StringComparison.Ordinal) }, method: HttpMethod.Put)).Status);
        Assert.Equal(HttpStatusCode.OK, (await World1.SendAsync("/api/v1/notice-templates/action_ended/en", "ben", "approver",
            new { text }, method: HttpMethod.Put)).Status);
        var preview = await World1.GetAsync("/api/v1/notices/preview?template=action_ended&locale=en");
        Assert.Equal(("action_ended@1", "Router says: Suspension has ended"), (preview.GetProperty("template").GetString(),
            preview.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task What_was_told_is_a_statement_that_the_database_accepts_and_counts_in_the_report()
    {
        await World1.AccountAsync("t1");
        var action = await World1.SuspendAsync("t1");
        await World1.SettleAsync();
        var day = World1.Host.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var submissions = await World1.Host.Client.GetStringAsync($"/api/v1/statements?from={day}&to={day}");
        var statements = System.Text.Json.JsonDocument.Parse(submissions.Split('\n')[0]).RootElement.GetProperty("statements");
        Assert.All(statements.EnumerateArray(), one => Assert.Empty(StatementRules.Problems(StatementFormat.Read(one.GetRawText()))));
        Assert.Contains(statements.EnumerateArray(), one => one.GetProperty("puid").GetString()!.EndsWith(
            Notice.IdOf(EnforcementCore.Subjects.SubjectRef.Account("t1"), NoticeKind.Action, action)[^12..], StringComparison.Ordinal));
        var report = (await World1.GetAsync($"/api/v1/transparency?from={day}&to={day}")).GetProperty("rows").EnumerateArray().ToList();
        double Of(string section, string indicator) => report.Where(row => row.GetProperty("section").GetString() == section
            && row.GetProperty("indicator").GetString() == indicator).Sum(row => row.GetProperty("value").GetDouble());
        Assert.Equal(Of("actions", "decided"), Of("notices", "written") + Of("notices", "kept_back") + Of("notices", "owed_and_not_written"));
        Assert.Equal(0, Of("notices", "owed_and_not_written"));
        var part = await World1.Host.Client.GetStringAsync($"/api/v1/transparency?from={day}&to={day}&format=ec6");
        Assert.Equal(37, part.Split("\r\n")[1].Split(',').Length);
    }

    private async Task<HttpStatusCode> StatusAsync(string link)
    {
        using var answer = await World1.Host.Client.GetAsync(link);
        return answer.StatusCode;
    }

    private async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var round = 0; round < 100; round++)
        {
            if (await holds())
            {
                return;
            }

            World1.Host.Clock.Advance(TimeSpan.FromSeconds(10));
            await World1.SettleAsync();
            await Task.Delay(20);
        }

        Assert.Fail("It did not come to that.");
    }

    /// <summary>One service for all of these: each has accounts of its own.</summary>
    public sealed class World : IAsyncLifetime
    {
        public AppealWorld World1 { get; private set; } = null!;

        public async Task InitializeAsync() => World1 = await AppealWorld.StartAsync();

        public async Task DisposeAsync() => await World1.DisposeAsync();
    }
}
