using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Location;

/// <summary>Words that make the name beside them the name of a street: streets are called after places everywhere.</summary>
internal static class StreetWords
{
    // In front of the name.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Before = Set(
        "RUE BOULEVARD BD BLVD BOUL AVENUE AVENIDA AV VIA VIALE CORSO LARGO VICOLO PIAZZA PIAZZALE CALLE CARRERA PASEO CAMINO RUA TRAVESSA "
        + "ALAMEDA PRACA ULITSA ULICA ULICE UL VUL VULYTSIA VULYTSYA PROSPEKT PROSPECT PR PROVULOK PEREULOK PER PROEZD SHOSSE NABEREZHNAYA "
        + "BULVAR PLOSHCHAD PLOSHCHA PLAC ALEJA ALEJE TRG TRIDA NAMESTI STRADA BULEVARDUL CALEA SOSEAUA PIATA ODOS LEOFOROS QUAI PLAZA "
        + "PLACE "
        + "SQUARE CAFE RESTAURANT HOTEL JALAN JL LORONG DUONG PHO THANON SOI SHARIA SHARE XIYABAN REHOV RECHOV "
        + "УЛИЦА УЛ ВУЛ ВУЛИЦЯ ВУЛІЦА ПРОСПЕКТ ПР ПРТ ПЛ ПЛОЩАДЬ ПЛОЩА ПЕР ПЕРЕУЛОК ПРОВУЛОК ПРОЕЗД ПРОЇЗД НАБ НАБЕРЕЖНАЯ НАБЕРЕЖНА "
        + "ШОССЕ ШОСЕ "
        + "КӮЧАИ КУЧАИ KUCHAI ХИЁБОНИ XIYOBONI ПЛОШТАД БУЛЕВАР УЛИЧКА "
        + "БУЛЬВАР БУЛ АЛЛЕЯ АЛЕЯ МОСТ МІСТ ВАЛ УЗВІЗ СПУСК ТУПИК ЛИНИЯ КОФЕЙНЯ РЕСТОРАН ГОСТИНИЦА شارع خیابان רחוב ΟΔΟΣ ΟΔΟΥ ΛΕΩΦΟΡΟΣ");

    // Behind the name, in languages that say the city behind the street or in front of a comma.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> After = Set(
        "STREET ST STR ROAD RD LANE LN DRIVE DR WAY COURT TERRACE AVENUE AVE BOULEVARD BLVD STRASSE STRASZE STRAßE PLATZ WEG GASSE ALLEE "
            + "DAMM "
        + "UFER RING SQUARE PLACE CRESCENT STRAAT LAAN PLEIN KADE SINGEL GATE GATAN GADE VEJ VEI VAGEN KATU TIE TANAV IELA GATVE UTCA UT "
        + "KORUT "
        + "RO GIL DAERO BEONGIL LU JIE DADAO XIANG DORI CHOME CADDESI CAD CADD SOKAK SOKAGI SK BULVARI MEYDANI MARG PATH CIRCUS BRIDGE "
        + "QUAY EMBANKMENT "
        + "ROW MEWS GARDENS PARKWAY HIGHWAY "
        // Turkic languages, Mongolian, Armenian and Georgian.
        + "КӨШЕСІ КӨШЕ ДАҢҒЫЛЫ ДАҢҒЫЛ ТҰЙЫҒЫ ОРАМЫ АЛАҢЫ KOSHESI KÖŞESI DANGYLY КӨЧӨСҮ КӨЧӨ KOCHOSU КЎЧАСИ KOCHASI KO'CHASI KUCHASI "
        + "ХИЁБОНИ ШОҲКЎЧАСИ SHOHKO'CHASI KÜÇƏSI KUCESI KÖÇESI ŞAÝOLY ГУДАМЖ ГУДАМЖИНД GUDAMJ ӨРГӨН ՓՈՂՈՑ ՊՈՂՈՏԱ POGHOTS POGHOTA "
        + "ქუჩა ქ გამზირი KUCHA GAMZIRI");

    // Slavic words that stand behind an adjective (Крымский вал) or in front of another name (Севастополь, проезд Гагарина).
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterIfLast = Set(
        "ВАЛ МОСТ МІСТ ПРОЕЗД ПРОЇЗД УЛИЦА УЛ ВУЛИЦЯ ВУЛ ПЕРЕУЛОК ПЕР ПРОВУЛОК ПРОСПЕКТ НАБЕРЕЖНАЯ НАБЕРЕЖНА НАБ ШОССЕ ШОСЕ БУЛЬВАР "
            + "ПЛОЩАДЬ "
        + "ПЛОЩА ПЛ ТУПИК АЛЛЕЯ АЛЕЯ УЗВІЗ СПУСК ЛИНИЯ ВАЛУ VAL MOST MIST PROEZD PROYEZD PROIZD ULITSA UL VULYTSIA VULYTSYA VUL PEREULOK "
        + "PER "
        + "PROVULOK PROSPEKT NABEREZHNAYA NABEREZHNA NAB SHOSSE BULVAR PLOSHCHAD PLOSHCHA PL TUPIK ALLEYA UZVIZ SPUSK LINIYA ULICA");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Articles =
        Set("DE DU D DES OF DEL DI LA DA DO DOS LE LES L THE DER DEN VAN DELLA AL");

    // What stands behind a name in scripts without blanks: Hangul, Han, Kana.
    private static readonly string[] Unspaced = [.. new[]
        { "대로", "로", "길", "번길", "路", "街", "大道", "巷", "道", "胡同", "橋", "桥", "通り", "通", "広場", "广场" }.Select(AddressText.Fold)];

    /// <summary>True where the words are the name of a street.</summary>
    public static bool IsStreet(AddressWords words, int start, int length)
    {
        var end = start + length;
        if (end < words.Count && !words.IsAfterBreak(end)
            && (After.Contains(words[end]) || (AfterIfLast.Contains(words[end]) && EndsAt(words, end))))
        {
            return true;
        }

        var before = start - 1;
        while (before >= 0 && before >= start - 2 && Articles.Contains(words[before]))
        {
            before--;
        }

        return before >= 0 && !words.IsAfterBreak(before + 1) && Before.Contains(words[before]);
    }

    /// <summary>True where the name is followed by a word for a street.</summary>
    public static bool IsUnspacedStreet(string text, int start, int length) =>
        Array.Exists(Unspaced, word => text.AsSpan(start + length).StartsWith(word, StringComparison.Ordinal));

    // A comma, a number or nothing behind the word: it closes the street's name.
    private static bool EndsAt(AddressWords words, int at) =>
        at + 1 == words.Count || words.IsAfterBreak(at + 1) || char.IsAsciiDigit(words[at + 1][0]) || CitiesElsewhere.BeginAt(words, at
            + 1);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').Select(AddressText.Fold).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
