using System.Globalization;
using System.Text.Json.Nodes;
using Compliance.Functions.Demo;
using Compliance.Functions.Hosting;
using Compliance.Functions.Tests.Storage;

namespace Compliance.Functions.Tests.Demo;

/// <summary>Invented and real data never share a store, and nothing of a demo leaves it.</summary>
public sealed class DemoMarkerTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_demo_starts_in_a_directory_that_is_empty_or_not_there_and_goes_on_where_it_was_interrupted()
    {
        Assert.Empty(Errors());
        Assert.Empty(Errors(("COMPLIANCE_DATA_DIR", Path.Combine(_data.Path, "not-there"))));
        DemoMarker.Begin(_data.Path);
        File.WriteAllText(Path.Combine(_data.Path, "compliance.db"), "");
        Assert.Empty(Errors());
        Assert.False(DemoMarker.IsComplete(_data.Path));
        DemoMarker.Finish(_data.Path);
        DemoMarker.Begin(_data.Path);
        Assert.True(DemoMarker.IsComplete(_data.Path));
        Assert.Empty(Errors());
    }

    /// <summary>A start after an interrupted one told the same events of other moments, which were refused: the demo was never
    /// complete.</summary>
    [Fact]
    public void What_an_interrupted_start_told_is_told_again_word_for_word()
    {
        DemoMarker.Begin(_data.Path);
        File.SetLastWriteTimeUtc(Path.Combine(_data.Path, DemoMarker.FileName),
            new DateTime(2026, 11, 30, 10, 0, 0, 500, DateTimeKind.Utc));
        string[] Told() => [.. new DemoEvents(DemoMarker.BegunAt(_data.Path)).All(20)
            .Concat(new DemoOperations(DemoMarker.BegunAt(_data.Path)).Events()).Select(one => one.ToJsonString())];
        var first = Told();
        Assert.Equal(first.Length, first.Select(one => JsonNode.Parse(one)!["id"]!.GetValue<string>()).Distinct().Count());
        DemoMarker.Begin(_data.Path);
        Assert.Equal(first, Told());
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 10, 0, 0, TimeSpan.Zero), DemoMarker.BegunAt(_data.Path));
    }

    [Fact]
    public void The_operations_of_the_demo_are_marked_as_invented_and_none_signs_up_later_than_now()
    {
        var now = new DateTimeOffset(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);
        var operations = new DemoOperations(now);
        Assert.InRange(operations.Largest.Count, 20, 60);
        Assert.Empty(operations.Largest.Intersect(operations.Ordinary));
        Assert.All(operations.Events(), one =>
        {
            Assert.Contains(":demo-", one["subject"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.InRange(DateTimeOffset.Parse(one["time"]!.GetValue<string>(), CultureInfo.InvariantCulture), now.AddDays(-40), now);
        });
    }

    [Fact]
    public void A_directory_that_holds_anything_real_is_not_filled()
    {
        File.WriteAllText(Path.Combine(_data.Path, "compliance.db"), "");
        Assert.Contains("COMPLIANCE_DEMO", Assert.Single(Errors()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_directory_of_a_demo_serves_no_real_start_whether_or_not_it_is_complete(bool complete)
    {
        DemoMarker.Begin(_data.Path);
        if (complete)
        {
            DemoMarker.Finish(_data.Path);
        }

        Assert.Contains("COMPLIANCE_DATA_DIR", Assert.Single(Errors(("COMPLIANCE_DEMO", "false"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COMPLIANCE_OFFLINE", "false")]
    [InlineData("COMPLIANCE_WEBHOOKS", "one=https://example.org/hook")]
    [InlineData("COMPLIANCE_SMTP", "smtp://mail.example.org:587")]
    [InlineData("COMPLIANCE_CHECKPOINT_DIR", "checkpoints")]
    [InlineData("COMPLIANCE_OPENAI_API_KEY", "invented")]
    [InlineData("COMPLIANCE_OPENAI_WEBHOOK_SECRET", "whsec_MDEyMzQ1Njc4OTAxMjM0NQ==")]
    [InlineData("COMPLIANCE_STRIPE_IDENTITY_SECRET", "invented")]
    [InlineData("COMPLIANCE_PERSONA_SECRET", "invented")]
    [InlineData("COMPLIANCE_ENTRA_TENANT", "11111111-2222-3333-4444-555555555555")]
    public void A_demo_with_a_way_out_does_not_start(string key, string value)
    {
        Assert.Contains(Errors((key, value)), error => error.Contains(key, StringComparison.Ordinal)
            && error.Contains("COMPLIANCE_DEMO", StringComparison.Ordinal));
    }

    [Fact]
    public void A_demo_with_real_lists_does_not_start()
    {
        using var lists = new TemporaryDirectory();
        Assert.Contains("COMPLIANCE_LISTS_DIR", Assert.Single(Errors(("COMPLIANCE_LISTS_DIR", lists.Path))), StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Errors(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        { ["COMPLIANCE_DEMO"] = "true", ["COMPLIANCE_OFFLINE"] = "true", ["COMPLIANCE_DATA_DIR"] = _data.Path };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        new ServiceOptionsReader(key => all.GetValueOrDefault(key)).Read("Development", out var errors);
        return errors;
    }
}
