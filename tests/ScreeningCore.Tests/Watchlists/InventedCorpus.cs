using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Watchlists;

/// <summary>Lists of invented parties in several scripts, made by a seed, and subjects that resemble them.</summary>
internal static class InventedCorpus
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 6, 30, 0, TimeSpan.FromHours(2));
    private static readonly string[] Given =
        ["Yusra", "Ferrostan", "Oleksandra", "Ибрагим", "Сергей", "محمد", "عبدالرحمن", "דוד", "王", "Ng", "Jean-Luc", "Abu", "Haji", "Dr",
        "Mikhail", "J"];
    private static readonly string[] Family =
        ["Qarshaneh", "Belogrivov", "Петрошанский", "al-Nazvari", "حسين", "小明", "김철수", "Zumtobelli", "van der Plonk", "Ordoñez",
        "O'Tranter", "ibn Halduni", "Vostrikova"];
    private static readonly string[] Firm = ["Trading", "Shipping", "Bank", "Завод", "Holding", "7", "Third", "Tehran", "Petrol", "Marine"];
    private static readonly string[] Forms = ["LLC", "GmbH", "ООО", "Co., Ltd.", "S.A.", ""];

    public static ScreeningCorpus Make(int seed, int parties = 60) => ScreeningCorpus.Build(Snapshots(seed, parties));

    public static IReadOnlyList<WatchlistSnapshot> Snapshots(int seed, int parties)
    {
        var random = new Random(seed);
        return [.. new[] { "zz-second", "aa-first" }.Select((code, i) => WatchlistSnapshot.Of(
            new ListVersion(ListCode.Parse(code), At.AddMinutes(i)) { PublishedAt = i == 0 ? At.AddDays(-1)
                : null, StaleAfter = TimeSpan.Zero, QuarantinedCount = i, IsSample = i == 1 },
            Enumerable.Range(0, parties).Select(n => Party(ListCode.Parse(code), n, random))))];
    }

    public static IEnumerable<ScreeningSubject> Subjects(ScreeningCorpus corpus, int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var party = corpus.Index.PartyAt(random.Next(corpus.Index.PartyCount));
            var name = party.Names[random.Next(party.Names.Length)].Text;
            var cut = random.Next(name.Length + 1);
            yield return new ScreeningSubject
            {
                Name = (i % 3) switch
                {
                    0 => name,
                    1 => name.Remove(Math.Min(cut, name.Length - 1), 1),
                    _ =>
                    name + " " + Given[random.Next(Given.Length)]
                },
                Kind = i % 5 == 0 ? PartyKind.Unknown : party.Kind,
                BirthDate = i % 2 == 0 ? party.BirthDates.FirstOrDefault() : default,
                Nationalities = i % 4 == 0 ? party.Nationalities : [],
                Identifiers = i % 6 == 0 ? party.Identifiers : [],
            };
        }
    }

    private static ListedParty Party(ListCode list, int number, Random random)
    {
        var kind = (PartyKind)random.Next(Enum.GetValues<PartyKind>().Length);
        var names = Enumerable.Range(0, 1 + random.Next(4)).Select(i => new ListedName(
            kind is PartyKind.Individual or PartyKind.Unknown ? $"{Of(Given)} {Of(Given)} {Of(Family)}"
                : $"{Of(Family)} {Of(Firm)} {Of(Forms)}".Trim(),
            i == 0 ? NameKind.Primary : NameKind.Alias,
            (AliasStrength)random.Next(Enum.GetValues<AliasStrength>().Length)));
        return new ListedParty(ListEntryId.Of(list, $"e-{number * 37 % 1000}é"), kind, [.. names])
        {
            Gender = (Gender)random.Next(Enum.GetValues<Gender>().Length),
            BirthDates = random.Next(5) switch
            {
                0 => [PartialDate.OfYear(1950 + random.Next(40), circa: true)],
                1 => [PartialDate.Parse("1961..1965"), PartialDate.OfMonth(1962, 1 + random.Next(12))],
                2 => [PartialDate.OfDay(new DateOnly(1970, 1, 1).AddDays(random.Next(9000)))],
                _ => [],
            },
            Nationalities = random.Next(3) == 0 ? [CountryCode.Parse("SY"), CountryCode.Parse("ZW")] : [],
            Identifiers = random.Next(2) == 0
                ? [new Identifier(IdentifierType.Passport, $"X{random.Next(100000, 999999)}") { Country = CountryCode.Parse("AA") }] : [],
        };

        string Of(string[] words) => words[random.Next(words.Length)];
    }
}
