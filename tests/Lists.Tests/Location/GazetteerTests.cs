using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.Location;

/// <summary>Embargoed places in addresses as people write them, and what only looks like them.</summary>
public sealed class GazetteerTests
{
    private static readonly LocationPolicy Policy = PolicyLibrary.Load().LocationOn(new DateOnly(2026, 11, 22));

    [Theory]
    [InlineData("Yalta, Krimea", "", "UA-43")]
    [InlineData("ul. Lenina 1, Simferopol", "RU", "UA-43")]
    [InlineData("295000, Россия, Республика Крым, г. Симферополь, ул. Ленина 1", "RU", "UA-43")]
    [InlineData("299011, г. С., ул. Большая Морская 5", "RU", "UA-40")]
    [InlineData("Sevastopol", "UA", "UA-40")]
    [InlineData("SEVASTOPOL'", "RU", "UA-40")]
    [InlineData("Севастополь, Нахимова 3", "", "UA-40")]
    [InlineData("Sebastopol, Ukraine", "", "UA-40")]
    [InlineData("Sevastopol", "DE", "UA-40")]
    [InlineData("Crimеa, Kerch", "RU", "UA-43")] // the second e is Cyrillic
    [InlineData("克里米亚辛菲罗波尔列宁街1号", "", "UA-43")]
    [InlineData("283000 Донецк, пр. Мира 8", "RU", "UA-14")]
    [InlineData("Donezk, Donbass", "UA", "UA-14")]
    [InlineData("Луганск, ул. Советская 2", "RU", "UA-09")]
    [InlineData("No. 5, Valiasr Ave, Tehran", "", "IR")]
    [InlineData("تهران، خیابان ولیعصر", "", "IR")]
    [InlineData("Calle 23, Vedado, La Habana", "", "CU")]
    [InlineData("Havana, Cuba", "CU", "CU")]
    [InlineData("평양시 중구역", "", "KP")]
    [InlineData("Pyongyang, DPRK", "", "KP")]
    public void An_address_inside_is_found_in_any_spelling_and_script(string address, string declared, string place) =>
        Assert.Contains(Find(address, declared), sign => sign.Place == place && sign.Reach == AddressReach.Inside);

    [Theory]
    [InlineData("Sebastopol, CA 95472, USA", "US")]
    [InlineData("Boulevard de Sébastopol 12, 75003 Paris", "FR")]
    [InlineData("12 bd de Sebastopol, Paris, France", "")]
    [InlineData("Moscow, ID 83843, USA", "US")]
    [InlineData("Syria Street, Tripoli", "LB")]
    [InlineData("Little Havana, Miami, FL 33135", "US")]
    [InlineData("Havana, IL 62644", "US")]
    [InlineData("Cuba, MO 65453, USA", "US")]
    [InlineData("Balaclava Road, Sydney NSW, Australia", "AU")]
    [InlineData("Inkerman Street, St Kilda, Australia", "AU")]
    [InlineData("Rue de Crimée 15, 75019 Paris", "FR")]
    [InlineData("Crimea Road, Aldershot, United Kingdom", "GB")]
    [InlineData("Донецк, Ростовская область", "RU")]
    [InlineData("299011 Singapore", "SG")]
    [InlineData("Agra 283001, India", "IN")]
    [InlineData("95472 Somewhere", "US")]
    [InlineData("73000 Kherson", "UA")]
    [InlineData("Dnipro", "UA")]
    [InlineData("Damascus, MD 20872, USA", "US")]
    public void What_only_looks_like_an_embargoed_place_does_not_decide(string address, string declared) =>
        Assert.DoesNotContain(Find(address, declared), sign => sign.Reach == AddressReach.Inside && sign.Place is not "RU");

    [Theory]
    [InlineData("Sebastopol, CA 95472, USA", "US")]
    [InlineData("Boulevard de Sébastopol 12, 75003 Paris", "FR")]
    [InlineData("Moscow, ID 83843, USA", "US")]
    [InlineData("Syria Street, Tripoli", "LB")]
    [InlineData("Inkerman Street, St Kilda, Australia", "AU")]
    [InlineData("Agra 283001, India", "IN")]
    public void Namesakes_whose_country_is_stated_leave_no_sign_at_all(string address, string declared)
    => Assert.Empty(Find(address, declared));

    [Theory]
    [InlineData("Simferopl, Lenin street 1", "RU")]
    [InlineData("Sevastopl", "")]
    [InlineData("Sebastopol", "")]
    [InlineData("Simferopol Cafe, 5 Main St, Chicago, IL 60601", "US")]
    [InlineData("Kramatorsk, Donetsk oblast", "UA")]
    public void Slips_namesakes_without_country_and_contested_towns_are_for_a_person(string address, string declared)
    {
        var signs = Find(address, declared);

        Assert.NotEmpty(signs);
        Assert.Equal(AddressReach.Look, signs.Max(sign => sign.Reach));
    }

    [Fact]
    public void Case_spacing_and_marks_never_change_the_finding_Metamorphic()
    {
        foreach (var address in new[] { "Yalta, Krimea", "Sébastopol, Ukraine", "Qırım, Aqmescit", "Donetsk oblast" })
        {
            var signs = Find(address, "UA").Select(sign => (sign.Place, sign.Reach)).ToArray();
            foreach (var variant
                in new[] { address.ToUpperInvariant(), address.ToLowerInvariant(), $"  {address}  ",
                address.Replace(",", " ,", StringComparison.Ordinal), address.Insert(3, "\u200b") })
            {
                Assert.Equal(signs, Find(variant, "UA").Select(sign => (sign.Place, sign.Reach)));
            }
        }
    }

    [Fact]
    public void Every_spelling_of_the_table_finds_its_own_place()
    {
        var wrong = new List<string>();
        foreach (var name in PolicyLibrary.Load().Tables.Location.Names.Where(name => name.Basis.HoldsOn(Policy.Day)))
        {
            var country = Policy.PlaceOf(name.Place)!.Countries[0];
            wrong.AddRange(name.Spellings.Where(spelling => !Find(spelling, country).Any(sign => sign.Place == name.Place))
                .Select(spelling => $"{name.Place} {spelling}"));
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<AddressSign> Find(string address, string declared)
    {
        var country = declared.Length == 0 ? default : CountryCode.Parse(declared);
        var words = AddressText.Words(address);
        return Policy.Gazetteer.Find(words, Policy.Countries.Find(words), country);
    }
}
