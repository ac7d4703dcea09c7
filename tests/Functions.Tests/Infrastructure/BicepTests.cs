using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Functions.Tests.Hosting.ContractDouble;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Infrastructure;

/// <summary>The infrastructure and the code name the same things, and nothing is open that need not be.</summary>
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

    [BicepTheory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void What_the_code_names_is_deployed_and_granted_piece_by_piece(string environment)
    {
        var deployed = BicepCompiler.PredictionOf(environment);
        var containers = BicepFiles.Strings("containers").Append(Audit).ToArray();
        Assert.Equal(BicepFiles.Strings("tables"), deployed.NamesOf("Microsoft.Storage/storageAccounts/tableServices/tables"));
        Assert.Equal(BicepFiles.Strings("queues"), deployed.NamesOf("Microsoft.ServiceBus/namespaces/queues"));
        Assert.Equal(containers.Append("deployments").Order(StringComparer.Ordinal),
            deployed.NamesOf("Microsoft.Storage/storageAccounts/blobServices/containers"));
        var grants = deployed.OfType("Microsoft.Authorization/roleAssignments")
            .ToLookup(grant => grant.Value("properties.roleDefinitionId")!.Split('/')[^1],
                grant => Granted().Match(grant.Id).Groups[1].Value);
        Assert.All(deployed.OfType("Microsoft.Authorization/roleAssignments"),
            grant => Assert.Equal("ServicePrincipal", grant.Value("properties.principalType")));
        AssertGranted("storageBlobDataContributor", "containers", containers);
        AssertGranted("storageTableDataContributor", "tables", BicepFiles.Strings("tables"), onHost: true);
        AssertGranted("serviceBusDataReceiver", "queues", BicepFiles.Strings("queues"));
        AssertGranted("serviceBusDataSender", "queues", BicepFiles.Strings("queues"));

        void AssertGranted(string role, string kind, string[] names, bool onHost = false) =>
            Assert.Equal(names.Select(name => $"{kind}/{name}").Concat(onHost ? ["storageAccounts/sthost"] : [])
                .Order(StringComparer.Ordinal), grants[Roles[role]].Order(StringComparer.Ordinal));
    }

    [BicepTheory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Nothing_opens_with_a_key_and_nothing_speaks_old_protocols(string environment)
    {
        var deployed = BicepCompiler.PredictionOf(environment);
        AssertAll("Microsoft.Storage/storageAccounts", ("properties.allowSharedKeyAccess", "False"),
            ("properties.allowBlobPublicAccess", "False"), ("properties.minimumTlsVersion", "TLS1_2"),
            ("properties.supportsHttpsTrafficOnly", "True"), ("properties.publicNetworkAccess", "Disabled"),
            ("properties.networkAcls.defaultAction", "Deny"));
        AssertAll("Microsoft.ServiceBus/namespaces", ("properties.disableLocalAuth", "True"), ("properties.minimumTlsVersion", "1.2"));
        AssertAll("Microsoft.ServiceBus/namespaces/queues", ("properties.requiresDuplicateDetection", "True"),
            ("properties.duplicateDetectionHistoryTimeWindow", "PT1H"), ("properties.maxDeliveryCount", "10"),
            ("properties.lockDuration", "PT5M"), ("properties.deadLetteringOnMessageExpiration", "True"));
        AssertAll("Microsoft.Insights/components", ("properties.DisableLocalAuth", "True"));
        AssertAll("Microsoft.KeyVault/vaults", ("properties.enableRbacAuthorization", "True"),
            ("properties.enablePurgeProtection", "True"), ("properties.softDeleteRetentionInDays", "90"),
            ("properties.publicNetworkAccess", "Disabled"));
        AssertAll("Microsoft.Web/sites", ("properties.httpsOnly", "True"), ("properties.siteConfig.minTlsVersion", "1.2"),
            ("properties.siteConfig.scmMinTlsVersion", "1.2"), ("properties.siteConfig.ftpsState", "Disabled"),
            ("properties.functionAppConfig.runtime.name", "dotnet-isolated"), ("properties.functionAppConfig.runtime.version", "10.0"),
            ("properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"));
        AssertAll("Microsoft.Web/serverfarms", ("sku.name", "FC1"), ("sku.tier", "FlexConsumption"), ("properties.reserved", "True"));
        AssertAll("Microsoft.Web/sites/basicPublishingCredentialsPolicies", ("properties.allow", "False"));
        Assert.Equal(["ftp", "scm"], deployed.NamesOf("Microsoft.Web/sites/basicPublishingCredentialsPolicies"));
        Assert.DoesNotContain(BicepFiles.All.Values, text => KeyFunction().IsMatch(text));

        void AssertAll(string type, params (string Path, string Value)[] values) =>
            Assert.All(deployed.OfType(type), resource => Assert.All(values, value => Assert.Equal(value.Value, resource.Value(value.Path))));
    }

    /// <summary>Checkpoints prove the records: they are protected as long as records are kept (31 CFR 501.601: ten years).</summary>
    [BicepFact]
    public void Checkpoints_of_production_are_write_once_for_as_long_as_records_are_kept()
    {
        var policy = Assert.Single(BicepCompiler.PredictionOf("prod")
            .OfType("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies"));
        Assert.Contains($"/{Audit}/", policy.Name, StringComparison.Ordinal);
        Assert.Equal("True", policy.Value("properties.allowProtectedAppendWrites"));
        var kept = new DateOnly(2026, 1, 1).AddYears(10).DayNumber - new DateOnly(2026, 1, 1).DayNumber;
        Assert.InRange(int.Parse(policy.Value("properties.immutabilityPeriodSinceCreationInDays")!, CultureInfo.InvariantCulture),
            kept + 1, kept + 366);
    }

    /// <summary>The account keeps a version of every blob that the service deletes; a rule must end each, or what was erased stays.</summary>
    [BicepTheory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Versions_of_what_the_service_deleted_go_in_every_container_but_the_write_once_one(string environment)
    {
        var policy = Assert.Single(BicepCompiler.PredictionOf(environment).OfType("Microsoft.Storage/storageAccounts/managementPolicies"));
        var prefixes = from rule in policy.Body.GetProperty("properties").GetProperty("policy").GetProperty("rules").EnumerateArray()
                       let definition = rule.GetProperty("definition")
                       where definition.GetProperty("actions").TryGetProperty("version", out _)
                       from prefix in definition.GetProperty("filters").GetProperty("prefixMatch").EnumerateArray()
                       select prefix.GetString()!;
        Assert.Equal(BicepFiles.Strings("containers").Select(name => name + "/"), prefixes.Order(StringComparer.Ordinal));
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
    public void Roles_are_the_documented_ones() =>
        Assert.Equal(Roles.OrderBy(pair => pair.Key, StringComparer.Ordinal), RoleLine().Matches(BicepFiles.All["roles"])
            .Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal));

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

    [GeneratedRegex(@"'[^']*/((?:containers|tables|queues)/[^'/]+|storageAccounts/sthost|components/|vaults/)[^'/]*', 'Microsoft")]
    private static partial Regex Granted();

    [GeneratedRegex("has \"([^\"]+)\"")]
    private static partial Regex Searched();
}
