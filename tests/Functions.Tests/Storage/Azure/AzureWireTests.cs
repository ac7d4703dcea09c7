using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Storage.Embedded;
using Microsoft.Extensions.DependencyInjection;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>The parts of the wire that no emulator is asked about.</summary>
public sealed class AzureWireTests
{
    [Fact]
    public void The_text_to_sign_follows_the_documentation()
    {
        var pipeline = HttpPipelineBuilder.Build(new Options());
        var request = pipeline.CreateRequest();
        request.Method = RequestMethod.Put;
        request.Uri.Reset(new Uri("https://account.blob.core.windows.net/box/na%20me?timeout=30&comp=block&BlockId=a%3D%3D"));
        request.Headers.SetValue("x-ms-version", "2023-11-03");
        request.Headers.SetValue("x-ms-date", "Sun, 22 Nov 2026 12:00:00 GMT");
        request.Headers.SetValue("If-None-Match", "*");
        request.Content = RequestContent.Create(new byte[5]);
        Assert.Equal(
            "PUT\n\n\n5\n\n\n\n\n\n*\n\n\nx-ms-date:Sun, 22 Nov 2026 12:00:00 "
                + "GMT\nx-ms-version:2023-11-03\n/account/box/na%20me\nblockid:a==\ncomp:block\ntimeout:30",
            new SharedKeyPolicy("account", []).TextToSign(request));
        request.Content = RequestContent.Create(Array.Empty<byte>());
        Assert.StartsWith("PUT\n\n\n\n\n", new SharedKeyPolicy("account", []).TextToSign(request), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(StorageLimits.MaxPropertyChars, 1)]
    [InlineData(StorageLimits.MaxPropertyChars + 1, 2)]
    [InlineData(StorageLimits.MaxRecordChars, 16)]
    public void Json_is_split_over_properties_within_their_limit_RoundTrip(int chars, int properties)
    {
        // An emoji astride every boundary: a pair is never cut.
        var json = string.Concat("x", string.Concat(Enumerable.Repeat("😀", chars / 2)))[..chars];
        json = chars > 0 && char.IsHighSurrogate(json[^1]) ? json[..^1] + "y" : json;
        using var entity = JsonDocument.Parse(TableEntity.Write("p", "r", json, "w"));
        var parts = entity.RootElement.EnumerateObject().Where(p => p.Name[0] == 'J').ToList();
        Assert.Equal(properties, parts.Count);
        Assert.All(parts, part => Assert.InRange(part.Value.GetString()!.Length, 0, StorageLimits.MaxPropertyChars));
        Assert.Equal(json, TableEntity.Read(entity.RootElement, "e").Json);
        Assert.Equal("w", TableEntity.WriteOf(entity.RootElement));
    }

    [Fact]
    public void The_largest_allowed_batch_fits_the_service_and_the_smallest_refused_one_would_not_by_much()
    {
        var operations = Enumerable.Range(0, 100).Select(n => (RecordOperation)new Put(new string('ф', 500) + n, new string('"', 13_700)))
            .ToArray();
        StorageLimits.CheckBatch("Things", new string('ф', 512), operations);
        var sent = TableBatch.Write("https://account.table.core.windows.net", "Things", new string('ф', 512), operations, Guid.NewGuid()
            .ToString("N")).Content.Length;
        Assert.InRange(sent, 3_000_000, StorageLimits.MaxBatchBytes);
        Assert.Throws<StorageLimitException>(() =>
            StorageLimits.CheckBatch("Things", new string('ф', 512), [.. operations.Select(o => new Put(o.Row, new string('"', 15_000)))]));
    }

    [Fact]
    public void Inner_answers_of_a_batch_are_read_with_status_etag_and_index()
    {
        const string Applied =
            "--batchresponse_1\r\nContent-Type: multipart/mixed; "
            + "boundary=changesetresponse_2\r\n\r\n--changesetresponse_2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: "
            + "binary\r\n\r\n"
            + "HTTP/1.1 204 No Content\r\nETag: W/\"datetime'2026'\"\r\nDataServiceVersion: "
            + "1.0;\r\n\r\n\r\n--changesetresponse_2\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 No "
            + "Content\r\n\r\n\r\n--changesetresponse_2--\r\n--batchresponse_1--\r\n";
        Assert.Equal([(204, "W/\"datetime'2026'\""), (204, "")], TableBatch.Read(Applied).Select(a => (a.Status, a.ETag)));

        const string Refused =
            "--batchresponse_1\r\n\r\n--changesetresponse_2\r\n\r\nHTTP/1.1 412 Precondition Failed\r\nContent-Type: "
            + "application/json\r\n\r\n"
            + "{\"odata.error\":{\"code\":\"UpdateConditionNotSatisfied\",\"message\":{\"lang\":\"en-US\",\"value\":\"17:The update "
            + "condition was not satisfied.\\nRequestId:1\"}}}\r\n--changesetresponse_2--\r\n--batchresponse_1--\r\n";
        Assert.Equal(new TableBatchAnswer(412, "", new TableError("UpdateConditionNotSatisfied", 17)),
            Assert.Single(TableBatch.Read(Refused)));
        Assert.Equal(new TableError("", null), TableError.Read("<html>gateway</html>"));
    }

    [Fact]
    public void A_bound_with_half_a_pair_becomes_the_least_well_formed_text_above_it()
    {
        // Not a theory: attributes cannot hold half a pair.
        (string Bound, string Expected)[] cases =
        [
            ("abc", "abc"), ("a\U0001F600", "a\U0001F600"), ("a\uD83C\uE000", "a\uD83D\uDC00"),
            ("a\uDBFF\uE000", "a\uE000"), ("a\uD800", "a\U00010000"), ("a\uDC01x", "a\uE000"),
        ];
        Assert.All(cases, c => Assert.Equal(c.Expected, WellFormedBound.Of(c.Bound)));
    }

    [Theory]
    [InlineData("id", "one line", null)]
    [InlineData("id", "\nlines\n\n", "why")]
    [InlineData("ид-1", "", null)]
    public void A_message_on_a_queue_RoundTrip(string id, string body, string? reason)
    {
        var envelope = new QueueEnvelope(id, body, reason);
        Assert.Equal(envelope, QueueEnvelope.Read(envelope.Write(), "other"));
        Assert.Equal(envelope, QueueEnvelope.FromBase64(envelope.ToBase64(), "other"));
    }

    [Fact]
    public void Text_that_was_not_sent_from_here_is_a_message_as_it_is()
    {
        Assert.Equal(new QueueEnvelope("other", "{\"a\":1}", null), QueueEnvelope.Read("{\"a\":1}", "other"));
        Assert.Equal(new QueueEnvelope("other", "not base64!", null), QueueEnvelope.FromBase64("not base64!", "other"));
        Assert.Equal("plain", QueueEnvelope.FromBase64(Convert.ToBase64String(Encoding.UTF8.GetBytes("plain")), "other").Body);
    }

    [Fact]
    public void The_largest_message_fits_a_queue_with_the_longest_id_and_reason()
    {
        var envelope = new QueueEnvelope(new string('山', StorageLimits.MaxMessageIdChars), new string('x', StorageLimits.MaxMessageBytes),
            new string('山', StorageLimits.MaxReasonChars));
        Assert.InRange(envelope.ToBase64().Length, 0, 64 * 1024);
    }

    [Fact]
    public void Incomplete_options_are_refused_with_the_name_of_what_is_missing()
    {
        Assert.Contains("BlobServiceUri",
            Refusal(new AzureStorageOptions
            { TableServiceUri = new Uri("https://a.table.core.windows.net"), Credential = new UnsignedToken("a") }));
        Assert.Contains("AccountKey", Refusal(new AzureStorageOptions { ConnectionString = "AccountName=a" }));
        Assert.Contains("'='", Refusal(new AzureStorageOptions { ConnectionString = "nonsense" }));

        static string Refusal(AzureStorageOptions options)
            => Assert.Throws<FormatException>(() => new ServiceCollection().AddAzureStorage(options)).Message;
    }

    [Fact]
    public void Registration_gives_the_primitives_of_the_chosen_provider()
    {
        using var directory = new TemporaryDirectory();
        using (var embedded = new ServiceCollection().AddEmbeddedStorage(directory.Path).BuildServiceProvider())
        {
            Assert.Same(embedded.GetRequiredService<EmbeddedStorage>().Records, embedded.GetRequiredService<IRecordStore>());
            Assert.Same(embedded.GetRequiredService<EmbeddedStorage>().Blobs, embedded.GetRequiredService<IBlobStore>());
            Assert.Same(embedded.GetRequiredService<EmbeddedStorage>().Queue, embedded.GetRequiredService<IMessageQueue>());
        }

        EmbeddedStorage.Open(directory.Path, TimeProvider.System).Dispose();
        var options = new AzureStorageOptions { ConnectionString = "UseDevelopmentStorage=true" };
        using var queues = new ServiceCollection().AddAzureStorage(options).BuildServiceProvider();
        Assert.IsType<AzureMessageQueue>(queues.GetRequiredService<IMessageQueue>());
        using var bus =
            new ServiceCollection().AddAzureStorage(options
            with
            { ServiceBus = ServiceBusOptions.Parse("bus.servicebus.windows.net"), Credential = new UnsignedToken("a") })
            .BuildServiceProvider();
        Assert.IsType<ServiceBusSender>(bus.GetRequiredService<IMessageQueue>());
    }

    private sealed class Options : ClientOptions;
}
