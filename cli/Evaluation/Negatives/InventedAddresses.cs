using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Negatives;

/// <summary>Addresses in the forms of twenty countries, their streets called after places, embargoed ones among them: streets bear the
/// names
/// of Teheran, Crimea and Havana in cities that are none of these.</summary>
internal static class InventedAddresses
{
    // {0} a place in the language of the country, {1} and {2} numbers, {3} a city.
    private static readonly (string Country, string[] Forms, string[] Places, string[] Cities)[] Countries =
    [
        ("KR", ["{1} {0}-ro, Gangnam-gu, {3}", "{1}-{2} {0}-gil, {3}", "{0}-daero {1}, {3}, Republic of Korea"],
            ["Teheran", "Seocho", "Yeoksam", "Seoul"], ["Seoul", "Busan", "Incheon"]),
        ("KR", ["{3} 강남구 {0}로 {1}", "{3} {0}길 {1}-{2}"], ["테헤란", "서초", "역삼"], ["서울", "부산"]),
        ("KZ", ["{3}, {0} көшесі {1}", "{3}, ул. {0}, д. {1}, кв. {2}", "{0} проезд, {1}, {3}", "ул. {0}, {1}, {3}"],
            ["Крымская", "Севастопольская", "Гаванская", "Донецкая", "Луганская", "Симферопольская"], ["Алматы", "Астана", "Шымкент"]),
        ("KZ", ["{0} Street {1}, {3}", "ulitsa {0} {1}, {3}"], ["Krymskaya", "Sevastopolskaya", "Donetskaya"], ["Almaty", "Astana"]),
        ("UA", ["вул. {0}, {1}, {3}", "{0} вулиця {1}, {3}", "{3}, вул. {0} {1}, кв. {2}"],
            ["Севастопольська", "Донецька", "Луганська", "Кримська"], ["Київ", "Львів", "Одеса", "Вінниця"]),
        ("UA", ["{0} St, {1}, {3}", "vul. {0} {1}, {3}"], ["Donetska", "Luhanska", "Krymska", "Sevastopolska"], ["Kyiv", "Lviv", "Odesa"]),
        ("CN", ["{3}市{0}路{1}号", "{3}市{0}街{1}号{2}室"], ["平壤", "哈瓦那", "德黑兰", "南京", "长安"], ["北京", "上海", "广州"]),
        ("JP", ["{3}都{0}通り{1}-{2}"], ["ハバナ", "テヘラン", "青山"], ["東京"]),
        ("JP", ["{1}-{2} {0}-dori, {3}"], ["Havana", "Aoyama", "Teheran"], ["Tokyo", "Osaka"]),
        ("FR", ["{1} rue de {0}, 75011 {3}", "{1} boulevard de {0}, {3}"], ["Crimée", "Sébastopol", "Damas", "Cuba", "Téhéran", "Nice"],
            ["Paris", "Lyon"]),
        ("DE", ["{0} Straße {1}, {3}", "{0}er Straße {1}, 10115 {3}"], ["Havanna", "Teheran", "Damaskus", "Dresden"], ["Berlin", "Köln"]),
        ("IT", ["Via {0} {1}, {3}", "Viale {0}, {1}, {3}"], ["Crimea", "Teheran", "L'Avana", "Damasco", "Sebastopoli"], ["Roma", "Milano"]),
        ("ES", ["Calle de {0}, {1}, {2}º, {3}", "Avenida {0} {1}, {3}"], ["La Habana", "Cuba", "Teherán", "Crimea", "Damasco"], ["Madrid",
            "Barcelona"]),
        ("PT", ["Rua de {0} {1}, {3}", "Avenida de {0} {1}, {3}"], ["Cuba", "Havana", "Teerão", "Damasco"], ["Lisboa", "Porto"]),
        ("GB", ["{1} {0} Road, {3} SW{2}", "Flat {2}, {1} {0} Street, {3}"], ["Sebastopol", "Crimea", "Havana", "Inkerman", "Damascus"],
            ["London", "Bristol"]),
        ("US", ["{1} {0} Ave, {3}, NY 10001", "{1} {0} Street Apt {2}, {3}, TX 75001"], ["Cuba", "Havana", "Damascus", "Teheran",
            "Sebastopol"],
            ["New York", "Dallas"]),
        ("CA", ["{1} {0} Street, {3}, ON", "{1} rue {0}, {3}, QC"], ["Havana", "Crimea", "Damascus"], ["Toronto", "Montreal"]),
        ("TR", ["{0} Caddesi No:{1}, {3}", "{0} Sokak {1}/{2}, {3}"], ["Tahran", "Kırım", "Şam", "Havana"], ["Ankara", "Istanbul"]),
        ("PL", ["ul. {0} {1}/{2}, {3}", "Aleja {0} {1}, {3}"], ["Krymska", "Hawańska", "Teherańska"], ["Warszawa", "Kraków"]),
        ("NL", ["{0}straat {1}, {3}", "{0}laan {1}-{2}, {3}"], ["Havana", "Teheran", "Krim"], ["Amsterdam", "Rotterdam"]),
        ("IL", ["{0} St {1}, {3}", "רחוב {0} {1}, {3}"], ["Damascus", "Crimea", "Teheran"], ["Tel Aviv", "Haifa"]),
        ("IN", ["{1} {0} Road, {3} 110001", "{1}/{2}, {0} Marg, {3}"], ["Tehran", "Havana", "Cuba"], ["New Delhi", "Mumbai"]),
        ("BR", ["Rua {0}, {1}, {3}", "Avenida {0} {1}, {3}"], ["Cuba", "Havana", "Crimeia", "Damasco"], ["São Paulo", "Curitiba"]),
        ("MX", ["Calle {0} {1}, {3}", "Avenida {0} {1}-{2}, {3}"], ["Cuba", "La Habana", "Teherán"], ["Monterrey", "Guadalajara"]),
        ("AU", ["{1} {0} Street, {3} NSW", "{2}/{1} {0} Road, {3}"], ["Crimea", "Sebastopol", "Havana", "Inkerman"], ["Sydney",
            "Melbourne"]),
    ];

    public static IEnumerable<Stranger> Draw(ulong seed)
    {
        for (var number = 1; ; number++)
        {
            var bits = new SplitMix(SplitMix.Hash(seed, 4, (ulong)number));
            var (country, forms, places, cities) = Countries[number % Countries.Length];
            var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, forms[bits.Below(forms.Length)],
                places[bits.Below(places.Length)], 1 + bits.Below(220), 1 + bits.Below(40), cities[bits.Below(cities.Length)]);
            yield return new Stranger(number, new ScreeningSubject
            {
                Kind = PartyKind.Individual,
                Addresses = [text],
                // Every other customer states the country in a field of its own.
                ResidenceCountry = bits.Below(2) == 0 ? CountryCode.Parse(country) : default,
            });
        }
    }
}
