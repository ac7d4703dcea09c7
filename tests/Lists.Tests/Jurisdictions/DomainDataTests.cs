using Compliance.Lists.Jurisdictions;
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
                var action when action.StartsWith("review; block when", StringComparison.Ordinal) || action.StartsWith("review; treat as block", StringComparison.Ordinal) => [PlaceRule.PartlyProhibited],
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
                "postal_prefix_ru" => location.Gazetteer.Find(AddressText.Words(marker + "000"), CountryCode.Parse("RU"), default).Any(sign => sign.Place == code),
                "postal_prefix_ua" => location.Gazetteer.Find(AddressText.Words(marker + "000"), CountryCode.Parse("UA"), default).Any(sign => sign.Place == code),
                "phone_prefix" => location.LongestMarker(MarkerKind.Phone, marker + "1234567")?.Place.Contains(code) == true,
                "timezone" => location.Marker(MarkerKind.TimeZone, marker)?.Place.Contains(code) == true,
                "tld" => location.Marker(MarkerKind.MailDomain, marker[1..])?.Place.Contains(code) == true,
                "mcc" => location.Marker(MarkerKind.SimMcc, marker)?.Place.Contains(code) == true,
                "asn" => location.Marker(MarkerKind.Network, marker)?.Place.Contains(code) == true,
                "government_domain" => location.Governments.Rows.Any(body => body.Text == marker && body.Country == code && body.IsBlocked),
                "card_scheme" => Policy.Tables.Rails.Any(rail => rail.BinPrefixes.Any(prefix => prefix.StartsWith(marker, StringComparison.Ordinal))),
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
            var expected = groups.Where(group => row[group] == "1").Select(group => group.Length == 1 ? "B" : $"{char.ToUpperInvariant(group[0])}:{group[1]}").Order(StringComparer.Ordinal);
            var actual = Policy.GroupsOf(CountryCode.Parse(row["iso2"]), Day)?.Groups.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>();
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
