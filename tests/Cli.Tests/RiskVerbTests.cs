using System.Globalization;
using System.Text.Json;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Risk.Samples;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Matching.Fitting;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Cli.Tests;

/// <summary>The commands of the risk score on files and on a store, and what they say of files that do not fit.</summary>
public sealed class RiskVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_of_what_the_service_counts_is_learned_into_a_version_with_its_card_and_the_same_rows_give_the_same_bytes()
    {
        var (train, test, version) =
            (_folder.Write("train.csv", Rows(1)), _folder.Write("test.csv", Rows(2)), _folder.PathOf("version.json"));
        var learned = await _folder.RunAsync("risk", "learn", train, test, "--label", "label", "--weights", "weight", "--harm", "fraud",
            "--out",
            version);
        Assert.Equal(0, learned.ExitCode);
        Assert.True(learned.Json.GetProperty("isBetter").GetBoolean());
        var row = Assert.Single(RiskModelCodec.Read(await File.ReadAllTextAsync(version)).Model!.LearnedRows);
        Assert.Equal((RiskHarm.Fraud, learned.Json.GetProperty("model").GetString()), (row.Harm, row.Type));
        Assert.True(row.Measured.GainLow > 0 && row.Measured.CalibrationError <= RiskLearnedRow.MostCalibrationError);
        Assert.Contains("Not looked at: whether other columns stand for a protected trait", await File.ReadAllTextAsync(version + ".md"));
        var bytes = await File.ReadAllBytesAsync(version);
        await _folder.RunAsync("risk", "learn", train, test, "--label", "label", "--weights", "weight", "--harm", "fraud", "--out",
            version);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(version));
    }

    [Fact]
    public async Task Nothing_is_written_of_a_model_that_is_no_better_than_a_logistic_regression()
    {
        var version = _folder.PathOf("version.json");
        var learned = await _folder.RunAsync("risk", "learn", _folder.Write("train.csv", Rows(1, plain: true)), _folder.Write("test.csv",
            Rows(2, plain: true)), "--label", "label", "--weights", "weight", "--harm", "fraud", "--out", version);
        Assert.Equal(5, learned.ExitCode);
        Assert.False(learned.Json.GetProperty("isBetter").GetBoolean());
        Assert.False(File.Exists(version) || File.Exists(version + ".md"));
    }

    [Theory]
    [InlineData("payment.failed 24h", "nationality", "fraud", "weight", "nationality (a protected trait)")]
    [InlineData("payment.failed 24h", "shoe_size", "fraud", "weight", "shoe_size")]
    [InlineData("payment.failed 24h", "", "frod", "weight", "'frod' is no harm; there are ")]
    [InlineData("payment.failed 24h", "", "fraud", "wait", "has no column wait")]
    public async Task What_cannot_be_learned_from_is_refused_by_name(string column, string more, string harm, string weights, string said)
    {
        string[] rows =
            [.. Enumerable.Range(0, 60).Select(n => string.Join(',', [$"{n % 7}", .. more.Length > 0 ? new[] { $"{n % 5}" } : [],
            n % 3 == 0 ? "1" : "0", "1"]))];
        var file = _folder.Write("a.csv",
            [string.Join(',', [column, .. more.Length > 0 ? new[] { more } : [], "label", "weight"]), .. rows]);
        var result = await _folder.RunAsync("risk", "learn", file, file, "--label", "label", "--weights", weights, "--harm", harm, "--out",
            _folder.PathOf("v.json"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("risk compare", "CHAMPION is missing")]
    [InlineData("risk compare a b", "TEST is missing")]
    [InlineData("risk compare a b c", "--label is missing")]
    [InlineData("risk compare a --stored x.json", "name no files or label")]
    [InlineData("risk drift FILE", "CURRENT is missing")]
    [InlineData("risk drift --label x", "name REFERENCE and CURRENT")]
    [InlineData("risk compare --stored FILE", "is no model")]
    [InlineData("risk explain nobody", "account")]
    [InlineData("risk explain account:a", "nothing is stored")]
    [InlineData("risk rows --harm fraud --out x.csv", "nothing is stored")]
    [InlineData("risk drift", "nothing is stored")]
    public async Task What_is_missing_is_named(string line, string said)
    {
        var file = _folder.Write("a.csv", "x,label", "1,0", "2,1");
        var result = await _folder.RunAsync([.. line.Split(' ').Select(word => word == "FILE" ? file : word)]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_of_a_store_a_score_is_explained_cases_are_written_versions_are_compared_and_drift_is_looked_for()
    {
        await StoreAsync();
        var explained = await _folder.RunAsync("risk", "explain", "account:c-0");
        Assert.Equal(0, explained.ExitCode);
        var fraud = explained.Json.GetProperty("harms").EnumerateArray().Single(one => one.GetProperty("harm").GetString() == "fraud");
        Assert.Equal(fraud.GetProperty("score").GetInt32(), fraud.GetProperty("contributions").EnumerateArray()
            .Sum(part => part.GetProperty("points").GetInt32()));
        Assert.Equal(2, (await _folder.RunAsync("risk", "explain", "account:nobody")).ExitCode);

        var into = _folder.PathOf("rows.csv");
        var rows = await _folder.RunAsync("risk", "rows", "--harm", "fraud", "--out", into);
        Assert.Equal((0, 3, 1, 1), (rows.ExitCode, rows.Json.GetProperty("cases").GetInt32(), rows.Json.GetProperty("positives").GetInt32(),
            rows.Json.GetProperty("waiting").GetInt32()));
        var written = await File.ReadAllLinesAsync(into);
        Assert.Equal(4, written.Length);
        Assert.EndsWith(",label,weight", written[0], StringComparison.Ordinal);
        Assert.Single(written, line => line.EndsWith(",1,1", StringComparison.Ordinal));
        Assert.Single(written, line => line.EndsWith(",0,10", StringComparison.Ordinal));

        var version = _folder.Write("version.json", RiskModelCodec.Write(RiskModelCodec.Default with
        { Harms = [.. RiskModelCodec.Default.Harms.Select(one => one with { Bands = [-9000, -8500, 7000, 8000] })] }));
        var compared = await _folder.RunAsync("risk", "compare", "--stored", version);
        Assert.Equal((0, 4, true), (compared.ExitCode, compared.Json.GetProperty("moved").GetInt32(),
            compared.Json.GetProperty("complete").GetBoolean()));
        Assert.Contains("Too few outcomes", compared.Error, StringComparison.Ordinal);
        var drift = await _folder.RunAsync("risk", "drift");
        Assert.Equal((0, true), (drift.ExitCode, drift.Json.GetProperty("report").GetProperty("tooLittle").GetBoolean()));
    }

    /// <summary>Four accounts whose decisions were kept: one that people then acted on, one that they did not, one that was drawn and
    /// looked at, and one of yesterday.</summary>
    private async Task StoreAsync()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        _folder.Settings["COMPLIANCE_DATA_DIR"] = _folder.PathOf("data");
        var console = new CliConsole(TextWriter.Null, TextWriter.Null, new Functions.Tests.Storage.ManualTime(now.AddDays(-60)))
        { Setting = key => _folder.Settings.GetValueOrDefault(key) };
        await using var services = StoredService.Open(console, mustExist: false);
        var (streams, seal) = (services.GetRequiredService<SubjectStreamStore>(), services.GetRequiredService<RowSeal>());
        for (var n = 0; n < 4; n++)
        {
            var account = SubjectRef.Account($"c-{n}");
            var at = now.AddDays(n == 3 ? -1 : -60);
            var read = await services.GetRequiredService<EventReading>().TakeAsync(System.Text.Encoding.UTF8.GetBytes($$"""
                [{"specversion":"1.0","id":"e{{n}}","source":"/p","type":"account.created","subject":"account:c-{{n}}",
                  "time":"{{now.AddDays(-60).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}}","data":{} }]
                """), default);
            Assert.NotNull(read.Answer);
            var row = EnforcementRows.Samples + at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            var sample = new DecisionSample(at, n == 2 ? "allow" : "review", n == 2 ? 0.1 : 1, "",
                [.. Enumerable.Repeat("0", LearnedFeatures.Names.Length)]);
            await services.GetRequiredService<IRecordStore>()
                .CommitAsync(EnforcementRows.Table, account.Key, [new RecordOperation.Insert(row,
                seal.Protect(EnforcementRows.Table, $"{account.Key}/{row}", JsonSerializer.Serialize(sample, EnforcementCodec.Options)))],
                default);
            if (n == 0)
            {
                var action = new EnforcementAction(ActionIds.Of(account, "000000000001"), "dec_1", account, ActionReach.Descendants,
                    Measure.Of(Rung.Challenge), at.AddMinutes(1), at.AddDays(3),
                    [new ActionGround("payment.failures", "row", new string('a', 64), null)], ActionOrigin.Officer)
                { WhyNotNarrower = "all of them act as one" };
                ((Functions.Tests.Storage.ManualTime)console.Time).Advance(TimeSpan.FromMinutes(2));
                Assert.IsType<ActionReply.Done>(await services.GetRequiredService<ActionService>().GiveAsync(account,
                    new ActionCommand.Propose(action), new ScreeningCore.Review.Officer(ScreeningCore.Review.OfficerId.Parse("ben"),
                        ScreeningCore.Review.OfficerRole.Approver), null, null, default));
            }
        }
    }

    /// <summary>Cases as <c>risk rows</c> writes them: a middling count is fraud, which a sum does not see; or, plainly, a high
    /// one.</summary>
    private static string[] Rows(int seed, bool plain = false)
    {
        var bits = new SplitMix((ulong)seed);
        return ["payment.failed 24h,different payment.instruments 24h,label,weight", .. Enumerable.Range(0, 1500).Select(_ =>
        {
            var (failed, cards) = (bits.Below(10), bits.Below(10));
            var fraud = bits.Below(100) < (plain ? failed > 6 ? 80 : 4 : failed is >= 3 and <= 5 ? 97 : 2);
            return string.Create(CultureInfo.InvariantCulture, $"{failed},{cards},{(fraud ? 1 : 0)},1");
        })];
    }
}
