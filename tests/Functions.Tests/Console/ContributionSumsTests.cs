using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compliance.Cli.Evaluation.Variations;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Lists;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists;
using Compliance.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Compliance.Functions.Tests.Console;

/// <summary>What a score is said to be made of adds up to it: in the answer of the API and on the page that an officer reads.</summary>
public sealed partial class ContributionSumsTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-9;
    private const ulong Seed = 20260304;

    [Fact]
    public async Task The_parts_of_every_score_add_up_to_it_in_the_answer_and_on_the_page_Property()
    {
        await using var host = await ConsoleHost.StartAsync();
        await CheckAsync(host, perKind: 20, pages: 20, atLeast: 20);
    }

    [FactWithData("real-lists/us-ofac")]
    public async Task The_parts_of_every_score_add_up_to_it_on_the_real_lists_Property()
    {
        await using var host = await ConsoleHost.StartAsync();
        var root = TestData.PathOf("real-lists")!;
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => new ListFile(Path.GetRelativePath(root, path).Replace('\\', '/'), () => File.OpenRead(path)));
        host.Services.GetRequiredService<CorpusHost>()
            .Swap(new LoadedCorpus(ScreeningCorpus.Build([.. ListLibrary.ReadNewest(files, host.Clock.GetUtcNow()).Snapshots]), []));
        await CheckAsync(host, perKind: 20, pages: 40, atLeast: 200);
    }

    private async Task CheckAsync(ConsoleHost host, int perKind, int pages, int atLeast)
    {
        var corpus = host.Services.GetRequiredService<CorpusHost>().Current!.Corpus;
        var (hits, worst, alerts) = (0, 0.0, new List<AlertId>());
        foreach (var (subject, number) in VariationCases.Draw(corpus.Index, Seed, perKind)
            .Select((varied, i) => (SubjectOf(varied, corpus.Find(varied.Entry)!, i), i)))
        {
            using var answer = await host.Client.PostAsJsonAsync("/api/v1/screenings", new { channel = "signup", subject });
            var found = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("hits").EnumerateArray().ToList();
            foreach (var hit in found)
            {
                hits++;
                worst =
                    Math.Max(worst, Math.Abs(hit.GetProperty("features").EnumerateArray()
                    .Sum(feature => feature.GetProperty("contribution").GetDouble()) - hit.GetProperty("score").GetDouble()));
            }

            if (found.Count > 0 && alerts.Count < pages)
            {
                alerts.Add(AlertId.FirstOfSubject($"acct_{number}"));
            }
        }

        var shown = await WorstOnPagesAsync(host, alerts);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
            $"{hits} hits over the API, off by at most {worst:0.0e+0}; {alerts.Count} pages, off by at most {shown:0.0e+0}"));
        Assert.True(hits >= atLeast, $"only {hits} hits");
        Assert.InRange(worst, 0, Tolerance);
        Assert.InRange(shown, 0, Tolerance);
    }

    private static async Task<double> WorstOnPagesAsync(ConsoleHost host, List<AlertId> alerts)
    {
        await host.WaitForAlertsAsync(alerts.Count);
        using var officer = await host.SignInAsync("ana", "Analyst");
        var worst = 0.0;
        foreach (var alert in alerts)
        {
            var page = await officer.GetStringAsync($"/app/alerts/{alert}");
            var values = Value().Matches(page).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
            Assert.True(values.Count > 1, $"{alert} shows no parts");
            Assert.Contains("sum of the parts", page, StringComparison.Ordinal);
            worst = Math.Max(worst, Math.Abs(values.SkipLast(1).Sum() - values[^1]));
        }

        return worst;
    }

    /// <summary>Every third subject states nothing but a name; the others share some facts with the party, or contradict them.</summary>
    private static object SubjectOf(VariationCase varied, ListedParty party, int number) => new
    {
        id = $"acct_{number}",
        type = varied.PartyKind == PartyKind.Individual ? "individual" : varied.PartyKind == PartyKind.Organization ? "organization"
            : "unknown",
        name = varied.Query,
        birthDate = varied.PartyKind != PartyKind.Individual || number % 3 == 0
            ? null : number % 2 == 0 && party.BirthDates.FirstOrDefault() is { Precision: DatePrecision.Day or DatePrecision.Year } born
            ? born.ToString().TrimStart('~') : "1985-06-07",
        nationalities = number % 3 == 0 ? [] : ImmutableArray.Create(number % 5 == 0 ? "BR" : "RU"),
    };

    [GeneratedRegex("<data value=\"([^\"]+)\">")]
    private static partial Regex Value();
}
