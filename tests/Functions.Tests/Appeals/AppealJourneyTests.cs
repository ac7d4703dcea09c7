using System.Net;
using System.Text;
using System.Text.Json;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Appeals;

/// <summary>From a suspension to its notice, the appeal behind the link, another officer's decision, and its acknowledgement.</summary>
public sealed class AppealJourneyTests : IAsyncLifetime
{
    private AppealWorld _world = null!;

    public async Task InitializeAsync() => _world = await AppealWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_suspension_is_told_by_mail_appealed_behind_the_link_overturned_by_another_and_acknowledged()
    {
        await _world.AccountAsync("a1", "ar");
        await _world.AccountAsync("a2");
        var sibling = await _world.SuspendAsync("a2", "eve");
        var action = await _world.SuspendAsync("a1");
        await _world.SettleAsync();
        var mail = await NextToAsync("a1@customer.test");
        Assert.Equal(("Router: تعليق", "ar"), (mail.Subject, mail.Body!.Headers["Content-Language"]));
        Assert.Contains("dir=\"rtl\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Requests of this account were refused", mail.TextBody, StringComparison.Ordinal);

        var link = AppealWorld.LinkIn(mail.TextBody!);
        var page = await _world.Host.Client.GetStringAsync(link);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", page, StringComparison.Ordinal);
        var (status, receipt) = await _world.FormAsync(link, "\u200Fلم أكن أنا من أرسل هذه الطلبات.", ["not_me", "facts_wrong"],
            ("invoice.txt", Encoding.UTF8.GetBytes("invoice 7")));
        Assert.True(status == HttpStatusCode.Created, receipt);
        Assert.Equal(HttpStatusCode.Conflict, (await _world.FormAsync(link, "again")).Status);
        using (var again = await _world.Host.Client.GetAsync(link))
        {
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        }

        await _world.SettleAsync();
        Assert.Contains("تلقّينا تظلّمك", (await NextToAsync("a1@customer.test")).Subject, StringComparison.Ordinal);
        var appeal = (await _world.GetAsync("/api/v1/appeals")).GetProperty("appeals")[0];
        var id = appeal.GetProperty("id").GetString()!;
        Assert.Equal(("received", "link", "ar"), (appeal.GetProperty("status").GetString(), appeal.GetProperty("via").GetString(),
            appeal.GetProperty("locale").GetString()));

        Assert.Equal("decider_was_maker_or_checker", await _world.RefusedAsync($"/api/v1/appeals/{id}/assign", "ben", "approver", new { }));
        await _world.PostAsync($"/api/v1/appeals/{id}/assign", "eve", "approver", new { });
        Assert.Equal("no_reasons", await _world.RefusedAsync($"/api/v1/appeals/{id}/decide", "eve", "approver",
            new { outcome = "overturned", defect = "rule", text = " " }));
        var decided = await _world.PostAsync($"/api/v1/appeals/{id}/decide", "eve", "approver",
            new { outcome = "overturned", defect = "rule", text = "The logs show another account." });
        Assert.Equal(("overturned", sibling), (decided.GetProperty("status").GetString(),
            decided.GetProperty("decided").GetProperty("siblings")[0].GetString()));
        var standing = await _world.GetAsync("/api/v1/standing?key=k-a1");
        Assert.Equal(0, standing.GetProperty("rung").GetInt32());
        Assert.Equal(6, (await _world.GetAsync("/api/v1/standing?key=k-a2")).GetProperty("rung").GetInt32());

        await _world.SettleAsync();
        Assert.Contains("The logs show another account.", (await NextToAsync("a1@customer.test")).TextBody, StringComparison.Ordinal);
        Assert.Equal("overturned", await StatusAsync(id));
        await _world.AckAsync("a1", 2);
        await _world.SettleAsync();
        Assert.Equal("closed", await StatusAsync(id));
        var lead = (await _world.GetAsync("/api/v1/leads")).GetProperty("leads").EnumerateArray()
            .Single(one => one.GetProperty("surface").GetString() == "appeals");
        Assert.Equal("account:a2", lead.GetProperty("subject").GetString());
        var learning = (await _world.GetAsync("/api/v1/learnings")).GetProperty("learnings")[0];
        Assert.Equal(("rule", "usage policy 3.2"), (learning.GetProperty("defect").GetString(), learning.GetProperty("rows")[0].GetString()));
        Assert.Contains(await _world.InboxAsync("a1"), one => one.GetProperty("kind").GetString() == "appeal_decided");
        var verified = await _world.PostAsync("/api/v1/audit/verify", "aud", "analyst", new { });
        Assert.True(verified.GetProperty("faults").GetArrayLength() == 0, verified.ToString());
    }

    private async Task<string?> StatusAsync(string id) => (await _world.GetAsync("/api/v1/appeals/" + id)).GetProperty("status").GetString();

    private async Task<MimeKit.MimeMessage> NextToAsync(string address)
    {
        for (var round = 0; round < 10; round++)
        {
            var mail = await _world.Relay.NextAsync();
            if (mail.To.Mailboxes.Any(to => to.Address == address))
            {
                return mail;
            }
        }

        throw new TimeoutException("No e-mail came to " + address);
    }
}
