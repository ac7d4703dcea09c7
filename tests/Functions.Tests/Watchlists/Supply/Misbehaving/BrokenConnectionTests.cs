using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists.Supply;
using Microsoft.AspNetCore.Http;

namespace Compliance.Functions.Tests.Watchlists.Supply.Misbehaving;

/// <summary>Slow, broken and circular connections.</summary>
public sealed class BrokenConnectionTests
{
    private static readonly DownloadLimits Impatient =
        new()
        {
            Attempt = TimeSpan.FromSeconds(20),
            Stall = TimeSpan.FromMilliseconds(300),
            Retries = 1,
            Pause =
        TimeSpan.FromMilliseconds(5)
        };
    private static readonly byte[] Good = Encoding.UTF8.GetBytes(InventedUnList.Xml("2026-03-02"));

    [Theory]
    [InlineData(503, "the publisher answered 503")]
    [InlineData(404, "the publisher answered 404")]
    [InlineData(403, "the publisher answered 403")]
    [InlineData(429, "the publisher answered 429")]
    public async Task An_error_status_keeps_the_last_good_list(int status, string reason) => await RefusedAsync(
        http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync("<CONSOLIDATED_LIST/>");
        },
        reason);

    [Fact]
    public async Task A_circle_of_redirects_ends_and_its_signed_addresses_are_not_told() => await RefusedAsync(
        http =>
        {
            http.Response.Redirect($"/again?X-Amz-Signature=secret&n={Guid.NewGuid():N}");
            return Task.CompletedTask;
        },
        "redirects in a circle");

    [Fact]
    public async Task A_connection_that_breaks_off_in_the_middle_is_refused() => await RefusedAsync(
        async http =>
        {
            http.Response.ContentLength = Good.Length;
            await http.Response.Body.WriteAsync(Good.AsMemory(0, Good.Length / 2));
            await http.Response.Body.FlushAsync();
            http.Abort();
        },
        "broke off");

    [Fact]
    public async Task A_publisher_that_stalls_is_given_up() => await RefusedAsync(
        async http =>
        {
            await http.Response.Body.WriteAsync(Good.AsMemory(0, 1000));
            await http.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        },
        "no byte came for 0.3 seconds");

    [Fact]
    public async Task A_compressed_answer_that_is_cut_off_is_refused()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(Good);
        }

        await RefusedAsync(
            async http =>
            {
                http.Response.Headers.ContentEncoding = "gzip";
                await http.Response.Body.WriteAsync(packed.ToArray().AsMemory(0, (int)packed.Length / 2));
            },
            "compressed answer is damaged or cut off");
    }

    [Theory]
    [InlineData("Content-Length: {0}", 2.0, "broke off")]
    [InlineData("Transfer-Encoding: chunked", 0, "broke off")]
    public async Task A_length_that_does_not_fit_the_body_is_a_failure(string header, double times, string reason)
    {
        using var publisher =
            new RawPublisher(
            $"HTTP/1.1 200 OK\n{string.Format(System.Globalization.CultureInfo.InvariantCulture, header, (int)(Good.Length * times))}\nConnection: close", Good);
        var failed = Assert.IsType<DownloadResult.Failed>(await FetchAsync(publisher.Address));
        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        Assert.Equal(2, publisher.Connections);
    }

    [Fact]
    public async Task A_length_shorter_than_the_body_gives_half_a_file_and_that_is_refused()
    {
        using var publisher = new RawPublisher($"HTTP/1.1 200 OK\nContent-Length: {Good.Length / 2}\nConnection: close", Good);
        var half = Assert.IsType<DownloadResult.Fetched>(await FetchAsync(publisher.Address));
        Assert.Equal(Good.Length / 2, half.Source.Length);
        await using var list = await ListUnderTest.WithGoodVersionAsync();
        list.Publisher.Answers = ListUnderTest.Serving(Good[..(Good.Length / 2)]);
        await list.StaysGoodAsync("not well-formed XML at line");
    }

    [Fact]
    public async Task A_redirect_to_another_server_of_the_own_network_is_refused_and_nothing_of_its_answer_is_told()
    {
        await using var list = await ListUnderTest.WithGoodVersionAsync();
        using var inside = new RawPublisher("HTTP/1.1 200 OK\nContent-Length: 14\nConnection: close", "SECRET-TOKEN=x"u8.ToArray());
        list.Publisher.Answers = http =>
        {
            http.Response.Redirect(inside.Address.ToString());
            return Task.CompletedTask;
        };
        await list.StaysGoodAsync("redirects to an address that is not public");
    }

    [Fact]
    public async Task A_publisher_that_is_not_there_is_a_failure_without_waiting_for_it()
    {
        var start = Stopwatch.GetTimestamp();
        var failed = Assert.IsType<DownloadResult.Failed>(await FetchAsync(new Uri("http://127.0.0.1:9/list?token=secret")));
        Assert.Contains("connection failed", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Reason, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_publisher_that_asks_to_come_back_later_is_asked_again_after_that_time()
    {
        await using var list =
            await ListUnderTest.StartAsync("un-sc", new DownloadLimits { Pause = TimeSpan.FromMinutes(10), Retries = 1 });
        list.Publisher.Answers = http =>
        {
            if (list.Publisher.Asked.Count == 1)
            {
                http.Response.Headers.RetryAfter = "0";
                http.Response.StatusCode = 429;
                return Task.CompletedTask;
            }

            return http.Response.Body.WriteAsync(Good).AsTask();
        };
        await list.LookAsync();
        Assert.Null(list.ErrorOf("un-sc"));
        Assert.Equal(2, list.Publisher.Asked.Count);
    }

    [Fact]
    public async Task A_refused_version_is_not_fetched_again_and_comes_in_once_it_is_accepted()
    {
        await using var list = await ListUnderTest.WithGoodVersionAsync();
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Good).Replace("<YEAR>19", "<YEAR>18", StringComparison.Ordinal));
        list.Publisher.Answers = StubPublisher.Serving(changed, "\"v2\"");
        await list.LookAsync();
        await list.LookAsync();
        Assert.Equal("\"v2\"", list.Publisher.Asked[^1].Headers.IfNoneMatch);
        Assert.StartsWith("changed: 700 of 950", list.ErrorOf("un-sc"), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(Func<HttpContext, Task> answers, string reason)
    {
        await using var list = await ListUnderTest.WithGoodVersionAsync(Impatient);
        list.Publisher.Answers = answers;
        await list.StaysGoodAsync(reason);
    }

    private static async Task<DownloadResult> FetchAsync(Uri address)
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        using var http = ListHttp.Create(ServiceOptions.DefaultUserAgent);
        return await new ListDownload(http, storage.Blobs, TimeProvider.System, Impatient).FetchAsync(address, "consolidated.xml", 1 << 26,
            null, CancellationToken.None);
    }
}
