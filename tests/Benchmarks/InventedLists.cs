using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Benchmarks;

/// <summary>
/// A list of invented parties of the size and shape of a real one, made from syllables by a fixed seed: what is measured when no real files
/// are named.
/// </summary>
internal static class InventedLists
{
    private const int Seed = 20_261_122;
    private const int Parties = 15_000;

    private static readonly string[] Onsets =
        ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "kh", "sh", "ch", "al", "ibr"];
    private static readonly string[] Nuclei = ["a", "e", "i", "o", "u", "ai", "ou", "ya"];
    private static readonly string[] Codas = ["", "", "n", "r", "l", "m", "d", "sh", "v", "ov", "i"];
    private static readonly string[] Forms = ["LLC", "Ltd", "GmbH", "JSC", "Trading Company", "Shipping", "Bank", "Group"];

    /// <summary>The snapshot.</summary>
    public static WatchlistSnapshot Make(DateTimeOffset at)
    {
        var random = new Random(Seed);
        var list = ListCode.Parse("invented");

        // A few thousand words, drawn with a skew: some names are common, as on real lists.
        var words = Enumerable.Range(0, 6_000).Select(_ => Word(random)).ToArray();
        return WatchlistSnapshot.Of(new ListVersion(list, at), Enumerable.Range(0, Parties).Select(i => Party(list, i, random, words)));
    }

    private static ListedParty Party(ListCode list, int number, Random random, string[] words)
    {
        var organisation = number % 3 == 0;
        var names = Enumerable.Range(0, 1 + random.Next(4))
            .Select(at => new ListedName(Name(random, words, organisation), at == 0 ? NameKind.Primary : NameKind.Alias));
        return new ListedParty(
            ListEntryId.Of(list, number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            organisation ? PartyKind.Organization : PartyKind.Individual,
            [.. names])
        {
            BirthDates = organisation ? []
                : [PartialDate.OfDay(new DateOnly(1940 + random.Next(60), 1 + random.Next(12), 1 + random.Next(28)))],
            Designations = [new Designation("INVENTED") { Measures = Measures.Freeze }],
        };
    }

    private static string Name(Random random, string[] words, bool organisation)
    {
        var parts = Enumerable.Range(0, 2 + random.Next(2)).Select(_ => words[(int)(Math.Pow(random.NextDouble(), 2) * words.Length)]);
        return string.Join(' ', organisation ? parts.Append(Forms[random.Next(Forms.Length)]) : parts);
    }

    private static string Word(Random random)
    {
        var word = string.Concat(Enumerable.Range(0, 2 + random.Next(2))
            .Select(_ => Onsets[random.Next(Onsets.Length)] + Nuclei[random.Next(Nuclei.Length)] + Codas[random.Next(Codas.Length)]));
        return char.ToUpperInvariant(word[0]) + word[1..];
    }
}
