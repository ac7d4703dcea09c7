using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Records.Export;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Tests.Console;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Compliance.Functions.Tests.Records;

public sealed class EvidenceExportTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime, IDisposable
{
    private readonly RecordHost _host = new();
    private string _screening = "";

    public async Task InitializeAsync()
    {
        _screening = await _host.ScreenAsync("acct_1", InventedLists.Listed, "1961-04-17");
        await _host.ScreenAsync("acct_1", InventedLists.Listed);
        await _host.ScreenAsync("acct_2", InventedLists.Unlisted);
        await _host.DecideAsync("acct_1", Disposition.TrueMatch, "same_name_and_birth_date");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task The_same_state_gives_the_same_bytes_and_an_old_checkpoint_gives_its_bytes_again()
    {
        var first = await MakeAsync(ExportKind.Subject, "acct_1");
        var second = await MakeAsync(ExportKind.Subject, "acct_1");
        Assert.Equal(first.Sha256, second.Sha256);
        await _host.ScreenAsync("acct_1", InventedLists.Listed);
        var third = await MakeAsync(ExportKind.Subject, "acct_1");
        Assert.NotEqual(first.Sha256, third.Sha256);
        Assert.Equal(first.Sha256, (await MakeAsync(ExportKind.Subject, "acct_1", first.CheckpointSize)).Sha256);
    }

    [Fact]
    public async Task Every_file_has_the_hash_of_the_manifest_and_nothing_of_another_subject_is_in_it()
    {
        foreach (var (kind, id)
            in new[] { (ExportKind.Subject, "acct_1"), (ExportKind.Alert, AlertId.FirstOfSubject("acct_1").ToString()),
            (ExportKind.Screening, _screening) })
        {
            var files = Unzip((await MakeAsync(kind, id)).Zip);
            using var manifest = JsonDocument.Parse(files["manifest.json"]);
            var named = manifest.RootElement.GetProperty("files").EnumerateArray()
                .ToDictionary(file => file.GetProperty("path").GetString()!, file => file.GetProperty("sha256").GetString());
            Assert.Equal(named.Keys.Append("manifest.json").Append("viewer.html")
                .Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
            Assert.All(named, pair => Assert.Equal(pair.Value, AuditRecord.HashOf(files[pair.Key])));
            Assert.Contains(named.Keys, path => path.StartsWith("lists/test-list_1.", StringComparison.Ordinal));
            Assert.Contains($"screenings/{_screening}.json", named.Keys);
            Assert.DoesNotContain(files.Values, bytes => Encoding.UTF8.GetString(bytes).Contains("acct_2", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_export_is_itself_recorded_with_the_hash_of_what_left()
    {
        var bundle = await MakeAsync(ExportKind.Subject, "acct_1");
        await _host.Get<LogSealer>().SealAsync(default);
        var log = _host.Get<AuditLog>();
        var about = await log.AboutAsync(AlertId.FirstOfSubject("acct_1").SubjectKey, default);
        var record = (await log.FindAsync(about[^1], default))!;
        Assert.Equal(("auditor", RecordActs.EvidenceExported, bundle.Sha256), (record.Actor, record.Act, record.ContentHash));
    }

    /// <summary>What was seen: unpacked on Linux, no file of it could be opened; and the key that the subject's page shows found
    /// nothing.</summary>
    [Fact]
    public async Task Everybody_may_read_what_is_unpacked_and_a_subject_is_found_by_the_key_of_its_page()
    {
        using var zip = new ZipArchive(new MemoryStream((await MakeAsync(ExportKind.Subject, "acct_1")).Zip));
        Assert.All(zip.Entries, entry => Assert.Equal(Convert.ToInt32("100644", 8), (entry.ExternalAttributes >> 16) & 0xFFFF));
        var byKey = Unzip((await MakeAsync(ExportKind.Subject, AlertId.FirstOfSubject("acct_1").SubjectKey)).Zip);
        var byId = Unzip((await MakeAsync(ExportKind.Subject, "acct_1")).Zip);
        Assert.Equal(byId.Keys.Where(path => path.StartsWith("screenings", StringComparison.Ordinal)),
            byKey.Keys.Where(path => path.StartsWith("screenings", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_is_exported_of_what_is_not_there()
    {
        Assert.Null(await _host.Get<EvidenceExport>().MakeAsync(ExportKind.Subject, "acct_9", null, "auditor", default));
        Assert.Null(await _host.Get<EvidenceExport>().MakeAsync(ExportKind.Screening, "scr_nonsense", null, "auditor", default));
        await Assert.ThrowsAsync<InvalidDataException>(() => MakeAsync(ExportKind.Subject, "acct_1", 999_999));
    }

    [Fact]
    public async Task The_command_writes_the_zip_and_says_its_hash()
    {
        var path = Path.Combine(_host.CheckpointFolder, "..", "evidence.zip");
        var (code, output) = await _host.RunAsync("audit", "export", "--subject", "acct_1", "--out", path, "--by", "auditor");
        Assert.Equal(0, code);
        Assert.Equal(JsonDocument.Parse(output).RootElement.GetProperty("sha256")
            .GetString(), AuditRecord.HashOf(await File.ReadAllBytesAsync(path)));
    }

    [FactWithChromium]
    public async Task The_page_in_the_zip_checks_every_hash_without_network_and_finds_what_was_changed()
    {
        var files = Unzip((await MakeAsync(ExportKind.Subject, "acct_1")).Zip);
        var html = Encoding.UTF8.GetString(files["viewer.html"]);
        foreach (var (name, page) in new[] { ("desktop", (1280, false)), ("phone", (390, false)), ("dark", (1280, true)) })
        {
            Assert.Equal((true, 0, ""), await OpenAsync(html, name, page.Item1, page.Item2));
        }

        // Each as text of the embedded data: a digit of a hash in the log, a letter of the evidence, the root of the checkpoint.
        var entry = JsonDocument.Parse(files["record/entries.json"]).RootElement[0].GetProperty("hash").GetString()!;
        var root = Encoding.UTF8.GetString(files["record/checkpoint.txt"]).Split('\n')[2]["root ".Length..];
        foreach (var (from, to)
            in new[] { (entry, Flipped(entry)), (root, Flipped(root)), (InventedLists.Listed, "Somebody Else Entirely"), ("ana", "eve") })
        {
            var (ok, _, _) = await OpenAsync(html.Replace(from, to, StringComparison.Ordinal), null, 1280, false);
            Assert.False(ok, $"{from} was changed to {to} unseen");
        }
    }

    private async Task<(bool Ok, int Violations, string Complaints)> OpenAsync(string html, string? picture, int width, bool dark)
    {
        var path = Path.Combine(Path.GetTempPath(), $"compliance-viewer-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(path, html);
        try
        {
            await using var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
            {
                Offline = true,
                ColorScheme = dark ? ColorScheme.Dark
                    : ColorScheme.Light,
                ViewportSize = new ViewportSize { Width = width, Height = 860 },
            });
            var page = await context.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) => complaints.AddRange(message.Type == "error" ? [message.Text] : []);
            page.PageError += (_, error) => complaints.Add(error);
            await page.GotoAsync("file://" + path);
            var ok = await page.GetAttributeAsync("#verdict", "data-ok", new PageGetAttributeOptions { Timeout = 30_000 });
            if (picture is null)
            {
                return (ok == "true", 0, "");
            }

            await Chromium.KeepAsync(page, "viewer-" + picture);
            var overflow =
                await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"the page is {overflow} px too wide at {width}");
            var axe = await page.RunAxe();
            return (ok == "true", axe.Violations.Length,
                string.Join('\n', complaints.Concat(axe.Violations.Select(violation => violation.Id + ": " + violation.Help))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Flipped(string hash) => (hash[0] == 'a' ? 'b' : 'a') + hash[1..];

    private async Task<EvidenceBundle> MakeAsync(ExportKind kind, string id, long? at = null)
        => (await _host.Get<EvidenceExport>().MakeAsync(kind, id, at, "auditor", default))!;

    private static Dictionary<string, byte[]> Unzip(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = entry.Open();
            using var whole = new MemoryStream();
            content.CopyTo(whole);
            return whole.ToArray();
        });
    }
}
