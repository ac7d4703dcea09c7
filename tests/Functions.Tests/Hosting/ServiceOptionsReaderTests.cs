using System.Text.Json;
using Compliance.Functions.Hosting;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Hosting;

public sealed class ServiceOptionsReaderTests
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Fact]
    public void Without_settings_the_service_listens_on_loopback_and_keeps_its_data_beside_it()
    {
        var options = Read([], "Development", out var errors);

        Assert.Empty(errors);
        Assert.Equal(RunMode.Standalone, options.Mode);
        Assert.Equal("http://127.0.0.1:7071", Assert.Single(options.Urls));
        Assert.Equal(".data", options.DataDirectory);
        Assert.True(options.IsOpen);
    }

    [Theory]
    [InlineData("Production", "http://127.0.0.1:7071")]
    [InlineData("Staging", "http://localhost:7071")]
    public void The_api_is_open_in_Development_only(string environment, string urls)
    => Assert.False(Read(new() { ["urls"] = urls }, environment, out _).IsOpen);

    [Theory]
    [InlineData("http://0.0.0.0:7071")]
    [InlineData("http://*:80")]
    [InlineData("http://+:80")]
    [InlineData("http://[::]:7071")]
    [InlineData("http://192.0.2.1:7071")]
    [InlineData("http://127.0.0.1:7071;http://example.org:80")]
    public void Listening_where_others_reach_needs_keys_in_every_environment(string urls)
    {
        foreach (var environment in new[] { "Development", "Production" })
        {
            Read(new() { ["urls"] = urls }, environment, out var errors);
            Assert.Contains("COMPLIANCE_API_KEYS", Assert.Single(errors), StringComparison.Ordinal);

            Assert.False(Read(new() { ["urls"] = urls, ["COMPLIANCE_API_KEYS"] = $"router:{Hash}:screening" }, environment, out errors)
                .IsOpen);
            Assert.Empty(errors);
        }
    }

    [Fact]
    public void Under_the_Functions_host_the_service_listens_on_loopback_whatever_is_set_and_the_api_is_closed()
    {
        var options = new ServiceOptionsReader(key => key == "urls" ? "http://0.0.0.0:80" : null)
            .Read("Development", out var errors, RunMode.Functions);

        Assert.Empty(errors);
        Assert.Equal(RunMode.Functions, options.Mode);
        Assert.True(options.IsLoopback);
        Assert.False(options.IsOpen);
    }

    [Theory]
    [InlineData("COMPLIANCE_LISTS_DIR", "/nowhere/at/all")]
    [InlineData("COMPLIANCE_LISTS", "us-ofac-sdn,atlantis")]
    [InlineData("COMPLIANCE_LIST_URLS", "un-sc=https://example.org")]
    [InlineData("COMPLIANCE_LIST_URLS", "un-sc/list.xml=ftp://example.org")]
    [InlineData("COMPLIANCE_USER_AGENT", "curl/8")]
    [InlineData("COMPLIANCE_OFFLINE", "yes")]
    [InlineData("COMPLIANCE_API_KEYS", "router:abc:screening")]
    [InlineData("COMPLIANCE_API_KEYS", "router:" + Hash + ":everything")]
    [InlineData("COMPLIANCE_API_KEYS", "router")]
    [InlineData("COMPLIANCE_GEOIP_MAX_AGE_DAYS", "old")]
    [InlineData("ComplianceStorage:tableServiceUri", "account")]
    public void A_wrong_setting_is_named_with_how_to_mend_it(string key, string value)
    {
        Read(new() { [key] = value }, "Development", out var errors);

        Assert.NotEmpty(errors);
        Assert.Contains(key.Split(':')[0], errors[0], StringComparison.Ordinal);
        Assert.True(errors[0].Length > key.Length + 30, errors[0]);
        Assert.DoesNotContain(Hash, errors[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COMPLIANCE_WEBHOOK", "COMPLIANCE_WEBHOOKS")]
    [InlineData("COMPLIANCE_LISTS_DIRECTORY", "COMPLIANCE_LISTS_DIR")]
    [InlineData("COMPLIANCE_SMTP_PASSWD", "COMPLIANCE_SMTP_PASSWORD")]
    [InlineData("COMPLIANCE_SECRET_KEY", "COMPLIANCE_SECRET")]
    [InlineData("COMPLIANCE_OPENAI__API_KEY", "COMPLIANCE_OPENAI_API_KEY")]
    [InlineData("COMPLIANCE_WEBHOOKS_URL", "")]
    public void A_misspelt_setting_is_named_also_where_it_goes_on_from_one_that_exists(string misspelt, string meant)
    {
        var reader = new ServiceOptionsReader(_ => null);
        reader.Read("Development", out _);

        Assert.Contains(meant, Assert.Single(reader.UnknownOf([misspelt, "COMPLIANCE_LISTS", "PATH"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_of_the_deployment_is_known()
    {
        var reader = new ServiceOptionsReader(_ => null);
        reader.Read("Development", out _);
        using var names = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(TestData.RepositoryRoot(), "infra-bicep", "names.json")));

        Assert.Empty(reader.UnknownOf(
        [
            .. names.RootElement.GetProperty("settings").EnumerateObject().Select(one => one.Name),
            .. names.RootElement.GetProperty("secrets").EnumerateArray().Select(one => one.GetString()!),
            .. names.RootElement.GetProperty("notDeployed").EnumerateObject().Select(one => one.Name),
            "COMPLIANCE_TEST_DATA", "COMPLIANCE_DEMO_DATA_DIR",
        ]));
    }

    private static ServiceOptions Read(Dictionary<string, string> settings, string environment, out IReadOnlyList<string> errors) =>
        new ServiceOptionsReader(key => settings.GetValueOrDefault(key)).Read(environment, out errors);
}
