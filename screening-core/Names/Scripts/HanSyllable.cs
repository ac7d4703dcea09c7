namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>One Mandarin syllable: its standard spellings, and the ways its two parts are written when the name behind it is a foreign
/// one.</summary>
/// <param name="Pinyin">Hanyu Pinyin without tones, ü as u.</param>
/// <param name="WadeGiles">Wade-Giles without marks.</param>
/// <param name="Whole">Spellings of the syllable as a whole.</param>
/// <param name="Initial">Spellings of the initial; null for a syllable without one.</param>
/// <param name="Final">Spellings of the rest.</param>
internal sealed record HanSyllable(string Pinyin, string WadeGiles, Renderings Whole, Renderings? Initial, Renderings Final)
{
    private static readonly string[] Initials = ["zh", "ch", "sh", .. "bpmfdtnlgkhjqxrzcswy".Select(static c => c.ToString())];

    /// <summary>Takes a syllable apart and looks its parts up.</summary>
    /// <exception cref="FormatException">The table of sounds lacks a part.</exception>
    public static HanSyllable Of(string syllable, LetterTable sounds)
    {
        var pinyin = syllable.Replace('v', 'u');
        var initial = Array.Find(Initials, i => syllable.StartsWith(i, StringComparison.Ordinal) && syllable.Length > i.Length) ?? "";
        var rest = syllable[initial.Length..];
        var final = sounds.Find("-" + rest)
            ?? throw new FormatException(
            $"The final '-{rest}' of the syllable '{syllable}' in HanMandarin.tsv has no row in HanSounds.tsv.");
        var wadeGiles = HanWadeGiles.Of(initial, rest, syllable);
        var whole = new List<LetterOption> { new(pinyin, 0), new(wadeGiles, 0) };
        if (syllable.Contains('v', StringComparison.Ordinal))
        {
            whole.AddRange(
                [new LetterOption(syllable, 0), new LetterOption(syllable.Replace("v", "yu", StringComparison.Ordinal), 0),
                new LetterOption(syllable.Replace("v", "ue", StringComparison.Ordinal), 1)]);
        }

        if (sounds.Find(syllable + "-") is { } custom)
        {
            whole.AddRange(custom.Renderings.Options.Select(static o => o with { Cost = (byte)(o.Cost + 1) }));
        }

        return new HanSyllable(pinyin, wadeGiles, Renderings.Of(whole), initial.Length == 0 ? null
            : (sounds.Find(initial) ?? throw new FormatException($"The initial of {syllable} has no row in HanSounds.tsv.")).Renderings,
            final.Renderings);
    }

    /// <summary>The same with every spelling dearer, for a rarer reading.</summary>
    public HanSyllable Dearer(int cost)
        => this with { Whole = Renderings.Of(Whole.Options.Select(o => o with { Cost = (byte)(o.Cost + cost) })) };
}
