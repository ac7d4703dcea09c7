using System.Text.Json;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Tests;

public sealed class ListsVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task Status_shows_every_list_of_a_directory()
    {
        var lists = _folder.WriteLists();
        Assert.Contains("2026-02-27", (await _folder.RunAsync("lists", "status", "--lists", lists)).Out);
        var list = Assert.Single((await _folder.RunAsync("lists", "status", "--lists", lists, "--json")).Json.EnumerateArray());
        Assert.Equal("un-sc", list.GetProperty("code").GetString());
        Assert.Equal(950, list.GetProperty("parties").GetInt32());
    }

    [Fact]
    public async Task Diff_names_what_was_added_removed_and_amended()
    {
        var old = _folder.WriteLists("old", "2026-02-27", "Amadou|Zwillich|1961", "Pia|Huxgar|1970");
        var @new = _folder.WriteLists("new", "2026-03-01", "Amadou|Zwillich|1962", "Pia|Huxgar|1970", "Ottoline|Brinmor|1980");
        var result = await _folder.RunAsync("lists", "diff", old, @new, "--json");
        var change = Assert.Single(result.Json.EnumerateArray());
        Assert.Equal(["un-sc:XXi.2003"], Entries(change, "added"));
        Assert.Equal(["un-sc:XXi.2001"], Entries(change, "amended"));
        Assert.Empty(Entries(change, "removed"));
        Assert.Equal(["un-sc:XXi.2003"], Entries((await _folder.RunAsync("lists", "diff", @new, old, "--json")).Json[0], "removed"));
        Assert.Contains("1 added, 0 removed, 1 amended", (await _folder.RunAsync("lists", "diff", old, @new)).Out);
    }

    [Fact]
    public async Task Imported_lists_are_stored_and_screened_against()
    {
        Assert.Equal(2, (await _folder.RunAsync("lists", "status")).ExitCode);
        Assert.Equal(0, (await _folder.RunAsync("lists", "import", _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961"))).ExitCode);
        Assert.Contains("un-sc", (await _folder.RunAsync("lists", "status")).Out);
        Assert.Contains("un-sc:XXi.2001", (await _folder.RunAsync("screen", "Amadou Zwillich")).Out);
    }

    [Fact]
    public async Task An_empty_directory_imports_nothing_and_says_so()
    {
        Directory.CreateDirectory(_folder.PathOf("empty"));
        var result = await _folder.RunAsync("lists", "import", _folder.PathOf("empty"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("holds no list that can be read", result.Error);
    }

    [Fact]
    public async Task A_store_that_the_service_has_open_is_refused_with_the_way_round_it()
    {
        using var service = EmbeddedStorage.Open(_folder.PathOf("data"), TimeProvider.System);
        var result = await _folder.RunAsync("lists", "import", _folder.WriteLists());
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("/api/v1/lists/CODE/refresh", result.Error);
    }

    [Fact]
    public async Task Only_lists_that_are_known_can_be_refreshed()
    {
        var result = await _folder.RunAsync("lists", "refresh", "xx-nowhere");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("un-sc", result.Error);
        Assert.Equal(2, (await _folder.RunAsync("lists", "refresh", "Not A Code")).ExitCode);
    }

    [Fact]
    public async Task A_list_that_cannot_be_fetched_is_reported_and_the_stored_one_stays()
    {
        await _folder.RunAsync("lists", "import", _folder.WriteLists());
        _folder.Settings["COMPLIANCE_LIST_URLS"] = "un-sc/consolidated.xml=http://127.0.0.1:9/consolidated.xml";
        var result = await _folder.RunAsync("lists", "refresh", "un-sc");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("un-sc: not brought into use", result.Error);
        Assert.Contains("950", result.Out);
    }

    [Fact]
    public async Task Every_import_is_in_the_history_and_an_earlier_version_can_be_brought_back()
    {
        await ImportAsync("a", "2026-02-27", "Amadou|Zwillich|1961");
        await ImportAsync("b", "2026-03-01", "Amadou|Zwillich|1962");
        var history = (await _folder.RunAsync("lists", "history", "un-sc", "--json")).Json;
        var versions = history.GetProperty("versions").EnumerateArray().Select(one => one.GetProperty("hash").GetString()!).ToArray();
        Assert.Equal(versions[1], history.GetProperty("inUse").GetString());
        Assert.Equal(64, history.GetProperty("versions")[0].GetProperty("files")[0].GetProperty("sha256").GetString()!.Length);

        var rollback = await _folder.RunAsync("lists", "rollback", "un-sc", "--to", versions[0][..10], "--reason",
            "The new version is wrong.", "--by", "olga");
        Assert.Equal(0, rollback.ExitCode);
        Assert.Contains("1961", (await _folder.RunAsync("screen", "Amadou Zwillich", "--explain")).Out);
        Assert.Equal(3, (await _folder.RunAsync("lists", "import", _folder.PathOf("b"))).ExitCode); // It stays out.
        var shown = await _folder.RunAsync("lists", "history", "un-sc");
        Assert.Contains("olga", shown.Out);
        Assert.Contains("intact", shown.Out);

        Assert.Equal(0, (await _folder.RunAsync("lists", "release", "un-sc", "--reason", "The publisher was right.")).ExitCode);
        Assert.Equal(0, (await _folder.RunAsync("lists", "import", _folder.PathOf("b"))).ExitCode);
        Assert.Contains("1962", (await _folder.RunAsync("screen", "Amadou Zwillich", "--explain")).Out);
    }

    [Fact]
    public async Task Stored_versions_are_compared_by_hash_by_day_and_as_in_use_with_the_fields_that_changed()
    {
        await ImportAsync("a", "2026-02-27", "Amadou|Zwillich|1961");
        await ImportAsync("b", "2026-03-01", "Amadou|Zwillich|1962");
        var result = await _folder.RunAsync("lists", "diff", "un-sc@2026-02-28", "un-sc");
        Assert.Contains("birth dates: − 1961; + 1962", result.Out);
        var byHash = (await _folder.RunAsync("lists", "history", "un-sc", "--json")).Json.GetProperty("versions")[0].GetProperty("hash")
            .GetString()!;
        var field = Assert.Single((await _folder.RunAsync("lists", "diff", $"un-sc@{byHash[..9]}", "un-sc", "--json")).Json[0]
            .GetProperty("fields").EnumerateArray());
        Assert.Equal("birthDates", field.GetProperty("field").GetString());
        Assert.Equal(2, (await _folder.RunAsync("lists", "diff", "un-sc@2020-01-01", "un-sc")).ExitCode);
    }

    [Fact]
    public async Task A_version_kept_for_look_backs_changes_nothing_in_use_and_is_found_by_its_day()
    {
        await ImportAsync("b", "2026-03-01", "Amadou|Zwillich|1962");
        Assert.Equal(0,
            (await _folder.RunAsync("lists", "import", _folder.WriteLists("a", "2026-02-27", "Amadou|Zwillich|1961"), "--past")).ExitCode);
        Assert.Contains("2026-03-01", (await _folder.RunAsync("lists", "status")).Out);
        Assert.Contains("0 added, 0 removed, 1 amended", (await _folder.RunAsync("lists", "diff", "un-sc@2026-02-27", "un-sc")).Out);
    }

    [Fact]
    public async Task A_refused_version_is_accepted_by_name_and_with_a_reason_only()
    {
        await ImportAsync("b", "2026-03-01", "Amadou|Zwillich|1962");
        // Older than the one in use.
        Assert.Equal(3,
            (await _folder.RunAsync("lists", "import", _folder.WriteLists("a", "2026-02-27", "Amadou|Zwillich|1961"))).ExitCode);
        var refused = (await _folder.RunAsync("lists", "history", "un-sc", "--json")).Json.GetProperty("versions").EnumerateArray()
            .Single(one => one.GetProperty("state").GetString() == "refused");
        Assert.StartsWith("older: ", refused.GetProperty("refusal").GetString(), StringComparison.Ordinal);
        var hash = refused.GetProperty("hash").GetString()![..8];
        Assert.Equal(1, (await _folder.RunAsync("lists", "accept", "un-sc", hash)).ExitCode);
        Assert.Equal(2, (await _folder.RunAsync("lists", "accept", "un-sc", hash, "--reason", " ")).ExitCode);
        Assert.Equal(0,
            (await _folder.RunAsync("lists", "accept", "un-sc", hash, "--reason", "The publisher took its last version back.")).ExitCode);
        Assert.Contains("2026-02-27", (await _folder.RunAsync("lists", "status")).Out);
    }

    [Fact]
    public void A_long_text_that_changed_in_one_place_is_shown_by_that_place()
    {
        var (old, now) = ($"{new string('a', 300)} link https://old.example/1 {new string('b', 300)}",
            $"{new string('a', 300)} link https://new.example/1 {new string('b', 300)}");
        var text = ChangedValues.Of(new FieldChange("remarks", JsonSerializer.Serialize(old), JsonSerializer.Serialize(now))).AsText();
        Assert.Contains("https://old.example/1", text, StringComparison.Ordinal);
        Assert.Contains("+ …", text, StringComparison.Ordinal);
        Assert.Contains("https://new.example/1", text, StringComparison.Ordinal);
        Assert.True(text.Length < 200, text);
    }

    [Fact]
    public async Task A_version_refused_at_first_import_is_compared_with_nothing()
    {
        await _folder.RunAsync("lists", "import", _folder.WriteLists());
        _folder.Write("small/sema-lmes.xml", await File.ReadAllTextAsync(Path.Combine(Compliance.Tests.Shared.TestData.RepositoryRoot(),
            "tests", "Lists.Tests", "Fixtures", "ca-sema", "before", "2026-02-05", "sema-lmes.xml")));
        Assert.Equal(3, (await _folder.RunAsync("lists", "import", _folder.PathOf("small"))).ExitCode);
        var hash = (await _folder.RunAsync("lists", "history", "ca-sema", "--json")).Json.GetProperty("versions")[0].GetProperty("hash")
            .GetString()!;
        var result = await _folder.RunAsync("lists", "diff", "ca-sema", $"ca-sema@{hash[..8]}", "--json");
        Assert.NotEqual(0, result.Json[0].GetProperty("added").GetArrayLength());
    }

    public void Dispose() => _folder.Dispose();

    private async Task ImportAsync(string folder, string day, string alsoListed) =>
        Assert.Equal(0, (await _folder.RunAsync("lists", "import", _folder.WriteLists(folder, day, alsoListed))).ExitCode);

    private static string[] Entries(JsonElement change, string kind)
        => [.. change.GetProperty(kind).EnumerateArray().Select(entry => entry.GetString()!)];
}
