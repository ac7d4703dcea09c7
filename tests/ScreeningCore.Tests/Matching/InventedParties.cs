using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>Seeded lists of parties that never existed, with names in several scripts built of invented syllables. The same seed gives the
/// same parties.</summary>
internal sealed class InventedParties(int seed)
{
    public static ListCode List { get; } = ListCode.Parse("invented");

    private static readonly (string Latin, string Cyrillic, string Arabic, string Greek)[] Syllables =
    [
        ("za", "за", "زا", "ζα"), ("rin", "рин", "رين", "ριν"), ("do", "до", "دو", "ντο"), ("mek", "мек", "ميك", "μεκ"),
            ("tu", "ту", "تو", "του"), ("lor", "лор", "لور", "λορ"),
        ("bas", "бас", "باس", "μπας"), ("shi", "ши", "شي", "σι"), ("van", "ван", "فان", "βαν"), ("kha", "ха", "خا", "χα"),
            ("gor", "гор", "غور", "γκορ"), ("nel", "нел", "نيل", "νελ"),
        ("fa", "фа", "فا", "φα"), ("rus", "рус", "روس", "ρους"), ("mi", "ми", "مي", "μι"), ("dan", "дан", "دان", "νταν"),
            ("qo", "ко", "قو", "κο"), ("yar", "яр", "يار", "γιαρ"),
    ];

    private static readonly string[] Han = ["文", "海", "明", "国", "建", "志", "华", "伟", "东", "林", "张", "王", "李", "欧阳", "刘"];
    private static readonly string[] Particles = ["al", "bin", "van", "de", "el", "abu", "ibn"];
    private static readonly string[] Titles = ["Dr.", "Sheikh", "Haji", "General"];
    private static readonly string[] Generic =
        ["Trading", "Shipping", "Industries", "Group", "Bank", "Petrochemical", "Holding", "2", "Third", "International"];
    private static readonly string[] Forms = ["LLC", "Ltd", "GmbH", "OOO", "S.A.", "Co.", "JSC", "Limited Liability Company"];

    public Random Random { get; } = new(seed);

    public ListedParty Next(int key)
    {
        var kind = Random.Next(10) switch
        {
            < 5 => PartyKind.Individual,
            < 8 => PartyKind.Organization,
            8 => PartyKind.Unknown,
            _ =>
            PartyKind.Vessel
        };
        var names = new List<ListedName> { new(Name(kind)) };
        for (var more = Random.Next(3); more > 0; more--)
        {
            names.Add(new ListedName(Random.Next(3) == 0 ? OtherScript() : Name(kind), NameKind.Alias, (AliasStrength)Random.Next(3)));
        }

        return new ListedParty(ListEntryId.Of(List, $"{key:0000}"), kind, [.. names.OrderBy(_ => Random.Next())])
        {
            BirthDates = kind == PartyKind.Individual && Random.Next(2) == 0 ? [PartialDate.OfYear(Random.Next(1930, 2000))] : [],
            Nationalities = Random.Next(2) == 0 ? [CountryCode.Parse(Random.Next(2) == 0 ? "ZZ" : "QZ")] : [],
        };
    }

    public ListedParty[] Next(int from, int count) => [.. Enumerable.Range(from, count).Select(key => Next(key))];

    public string Name(PartyKind kind) => kind == PartyKind.Individual || (kind == PartyKind.Unknown && Random.Next(2) == 0) ? Person()
        : Body();

    private string Person()
    {
        var words = new List<string>();
        if (Random.Next(12) == 0)
        {
            words.Add(Pick(Titles));
        }

        for (var count = Random.Next(1, 5); count > 0; count--)
        {
            words.Add(Random.Next(10) == 0 ? $"{(char)('A' + Random.Next(26))}." : Word());
            if (count > 1 && Random.Next(5) == 0)
            {
                words.Add(Pick(Particles));
            }
        }

        return string.Join(Random.Next(8) == 0 ? "-" : " ", words);
    }

    private string Body()
    {
        var words = Enumerable.Range(0, Random.Next(1, 4)).Select(_ => Word()).ToList();
        if (Random.Next(3) > 0)
        {
            words.Add(Pick(Generic));
        }

        if (Random.Next(2) == 0)
        {
            words.Add(Pick(Forms));
        }

        return string.Join(' ', words);
    }

    private string OtherScript()
    {
        if (Random.Next(4) == 0)
        {
            return string.Concat(Enumerable.Range(0, Random.Next(2, 4)).Select(_ => Pick(Han)));
        }

        var script = Random.Next(3);
        return string.Join(' ', Enumerable.Range(0, Random.Next(1, 4))
            .Select(_ => string.Concat(Enumerable.Range(0, Random.Next(2, 4)).Select(_ =>
        {
            var (_, cyrillic, arabic, greek) = Syllables[Random.Next(Syllables.Length)];
            return script switch { 0 => cyrillic, 1 => arabic, _ => greek };
        }))));
    }

    private string Word()
    {
        var word = string.Concat(Enumerable.Range(0, Random.Next(1, 4)).Select(_ => Syllables[Random.Next(Syllables.Length)].Latin));
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    private string Pick(string[] words) => words[Random.Next(words.Length)];
}
