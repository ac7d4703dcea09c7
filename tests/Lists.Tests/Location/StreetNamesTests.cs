using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.Location;

/// <summary>A street that is called after an embargoed place blocked whoever lived in it, in languages whose words for streets were not
/// known.</summary>
public sealed class StreetNamesTests
{
    private static readonly LocationPolicy Policy = PolicyLibrary.Load().LocationOn(new DateOnly(2026, 11, 22));

    [Theory]
    [InlineData("152 Teheran-ro, Gangnam-gu, Seoul", "")]
    [InlineData("152 Teheran-ro, Gangnam-gu, Seoul", "KR")]
    [InlineData("Teheran-ro 7-gil 22, Seoul, Republic of Korea", "")]
    [InlineData("서울 강남구 테헤란로 152", "")]
    [InlineData("서울특별시 강남구 테헤란로7길 22", "KR")]
    [InlineData("Крымский Вал, 9, Москва", "")]
    [InlineData("Крымский Вал, 9, Москва", "RU")]
    [InlineData("119049, Москва, Крымский вал 9", "RU")]
    [InlineData("Москва, Крымский проезд, д. 3", "RU")]
    [InlineData("Крымский мост, Москва", "RU")]
    [InlineData("Krymsky Val 9, Moscow", "RU")]
    [InlineData("ул. Севастопольская 12, Самара", "RU")]
    [InlineData("вул. Донецька, 7, Київ", "UA")]
    [InlineData("Київ, вул. Луганська 5", "UA")]
    [InlineData("Севастопольська вулиця 4, Львів", "UA")]
    [InlineData("Donetsk Street 5, Kyiv", "UA")]
    [InlineData("Алматы, Донецкая көшесі 185", "")]
    [InlineData("Шымкент, Луганская көшесі 44", "KZ")]
    [InlineData("Бишкек, Донецк көчөсү 4", "KG")]
    [InlineData("Donetsk küçəsi 7, Bakı", "AZ")]
    [InlineData("Donetsk ko'chasi 12, Toshkent", "UZ")]
    [InlineData("Донецк гудамж 3, Улаанбаатар", "MN")]
    [InlineData("上海市平壤路12号", "")]
    [InlineData("Tahran Caddesi No:21, Ankara", "TR")]
    [InlineData("Via Crimea 12, Roma", "")]
    [InlineData("Calle de La Habana 5, Madrid", "")]
    [InlineData("Avenida de Cuba 4, Lisboa", "")]
    public void A_street_called_after_a_place_lies_in_its_own_city(string address, string declared) =>
        Assert.DoesNotContain(Find(address, declared), sign => sign.Place is not "RU");

    [Theory]
    [InlineData("Севастополь, проезд Гагарина 5", "RU", "UA-40")]
    [InlineData("Севастополь улица Ленина 5", "RU", "UA-40")]
    [InlineData("Симферополь ул. Киевская 12", "RU", "UA-43")]
    [InlineData("г. Донецк, ул. Киевская 4", "RU", "UA-14")]
    [InlineData("Moskovskaya St 5, Sevastopol", "RU", "UA-40")]
    [InlineData("Tehran, Seoul Street 14", "", "IR")]
    [InlineData("خیابان ولیعصر، تهران", "", "IR")]
    public void A_street_in_the_place_itself_is_still_inside(string address, string declared, string place) =>
        Assert.Contains(Find(address, declared), sign => sign.Place == place && sign.Reach == AddressReach.Inside);

    [Theory]
    [InlineData("Teheran-ro 5", "")]
    [InlineData("Севастопольская ул. 4", "UA")]
    [InlineData("Крымский вал 9", "")]
    public void Without_a_word_of_the_city_a_street_never_decides_more_than_a_look(string address, string declared) =>
        Assert.All(Find(address, declared), sign => Assert.Equal(AddressReach.Look, sign.Reach));

    private static IEnumerable<AddressSign> Find(string address, string declared)
    {
        var words = AddressText.Words(address);
        var country = declared.Length == 0 ? default : CountryCode.Parse(declared);
        return Policy.Gazetteer.Find(words, Policy.Countries.Find(words), country);
    }
}
