namespace Compliance.ScreeningCore.Tests.Conventions;

/// <summary>A folder of the app holds everything of its feature, so a request is followed inside one folder.</summary>
public sealed class FeatureFolderTests
{
    private static readonly string[] Features =
    [
        "Screening", "Watchlists", "Rescreening", "Location", "Alerts", "Subjects", "Events", "Policies", "Routing", "Risk", "Networks",
        "Extraction", "Enforcement",
        "Leads", "ProviderNotices", "Notices", "Appeals", "Cases", "Quality", "Analytics", "Records", "Operations", "Console",
        "Demo", "Yente",
    ];

    private static readonly string[] Beneath = ["Hosting", "Storage", "Identity", "Telemetry"];

    [Fact]
    public void Every_folder_of_the_app_is_a_feature_or_what_features_stand_on()
    {
        var folders = SourceTree.Sources("functions")
            .Select(file => Path.GetRelativePath(Path.Combine(SourceTree.Root, "functions"), file).Split(Path.DirectorySeparatorChar))
            .Where(parts => parts.Length > 1).Select(parts => parts[0]).Distinct();
        Assert.Empty(folders.Except([.. Features, .. Beneath]));
    }
}
