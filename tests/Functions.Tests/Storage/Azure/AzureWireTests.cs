using System.Text;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Storage.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>The parts of the wire that no emulator is asked about.</summary>
public sealed class AzureWireTests
{
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
        var entity = RecordEntity.Write("p", "r", json, "w");
        var parts = entity.Where(p => p.Key[0] == 'J').Select(p => (string)p.Value).ToList();
        Assert.Equal(properties, parts.Count);
        Assert.All(parts, part => Assert.InRange(part.Length, 0, StorageLimits.MaxPropertyChars));
        Assert.Equal(json, RecordEntity.Read(entity).Json);
        Assert.Equal("w", RecordEntity.WriteOf(entity));
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
        Assert.Contains("base64", Refusal(new AzureStorageOptions { ConnectionString = "AccountName=a;AccountKey=%" }));
        Assert.Contains("Name=value", Refusal(new AzureStorageOptions { ConnectionString = "nonsense" }));

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
        Assert.IsType<ServiceBusMessageQueue>(bus.GetRequiredService<IMessageQueue>());
    }
}
