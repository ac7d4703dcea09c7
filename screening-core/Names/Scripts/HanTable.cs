using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>How Chinese characters are read: in Mandarin, Cantonese, Korean, Japanese and Vietnamese.</summary>
internal sealed class HanTable
{
    private const int CantoneseCost = 1, KoreanCost = 2, JapaneseCost = 2, VietnameseCost = 2, ForeignCost = 1, SecondReadingCost = 1;

    private static readonly Lazy<HanTable> Shared = new(static () => new HanTable());

    private readonly FrozenDictionary<int, Character> _characters;
    private readonly FrozenDictionary<char, Word[]> _words;

    private HanTable()
    {
        var sounds = LetterTable.Load("HanSounds");
        var syllables = new Dictionary<string, HanSyllable>(StringComparer.Ordinal);
        var mandarin = new SortedDictionary<int, List<HanSyllable>>();
        foreach (var row in TableText.Rows("HanMandarin"))
        {
            syllables[row[0]] = HanSyllable.Of(row[0], sounds);
            AddReadings(mandarin, row[1], syllables[row[0]], first: true);
        }

        foreach (var row in TableText.Rows("HanMandarin").Where(static row => row.Length > 2))
        {
            AddReadings(mandarin, row[2], syllables[row[0]], first: false);
        }

        var others = new Dictionary<int, List<LetterOption>>();
        var spellings = new Dictionary<(int, char), string>();
        foreach (var row in TableText.Rows("HanCantonese"))
        {
            AddOthers(others, spellings, 'c', row[1], row[0].Split(' '), CantoneseCost);
        }

        foreach (var row in TableText.Rows("HanKorean").Where(static row => row[0].Split(' ')[0].Length == 1))
        {
            var romanised = row[0].Split(' ').SelectMany(static hangul => Romanisation.Of(hangul, Script.Hangul)).Distinct().ToArray();
            AddOthers(others, spellings, 'k', row[1], romanised, KoreanCost);
        }

        foreach (var row in TableText.Rows("HanVietnamese"))
        {
            AddOthers(others, spellings, 'v', row[1], row[0].Split(' '), VietnameseCost);
        }

        var words = new List<Word>();
        foreach (var row in TableText.Rows("HanJapanese"))
        {
            var readings = row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (row[0].Length == 1)
            {
                AddOthers(others, spellings, 'j', row[0], readings, JapaneseCost);
            }
            else
            {
                words.Add(new Word(row[0], [.. readings], Renderings.Of(readings.Select(static r => new LetterOption(r, 0)))));
            }
        }

        foreach (var row in TableText.Rows("HanForeign"))
        {
            var names = row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            words.AddRange(row[0].Split(' ').Where(static text => text.Length > 1)
                .Select(text => new Word(text, [], Renderings.Of(names.Select(static n => new LetterOption(n, 0))))));
            foreach (var character in row[0].Split(' ').Where(static text => text.Length == 1))
            {
                AddOthers(others, spellings, 'f', character, names, ForeignCost);
            }
        }

        _characters = mandarin.Keys.Union(others.Keys).ToFrozenDictionary(static rune => rune, rune => new Character(
            mandarin.TryGetValue(rune, out var readings) ? [.. readings] : [],
            others.TryGetValue(rune, out var more) ? Renderings.Of(more) : null,
            spellings.GetValueOrDefault((rune, 'c'), ""),
            spellings.GetValueOrDefault((rune, 'k'), ""),
            spellings.GetValueOrDefault((rune, 'j'), ""),
            spellings.GetValueOrDefault((rune, 'v'), "")));
        _words = words.GroupBy(static word => word.Text[0])
            .ToFrozenDictionary(static g => g.Key, static g => g.OrderByDescending(static w => w.Text.Length).ToArray());
    }

    /// <summary>The table, read on first use.</summary>
    public static HanTable Instance => Shared.Value;

    /// <summary>What is known of one character: Mandarin readings, all others together, and the commonest Cantonese, Korean, Japanese and
    /// Vietnamese one.</summary>
    internal sealed record Character(ImmutableArray<HanSyllable> Mandarin, Renderings? Others, string Cantonese, string Korean,
        string Japanese, string Vietnamese);

    /// <summary>A word of several characters with a reading of its own: Japanese ones have readings, foreign names only spellings for the
    /// lattice.</summary>
    internal sealed record Word(string Text, ImmutableArray<string> Readings, Renderings Renderings);

    /// <summary>The character's readings, or null when none is known.</summary>
    public Character? Find(int rune) => _characters.GetValueOrDefault(rune);

    /// <summary>The words that may start with this character, the longest first.</summary>
    public ReadOnlySpan<Word> WordsFrom(char first) => _words.TryGetValue(first, out var words) ? words : [];

    private static void AddReadings(SortedDictionary<int, List<HanSyllable>> readings, string characters, HanSyllable syllable, bool first)
    {
        foreach (var rune in characters.EnumerateRunes())
        {
            if (!readings.TryGetValue(rune.Value, out var list))
            {
                readings[rune.Value] = list = [];
            }

            list.Add(first && list.Count == 0 ? syllable : syllable.Dearer(SecondReadingCost));
        }
    }

    private static void AddOthers(
        Dictionary<int, List<LetterOption>> others, Dictionary<(int, char), string> spellings, char kind, string characters,
            string[] readings, int cost)
    {
        foreach (var rune in characters.EnumerateRunes())
        {
            if (!others.TryGetValue(rune.Value, out var list))
            {
                others[rune.Value] = list = [];
            }

            list.AddRange(readings.Select(reading => new LetterOption(reading, (byte)cost)));
            spellings.TryAdd((rune.Value, kind), readings[0]);
        }
    }
}
