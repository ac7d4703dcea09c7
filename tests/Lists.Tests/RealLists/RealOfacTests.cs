using System.Text.Json;
using Compliance.ScreeningCore.Parties;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.Lists.Tests.RealLists;

/// <summary>The real OFAC files: counts as their README states them, and facts against an independent derivation.</summary>
public sealed class RealOfacTests(ITestOutputHelper output)
{
    private const string Ofac = "real-lists/us-ofac";

    [FactWithData(Ofac)]
    public void Every_form_holds_as_many_parties_as_its_README_states()
    {
        Assert.Equal(
            [13_821, 13_827, 14_965, 19_181, 442, 445, 443, 443, 293, 37],
            [
                Read("sdn-csv/2023-12-28").Count, Read("sdn-csv/2024-01-11").Count, Read("sdn-csv/2024-05-03")
                    .Count, Read("sdn-csv/2026-08_rebuilt").Count,
                Read("cons-csv/2025-12").Count, Read("cons-xml/2023-03-08").Count, Read("cons-xml/2024-05-06")
                    .Count, Read("cons-enhanced/2025-01-10").Count,
                Read("enhanced-filtered/2024-08-28").Count, Read("sdn-advanced/2024-02-23").Count,
            ]);
    }

    [FactWithData(Ofac + "/sdn-csv/2024-05-03/sdn.csv.gz")]
    public void Kinds_and_birth_dates_of_May_2024_are_those_that_were_counted()
    {
        var parties = Read("sdn-csv/2024-05-03");
        Assert.Equal(
            [(PartyKind.Individual, 6_854), (PartyKind.Organization, 6_884), (PartyKind.Vessel, 851), (PartyKind.Aircraft, 376)],
            parties.GroupBy(party => party.Kind).Select(group => (group.Key, group.Count())).OrderBy(pair => pair.Key));
        var dates = parties.SelectMany(party => party.BirthDates).ToArray();
        output.WriteLine(
            string.Join(", ", dates.GroupBy(date => (date.Precision, date.IsCirca)).OrderBy(group => group.Key)
            .Select(group => $"{group.Key} {group.Count()}")));
        Assert.InRange(dates.Length, 7_500, 7_534);
        Assert.Equal(73, dates.Count(date => date.IsCirca));
        Assert.DoesNotContain(parties.SelectMany(party => party.Remarks), remark => remark.StartsWith("DOB", StringComparison.Ordinal));
        Assert.DoesNotContain(parties.SelectMany(party => party.Remarks), remark => remark.StartsWith("a.k.a", StringComparison.Ordinal));
    }

    [FactWithData(Ofac + "/derived-wallets/2026-08-07/all_addresses.json")]
    public void Every_wallet_of_2024_is_one_of_the_independently_derived_ones()
    {
        var oracle = WalletsOf(TestData.PathOf(Ofac + "/derived-wallets/2026-08-07/all_addresses.json")!);
        var wallets = Read("sdn-csv/2024-05-03").SelectMany(party => party.Identifiers)
            .Where(identifier => identifier.Type == IdentifierType.Wallet).ToArray();
        var unknown = wallets.Where(wallet => !oracle.Contains(wallet.Value)).Select(wallet => $"{wallet.Asset} {wallet.Value}").ToArray();
        output.WriteLine(
            $"{wallets.Length} wallets in the main file of 2024-05-03 alone, {oracle.Count} in the derivation of 2026-08; not in it: "
                + $"{unknown.Length} {string.Join(", ", unknown)}");
        Assert.InRange(wallets.Length, 280, 294);
        Assert.True(unknown.Length <= wallets.Length / 4, "wallets delisted between 2024 and 2026 explain some, not most");
        Assert.All(wallets, wallet => Assert.Matches("^[A-Za-z0-9:]{20,110}$", wallet.Value));
    }

    [FactWithData(Ofac + "/sdn-csv/2023-12-28/sdn_comments.csv")]
    public void The_continuation_of_remarks_is_joined_without_a_separator()
    {
        var parties = Read("sdn-csv/2023-12-28");
        Assert.DoesNotContain(parties.SelectMany(party => party.Remarks),
            remark => remark.Contains("'Effec tive", StringComparison.Ordinal));
        Assert.Contains(parties.SelectMany(party => party.Remarks), remark => remark.Contains("Effective Date", StringComparison.Ordinal));
    }

    [FactWithData(Ofac + "/cons-enhanced/2025-01-10/CONS_ENHANCED.ZIP")]
    public void The_same_party_has_the_same_core_facts_in_three_forms()
    {
        var enhanced = Read("cons-enhanced/2025-01-10").ToDictionary(party => party.Entry);
        foreach (var other in new[] { "cons-csv/2025-12", "cons-xml/2024-05-06" })
        {
            var common = Read(other).Where(party => enhanced.ContainsKey(party.Entry)).ToArray();
            var equal = common.Count(party => Core(party) == Core(enhanced[party.Entry]));
            output.WriteLine($"{other}: {equal} of {common.Length} common parties have the same kind, Latin names, dates, measures");
            Assert.True(equal > common.Length * 0.85,
                $"{other}: only {equal} of {common.Length} are equal; the dates of the files differ by a year, not the forms");
        }
    }

    [FactWithData(Ofac + "/cons-csv/2025-12/cons_prim.csv")]
    public void Nothing_of_the_consolidated_list_is_a_freeze()
    {
        var parties = Read("cons-csv/2025-12");
        Assert.All(parties, party => Assert.Equal(Measures.None, party.Measures & Measures.Freeze));
        Assert.All(parties, party => Assert.NotEqual(Measures.None, party.Measures));
        output.WriteLine(
            string.Join(", ", parties.GroupBy(party => party.Measures).OrderBy(group => group.Key)
            .Select(group => $"{group.Key} {group.Count()}")));
    }

    private static string Core(ListedParty party) => string.Join('|', party.Kind, party.Measures, string.Join(';', party.BirthDates),
        string.Join(';', party.Names.Where(name => name.Script is null).Select(name => $"{name.Text} {name.Kind} {name.Strength}")));

    private static List<ListedParty> Read(string folder)
    {
        var reading = ListLibrary.ReadNewest(RealFiles.Under($"{Ofac}/{folder}"), RealFiles.RetrievedAt);
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Quarantined);
        return [.. reading.Snapshots.SelectMany(snapshot => snapshot.Parties)];
    }

    private static HashSet<string> WalletsOf(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var found = new HashSet<string>(StringComparer.Ordinal);
        Collect(document.RootElement, found);
        return found;
    }

    private static void Collect(JsonElement element, HashSet<string> found)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            found.Add(element.GetString()!);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in element.EnumerateArray())
            {
                Collect(one, found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                found.Add(property.Name);
                Collect(property.Value, found);
            }
        }
    }
}
