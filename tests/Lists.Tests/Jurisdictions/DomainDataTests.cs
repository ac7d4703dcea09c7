using Compliance.Lists.Jurisdictions;
using Compliance.Lists.UsOfac;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.Tests.Shared;
using CsvHelper;

namespace Compliance.Lists.Tests.Jurisdictions;

/// <summary>The shipped policy beside the facts it was written from: both are read, and they must say the same.</summary>
public sealed class DomainDataTests
{
    private const string Folder = "domain-data";

    private static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly PolicySet Policy = PolicyLibrary.Load();

    [FactWithData(Folder + "/embargo_regions.csv")]
    public void Every_embargoed_region_has_its_place_and_its_rule()
    {
        var wrong = new List<string>();
        foreach (var row in Rows("embargo_regions.csv").Where(row => row["code"] != "XX"))
        {
            PlaceRule[] expected = row["default_action"] switch
            {
                "block" => [PlaceRule.Prohibited],
                var action when action.StartsWith("review; block when", StringComparison.Ordinal)
                    || action.StartsWith("review; treat as block", StringComparison.Ordinal) => [PlaceRule.PartlyProhibited],
                var action when action.StartsWith("review for occupied", StringComparison.Ordinal) => [PlaceRule.OccupiedReview],
                var action when action.StartsWith("review for government", StringComparison.Ordinal) => [PlaceRule.GovernmentReview],
                var action when action.StartsWith("review", StringComparison.Ordinal) => [PlaceRule.Review],
                _ => [PlaceRule.None],
            };
            var place = Policy.LocationOn(Day).PlaceOf(row["code"]);
            if (place is null || !expected.Contains(place.Rule))
            {
                wrong.Add($"{row["code"]}: {row["default_action"]} is {place?.Rule.ToString() ?? "missing"}");
            }
        }

        Assert.Empty(wrong);
    }

    [FactWithData(Folder + "/geo_markers.csv")]
    public void Every_marker_points_to_its_place()
    {
        var location = Policy.LocationOn(Day);
        var wrong = new List<string>();
        foreach (var row in Rows("geo_markers.csv").Where(row => row["strength"] != "info"))
        {
            var (code, marker) = (row["region_code"], row["marker"]);
            var country = CountryCode.Parse(code[..2]);
            var found = row["marker_type"] switch
            {
                "place_name" => location.Gazetteer.Find(AddressText.Words(marker), country, default).Any(sign => sign.Place == code),
                "postal_prefix_ru" => location.Gazetteer.Find(AddressText.Words(marker + "000"), CountryCode.Parse("RU"), default)
                    .Any(sign => sign.Place == code),
                "postal_prefix_ua" => location.Gazetteer.Find(AddressText.Words(marker + "000"), CountryCode.Parse("UA"), default)
                    .Any(sign => sign.Place == code),
                "phone_prefix" => location.LongestMarker(MarkerKind.Phone, marker + "1234567")?.Place.Contains(code) == true,
                "timezone" => location.Marker(MarkerKind.TimeZone, marker)?.Place.Contains(code) == true,
                "tld" => location.Marker(MarkerKind.MailDomain, marker[1..])?.Place.Contains(code) == true,
                "mcc" => location.Marker(MarkerKind.SimMcc, marker)?.Place.Contains(code) == true,
                "asn" => location.Marker(MarkerKind.Network, marker)?.Place.Contains(code) == true,
                "government_domain" => location.Governments.Rows.Any(body => body.Text == marker && body.Country == code && body.IsBlocked),
                "card_scheme" =>
                    Policy.Tables.Rails.Any(rail => rail.BinPrefixes.Any(prefix => prefix.StartsWith(marker, StringComparison.Ordinal))),
                "currency" => true, // no request states a currency
                var other => throw new InvalidOperationException($"unknown kind of marker {other}"),
            };
            if (!found)
            {
                wrong.Add($"{code} {row["marker_type"]} {marker}");
            }
        }

        Assert.Empty(wrong);
    }

