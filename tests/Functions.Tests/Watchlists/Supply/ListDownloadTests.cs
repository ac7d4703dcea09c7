using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;

namespace Compliance.Functions.Tests.Watchlists.Supply;

public sealed class ListDownloadTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("<list>Ångström</list>");

    [Fact]
    public async Task The_raw_bytes_are_kept_under_their_hash_and_asked_for_only_once()
    {
        await using var stub = await StubPublisher.StartAsync();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        stub.Answers = StubPublisher.Serving(Content, "\"v1\"");

        var first = Assert.IsType<DownloadResult.Fetched>(await FetchAsync(stub, storage, null)).Source;
        var second = await FetchAsync(stub, storage, first);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), first.Sha256);
        Assert.IsType<DownloadResult.Unchanged>(second);
        Assert.Equal("\"v1\"", stub.Asked[1].Headers.IfNoneMatch);
        await using var kept = await storage.Blobs.OpenAsync(RawFiles.Container, first.Sha256, CancellationToken.None);
        using var copy = new MemoryStream();
        await kept!.CopyToAsync(copy);
        Assert.Equal(Content, copy.ToArray());
    }

    [Fact]
    public async Task The_same_bytes_without_validators_count_as_unchanged()
    {
        await using var stub = await StubPublisher.StartAsync();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        stub.Answers = http => http.Response.Body.WriteAsync(Content).AsTask();

        var first = Assert.IsType<DownloadResult.Fetched>(await FetchAsync(stub, storage, null)).Source;

        Assert.IsType<DownloadResult.Unchanged>(await FetchAsync(stub, storage, first));
    }

    [Fact]
    public async Task Compressed_answers_are_expanded_and_redirects_followed()
    {
        await using var stub = await StubPublisher.StartAsync();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        stub.Answers = async http =>
        {
            if (http.Request.Path == "/list.xml")
            {
                http.Response.Redirect("/elsewhere?X-Amz-Signature=secret");
                return;
            }

            http.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            await zip.WriteAsync(Content);
        };

        var fetched = Assert.IsType<DownloadResult.Fetched>(await FetchAsync(stub, storage, null));

        Assert.Equal(Content.Length, fetched.Source.Length);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_and_a_lasting_one_is_named_without_the_signed_address()
    {
        await using var stub = await StubPublisher.StartAsync();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        stub.Answers = http =>
        {
            http.Response.StatusCode = stub.Asked.Count == 1 ? 503 : 200;
            return http.Response.Body.WriteAsync(Content).AsTask();
        };
        Assert.IsType<DownloadResult.Fetched>(await FetchAsync(stub, storage, null));

        stub.Answers = http =>
        {
            if (http.Request.Path == "/list.xml")
            {
                http.Response.Redirect("/elsewhere?X-Amz-Signature=secret");
            }
            else
            {
                http.Response.StatusCode = 403;
            }

            return Task.CompletedTask;
        };
        var refused = Assert.IsType<DownloadResult.Failed>(await FetchAsync(stub, storage, null));
        Assert.Contains("403", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_over_its_limit_is_refused_announced_or_not()
    {
        await using var stub = await StubPublisher.StartAsync();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        foreach (var announced in new[] { true, false })
        {
            stub.Answers = async http =>
            {
                http.Response.ContentLength = announced ? 5000 : null;
                await http.Response.Body.WriteAsync(new byte[5000]);
            };

            var refused = Assert.IsType<DownloadResult.Failed>(await FetchAsync(stub, storage, null, maxBytes: 4999));
            Assert.Contains("4999", refused.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_user_agent_is_one_that_official_hosts_accept()
    {
        await using var stub = await StubPublisher.StartAsync();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);

        await FetchAsync(stub, storage, null);

        var agent = stub.Asked[0].Headers.UserAgent.ToString();
        Assert.StartsWith("Mozilla/5.0", agent, StringComparison.Ordinal);
        Assert.True(agent.Length >= 40);
    }

    private static async Task<DownloadResult> FetchAsync(StubPublisher stub, EmbeddedStorage storage, SourceManifest? inHand,
        long maxBytes = 1 << 20)
    {
        using var http = ListHttp.Create(ServiceOptions.DefaultUserAgent);
        return await new ListDownload(http, storage.Blobs, TimeProvider.System).FetchAsync(new Uri(stub.Address, "/list.xml"), "list.xml",
            maxBytes, inHand, CancellationToken.None);
    }
}
