using System.Net;
using System.Text;
using Compliance.Functions.Tests.Corpus;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>A deployment without lists: it fetches them from their addresses, decides nothing before, and follows changes when the timer fires.</summary>
[NeedsAzurite, Collection(UnderTheDouble.Name), Trait("Category", "Emulator")]
public sealed class HostedRefreshTests(DoubleAzurite azurite)
{
    [ConformanceFact]
    public async Task Lists_are_fetched_kept_and_refreshed_by_the_timer()
    {
        await using var publisher = await StubPublisher.StartAsync();
        publisher.Answers = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await using var host = await FunctionsHostDouble.StartAsync(azurite.Process, new DoubleOptions(azurite.NextAccount())
        {
            Seeded = false,
            Settings = new Dictionary<string, string>
            {
                ["COMPLIANCE_OFFLINE"] = "false",
                ["COMPLIANCE_LISTS"] = "un-sc",
                ["COMPLIANCE_LIST_URLS"] = string.Join(' ', Compliance.Lists.ListLibrary.Descriptors.Single(list => list.Code.Value == "un-sc").Sources.Select(source => $"un-sc/{source.File}={publisher.Address}{source.File}")),
            },
        });

        var early = await host.ScreenAsync(InventedLists.Unlisted);
        Assert.True(early.Status == HttpStatusCode.ServiceUnavailable || early.Decision == "review", early.Text);

        publisher.Answers = StubPublisher.Serving(InventedUn(700), "\"v1\"");
        await Eventually.TrueAsync(
            async () => (await host.SendAsync(HttpMethod.Post, "/api/v1/lists/un-sc/refresh")).Status == HttpStatusCode.OK, "the list is fetched", seconds: 60);
        Assert.True((await host.FireAsync("TimerRefreshWatchlists")).Succeeded);
        var lists = (await host.SendAsync(HttpMethod.Get, "/api/v1/lists")).Json.GetProperty("lists").EnumerateArray().Single();
        Assert.Equal(("un-sc", "active"), (lists.GetProperty("code").GetString(), lists.GetProperty("state").GetString()));

        publisher.Answers = StubPublisher.Serving(InventedUn(300), "\"v2\"");
        Assert.Equal(HttpStatusCode.BadGateway, (await host.SendAsync(HttpMethod.Post, "/api/v1/lists/un-sc/refresh")).Status);

        await host.Worker.ReplaceAsync();
        await host.WaitUntilReadyAsync();
        Assert.Equal("allow", (await host.ScreenAsync(InventedLists.Unlisted)).Decision);
    }

    /// <summary>A list of invented people and groups in the publisher's form, as many as its guards ask for.</summary>
    private static byte[] InventedUn(int people)
    {
        string[] syllables = ["vor", "mel", "tas", "rik", "dun", "pel", "zor", "kav", "lim", "ost"];
        var text = new StringBuilder($"""<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ss}Z"><INDIVIDUALS>""");
        for (var i = 0; i < people; i++)
        {
            text.Append($"<INDIVIDUAL><DATAID>{i}</DATAID><FIRST_NAME>{Word(i)}</FIRST_NAME><SECOND_NAME>{Word((i * 7) + 3)}an</SECOND_NAME><UN_LIST_TYPE>Invented</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.{i:D4}</REFERENCE_NUMBER>")
                .Append($"<LISTED_ON>2014-09-23</LISTED_ON><NATIONALITY><VALUE>Russian Federation</VALUE></NATIONALITY><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>19{50 + (i % 40)}-03-06</DATE></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>");
        }

        text.Append("</INDIVIDUALS><ENTITIES>");
        for (var i = 0; i < 250; i++)
        {
            text.Append($"<ENTITY><DATAID>{9000 + i}</DATAID><FIRST_NAME>{Word(i)} {Word(i + 5)} Foundation</FIRST_NAME><UN_LIST_TYPE>Invented</UN_LIST_TYPE><REFERENCE_NUMBER>QDe.{i:D4}</REFERENCE_NUMBER><LISTED_ON>2014-09-23</LISTED_ON></ENTITY>");
        }

        return Encoding.UTF8.GetBytes(text.Append("</ENTITIES></CONSOLIDATED_LIST>").ToString());

        string Word(int number) => syllables[number % 10] + syllables[number / 10 % 10] + syllables[number / 100 % 10];
    }
}