    [FactWithData(Folder + "/ear_country_groups.csv")]
    public void Country_groups_are_those_of_the_supplement()
    {
        string[] groups = ["a1", "a2", "a3", "a4", "a5", "a6", "b", "d1", "d2", "d3", "d4", "d5", "e1", "e2"];
        var wrong = new List<string>();
        foreach (var row in Rows("ear_country_groups.csv").Where(row => row["iso2"].Length == 2))
        {
            var expected = groups.Where(group => row[group] == "1")
                .Select(group => group.Length == 1 ? "B" : $"{char.ToUpperInvariant(group[0])}:{group[1]}").Order(StringComparer.Ordinal);
            var actual = Policy.GroupsOf(CountryCode.Parse(row["iso2"]), Day)?.Groups.Order(StringComparer.Ordinal)
                ?? Enumerable.Empty<string>();
            if (!expected.SequenceEqual(actual))
            {
                wrong.Add($"{row["iso2"]}: {string.Join(' ', actual)} instead of {string.Join(' ', expected)}");
            }
        }

        Assert.Empty(wrong);
        Assert.False(Policy.GroupsOf(CountryCode.Parse("AE"), Day)!.Basis.IsCertain);
    }

    [FactWithData(Folder + "/provider_regions.csv")]
    public void Providers_serve_the_countries_they_list()
    {
        var wrong = new List<string>();
        foreach (var row in Rows("provider_regions.csv"))
        {
            foreach (var (provider, column) in new[] { ("anthropic", "anthropic"), ("openai", "openai"), ("google", "google_gemini") })
            {
                if ((row[column] == "1") != (Policy.RegionOf(provider, row["iso2"], Day) is { IsServed: true }))
                {
                    wrong.Add($"{provider} {row["iso2"]}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [FactWithData(Folder)]
    public void The_policy_has_no_place_group_or_served_region_that_the_facts_lack()
    {
        var regions = Rows("embargo_regions.csv").Select(row => row["code"]).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Policy.Tables.Location.Places.Select(place => place.Code).Distinct().Except(regions));

        var grouped = Rows("ear_country_groups.csv").Select(row => row["iso2"]).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Policy.Tables.CountryGroups.Select(row => row.Country).Distinct().Except(grouped));

        var served = Rows("provider_regions.csv").ToArray();
        foreach (var (provider, column) in new[] { ("anthropic", "anthropic"), ("openai", "openai"), ("google", "google_gemini") })
        {
            var listed = served.Where(row => row[column] == "1").Select(row => row["iso2"]).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(
                Policy.Tables.ProviderRegions.Where(region => region.Provider == provider && region.IsServed && region.Basis.HoldsOn(Day))
                .Select(region => region.Code).Except(listed));
        }
    }

    [FactWithData(Folder + "/geo_markers.csv")]
    public void Markers_beyond_the_facts_are_these_and_each_says_where_it_comes_from()
    {
        // Added by hand: Ukrainian numbers from before 2014, the Persian top-level domain, and languages, which weigh next to nothing.
        string[] expected = ["+38065", "+380692", "es-CU", "fa-IR", "ko-KP", "xn--mgba3a4f16a"];
        var facts = Rows("geo_markers.csv").Select(row => row["marker"].TrimStart('.')).ToHashSet(StringComparer.Ordinal);
        var added = Policy.Tables.Location.Markers.Where(marker => !facts.Contains(marker.Text)).ToArray();

        Assert.Equal(expected, added.Select(marker => marker.Text).Order(StringComparer.Ordinal));
        Assert.All(added, marker => Assert.True(marker.Basis.Source.Length > 20, marker.Text));
    }

    [FactWithData(Folder + "/ofac_program_tags.csv")]
    public void Tags_that_do_not_block_never_freeze_and_the_rejecting_one_rejects()
    {
        var consolidated = ListCode.Parse("us-ofac-cons");
        var wrong = Rows("ofac_program_tags.csv")
            .Where(row => row["effect"].Contains("non-blocking", StringComparison.OrdinalIgnoreCase)
            || row["effect"].StartsWith("not ", StringComparison.OrdinalIgnoreCase))
            .Where(row => OfacMeasures.Of(consolidated, row["tag"], "").HasFlag(Measures.Freeze)).Select(row => row["tag"]);

        Assert.Empty(wrong);
        Assert.Equal(Measures.Reject, OfacMeasures.Of(consolidated, "NS-PLC", ""));
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        using var text = new StreamReader(TestData.PathOf($"{Folder}/{file}")!);
        using var csv = CsvReader.Create(text, CsvReaderOptions.Default with { TrackLineNumbers = true });
        csv.ReadHeader();
        string[] header = [.. csv.Headers];
        while (csv.Read())
        {
            yield return Enumerable.Range(0, header.Length).ToDictionary(at => header[at], at => csv.GetString(at), StringComparer.Ordinal);
        }
    }
}
