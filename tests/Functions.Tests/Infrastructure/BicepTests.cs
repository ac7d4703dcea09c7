using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Functions.Tests.Hosting.ContractDouble;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Infrastructure;

/// <summary>The infrastructure and the code name the same things, and nothing is open that need not be. Structure only: no compiler was
/// there.</summary>
public sealed partial class BicepTests
{
    /// <summary>Roles by the ids that Microsoft documents ("Azure built-in roles").</summary>
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["storageBlobDataOwner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["storageBlobDataContributor"] = "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        ["storageQueueDataContributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["storageTableDataContributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["serviceBusDataReceiver"] = "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
        ["serviceBusDataSender"] = "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
        ["keyVaultSecretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["keyVaultSecretsOfficer"] = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    };

    [SyntaxFact]
    public void Every_file_is_Bicep()
    {
        var start = new ProcessStartInfo("node")
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = SyntaxFactAttribute.Checker };
        start.ArgumentList.Add("check.mjs");
        foreach (var file in Directory.EnumerateFiles(BicepFiles.Folder, "*.bicep", SearchOption.AllDirectories))
        {
            start.ArgumentList.Add(file);
        }

        using var node = Process.Start(start)!;
        var said = node.StandardOutput.ReadToEnd() + node.StandardError.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, said);
    }

    [Fact]
    public void Tables_containers_and_queues_of_the_code_are_those_of_the_infrastructure()
    {
        var code = BicepFiles.NamesInCode.ToLookup(pair => pair.Kind is "Table" or "Queue" ? pair.Kind : "Container", pair => pair.Name);
        Assert.Equal(code["Table"].Distinct().Order(StringComparer.Ordinal), BicepFiles.Strings("tables"));
        Assert.Equal(code["Container"].Distinct().Order(StringComparer.Ordinal), BicepFiles.Strings("containers").Append(Audit)
            .Where(name => name != Audit || code["Container"].Contains(Audit)).Order(StringComparer.Ordinal));
        Assert.Equal(code["Queue"].Distinct().Order(StringComparer.Ordinal), BicepFiles.Strings("queues"));

        var triggers = HostFiles.OfThisBuild.Functions.Where(function => function.Trigger == FunctionFile.Queue).ToArray();
        Assert.Equal(BicepFiles.Strings("queues"), triggers.Select(function => function.Values["queueName"]).Order(StringComparer.Ordinal));
        Assert.Equal(triggers.Select(function => function.Name).Order(StringComparer.Ordinal),
            Disabled().Matches(BicepFiles.All["functionApp"]).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_that_the_service_reads_is_deployed_or_said_not_to_be()
    {
        var app = BicepFiles.All["functionApp"];
        var own = OwnSetting().Matches(app).Select(match => match.Groups[1].Value);
        var told = BicepFiles.Names.GetProperty("settings").EnumerateObject().Select(setting => setting.Name)
            .Concat(BicepFiles.Strings("secrets"))
                .Concat(BicepFiles.Names.GetProperty("notDeployed").EnumerateObject().Select(setting => setting.Name))
            // Read by the host for its triggers.
            .Concat(own.Where(setting => !setting.EndsWith("credential", StringComparison.Ordinal) && setting != "ServiceBus__clientId"));
        Assert.Equal(Read().Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        foreach (var connection in HostFiles.OfThisBuild.Functions.Where(function => function.Values.ContainsKey("connection"))
            .Select(function => function.Values["connection"]))
        {
            Assert.Contains(own, setting => setting.StartsWith(connection + "__", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Nothing_opens_with_a_key_and_nothing_speaks_old_protocols()
    {
        foreach (var account in Declared("Microsoft.Storage/storageAccounts"))
        {
            foreach (var line
                in new[] { "allowSharedKeyAccess: false", "allowBlobPublicAccess: false", "minimumTlsVersion: 'TLS1_2'",
                "supportsHttpsTrafficOnly: true", "publicNetworkAccess: 'Disabled'", "defaultAction: 'Deny'" })
            {
                Assert.Contains(line, account.Text, StringComparison.Ordinal);
            }
        }

        AssertHas("Microsoft.ServiceBus/namespaces", "disableLocalAuth: true", "minimumTlsVersion: '1.2'");
        AssertHas("Microsoft.ServiceBus/namespaces/queues", "requiresDuplicateDetection: true",
            "duplicateDetectionHistoryTimeWindow: 'PT1H'", "maxDeliveryCount: 10", "lockDuration: 'PT5M'",
            "deadLetteringOnMessageExpiration: true");
        AssertHas("Microsoft.Insights/components", "DisableLocalAuth: true");
        AssertHas("Microsoft.KeyVault/vaults", "enableRbacAuthorization: true", "enablePurgeProtection: true",
            "softDeleteRetentionInDays: 90");
        AssertHas("Microsoft.Web/sites", "httpsOnly: true", "minTlsVersion: '1.2'", "scmMinTlsVersion: '1.2'", "ftpsState: 'Disabled'",
            "name: 'custom'", "UserAssignedIdentity", "virtualNetworkSubnetId");
        AssertHas("Microsoft.Web/serverfarms", "name: 'FC1'", "tier: 'FlexConsumption'", "reserved: true");
        AssertHas("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow: false");
        AssertHas("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies", "allowProtectedAppendWrites: true",
            "immutabilityPeriodSinceCreationInDays: auditRetentionDays", "names.auditContainer");
        Assert.DoesNotContain(BicepFiles.All.Values, text => KeyFunction().IsMatch(text));
    }

    [Fact]
    public void Outputs_hold_no_secrets_and_names_are_taken_by_symbol_not_by_place()
    {
        foreach (var (file, text) in BicepFiles.All)
        {
            foreach (Match output in Output().Matches(text))
            {
                Assert.DoesNotMatch(@"(?i)list\w*\(|key1|primaryKey|password|secret|sas", output.Value);
            }

            Assert.DoesNotMatch(@"(?i)(password|secret|accountkey|sharedaccesskey)\w*\s*[:=]\s*'(?![0-9a-f]{8}-)[^'$@]+'", text);
            Assert.DoesNotMatch(@"(?i)\bparam \w*(password|secretvalue|key) string\b(?!.*secure)", text);
            Assert.False(file == "main" && text.Contains("names.queues[", StringComparison.Ordinal), "queues are taken by place");
        }
    }

    [Fact]
    public void Roles_are_the_documented_ones_and_data_is_granted_piece_by_piece()
    {
        var text = BicepFiles.All["roles"];
        Assert.Equal(Roles.OrderBy(pair => pair.Key, StringComparer.Ordinal), RoleLine().Matches(text)
            .Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal));
        var scopes = Declared("Microsoft.Authorization/roleAssignments")
            .ToDictionary(one => one.Symbol, one => Scope().Match(one.Text).Groups[1].Value);
        Assert.Equal("container[i] table[i] queue[i] queue[i]",
            string.Join(' ', new[] { "dataContainers", "dataTables", "receivers", "senders" }.Select(symbol => scopes[symbol])));
        Assert.DoesNotContain(scopes.Values, scope => scope is "" or "dataStorage" or "serviceBus" or "resourceGroup()");
        Assert.All(Declared("Microsoft.Authorization/roleAssignments")
            .Where(one => one.Symbol != "officers"),
            one => Assert.Contains("principalType: 'ServicePrincipal'", one.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_resource_has_a_version_that_was_looked_up_and_every_parameter_of_an_environment_exists()
    {
        string[] versions =
        [
            "2024-03-01", "2024-11-01", "2024-01-01", "2023-07-01", "2024-05-01", "2020-06-01", "2023-09-01", "2020-02-02",
                "2021-05-01-preview",
            "2023-12-01", "2018-03-01", "2020-10-01", "2022-06-15", "2023-01-01", "2023-01-31", "2022-04-01", "2020-05-01", "2023-11-01",
        ];
        Assert.Empty(BicepFiles.Resources.Where(resource => !versions.Contains(resource.Version))
            .Select(resource => $"{resource.File}: {resource.Type}@{resource.Version}"));
        var parameters = MainParameter().Matches(BicepFiles.All["main"]).Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(BicepFiles.Folder, "parameters"), "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            Assert.Empty(document.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name)
                .Except(parameters));
        }
    }

    [Fact]
    public void Log_alerts_search_for_what_the_code_writes()
    {
        var sources = string.Concat(
            Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), "functions"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));
        var searched = Searched().Matches(BicepFiles.All["alerts"]).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(searched);
        Assert.All(searched, text => Assert.True(sources.Contains(text, StringComparison.Ordinal), $"no log line says '{text}'"));
    }

    /// <summary>Every key that the service asks for.</summary>
    private static HashSet<string> Read()
    {
        var read = new HashSet<string>(StringComparer.Ordinal) { "ASPNETCORE_ENVIRONMENT", "NO_COLOR" };
        // Some keys are asked for only where a storage account is named.
        foreach (var storage in new[] { null, "UseDevelopmentStorage=true" })
        {
            new Functions.Hosting.ServiceOptionsReader(key =>
            {
                read.Add(key == "urls" ? "ASPNETCORE_URLS" : key.Replace(":", "__", StringComparison.Ordinal));
                return key == "ComplianceStorage" ? storage : null;
            }).Read("Development", out _);
        }

        return read;
    }

    private static string Audit => BicepFiles.Names.GetProperty("auditContainer").GetString()!;

    private static IEnumerable<(string File, string Symbol, string Type, string Version, string Text, bool Existing)> Declared(string type)
    {
        var found = BicepFiles.Resources.Where(resource => resource.Type == type && !resource.Existing).ToArray();
        Assert.NotEmpty(found);
        return found;
    }

    private static void AssertHas(string type, params string[] lines)
    {
        foreach (var resource in Declared(type))
        {
            Assert.All(lines, line => Assert.Contains(line, resource.Text, StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"'AzureWebJobs\.(\w+)\.Disabled': 'true'")]
    private static partial Regex Disabled();

    [GeneratedRegex(@"(?m)^  ((?:ComplianceStorage|ServiceBus)__\w+):")]
    private static partial Regex OwnSetting();

    [GeneratedRegex(@"\blist(Keys|AccountSas|ServiceSas|Credentials|Secrets)\(")]
    private static partial Regex KeyFunction();

    [GeneratedRegex(@"(?m)^output .*$")]
    private static partial Regex Output();

    [GeneratedRegex(@"(?m)^  (\w+): '([0-9a-f]{8}-[0-9a-f-]{27})'$")]
    private static partial Regex RoleLine();

    [GeneratedRegex(@"(?m)^  scope: (\S+)$")]
    private static partial Regex Scope();

    [GeneratedRegex(@"(?m)^param (\w+) ")]
    private static partial Regex MainParameter();

    [GeneratedRegex("has \"([^\"]+)\"")]
    private static partial Regex Searched();
}
