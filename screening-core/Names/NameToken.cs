using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Names;

/// <summary>What a word is within a name, beside being a word. Facts of language; what they are worth is the scoring profile's
/// matter.</summary>
[Flags]
public enum TokenTraits
{
    /// <summary>A plain word.</summary>
    None = 0,

    /// <summary>An organisation form such as Ltd, GmbH, OOO.</summary>
    OrganisationForm = 1,

    /// <summary>A generic organisation word such as trading or shipping.</summary>
    Generic = 2,

    /// <summary>A very generic organisation word such as company or group.</summary>
    VeryGeneric = 4,

    /// <summary>A word that carries nothing: and, the, of.</summary>
    Stopword = 8,

    /// <summary>A title: Dr, Sheikh.</summary>
    Honorific = 16,

    /// <summary>A particle: al, bin, van, de.</summary>
    Particle = 32,

    /// <summary>The beginning of a name that stands for it: one letter, or one of another alphabet in Latin letters (Yu., Kh.).</summary>
    Initial = 64,

    /// <summary>A number or ordinal in digits, words or Roman numerals.</summary>
    Number = 128,

    /// <summary>A country, demonym or large city.</summary>
    Place = 256,

    /// <summary>A Slavic or Turkic patronymic.</summary>
    Patronymic = 512,

    /// <summary>A title that is also a name part: Haji, Khan, Mir.</summary>
    WeakHonorific = 1024,

    /// <summary>Son of: bin, ibn, mac.</summary>
    SonOf = 2048,

    /// <summary>A word that makes a name only with the next one: abu, umm, abd.</summary>
    Bound = 4096,

    /// <summary>Chinese characters or Hangul that write a foreign name by its sounds: 惠特曼, 알보르노스.</summary>
    Transcribed = 8192,

    /// <summary>A word that a great many organisations and ships bear: star, orion, alpha. Alone it tells none from another.</summary>
    Common = 16384,
}

/// <summary>One word of a name in comparable form. Immutable; equal words share one instance within an index.</summary>
public sealed class NameToken
{
    private LetterLattice? _lattice;
    private volatile bool _isLatticeMade;
    private ImmutableArray<ulong> _consonantKeys;

    internal NameToken(string text, string? original, Script script, ImmutableArray<string> romanisations, TokenTraits traits,
        Lexicon.OrganisationClass formClass, int concept, int number, ImmutableArray<int> groups)
    {
        (Text, Original, Script, Romanisations, Traits) = (text, original, script, romanisations, traits);
        (FormClass, Concept, Number, Groups) = (formClass, concept, number, groups);
        Sound = SoundSpelling.Of(Lexicon.GenderedSurname.TryMasculine(text, out var masculine, out _) ? masculine : text);
        Gender = Lexicon.Genders.Likely(text);
        (TextMask, SoundMask) = (MaskOf(Text), MaskOf(Sound));
        (Weight, IsPosted) = (Matching.Similarity.TokenWeights.Of(this), Matching.Similarity.TokenWeights.IsPosted(this));
    }

    private NameToken(
        (string Text, string Sound, string? Original, Script Script) word, TokenTraits traits, Lexicon.OrganisationClass formClass,
            Parties.Gender gender,
        int concept, int number, ImmutableArray<int> groups, ImmutableArray<ulong> consonantKeys, ImmutableArray<string> romanisations)
    {
        (Text, Sound, Original, Script) = word;
        (Traits, FormClass, Gender, Concept, Number) = (traits, formClass, gender, concept, number);
        (Groups, _consonantKeys, Romanisations) = (groups, consonantKeys, romanisations);
        (TextMask, SoundMask) = (MaskOf(Text), MaskOf(Sound));
        (Weight, IsPosted) = (Matching.Similarity.TokenWeights.Of(this), Matching.Similarity.TokenWeights.IsPosted(this));
    }

    /// <summary>A word as a compiled index stores it: nothing is analysed again.</summary>
    internal static NameToken Stored(
        string text, string sound, string? original, Script script, TokenTraits traits, Lexicon.OrganisationClass formClass,
            Parties.Gender gender,
        int concept, int number, ImmutableArray<int> groups, ImmutableArray<ulong> consonantKeys, ImmutableArray<string> romanisations) =>
        new((text, sound, original, script), traits, formClass, gender, concept, number, groups, consonantKeys, romanisations);

    /// <summary>The word in a-z and 0-9; for other scripts its first romanisation (empty where none is known).</summary>
    public string Text { get; }

    /// <summary>The word by sound (<see cref="SoundSpelling"/>), surnames in their masculine form.</summary>
    public string Sound { get; }

    /// <summary>The folded word in its own script; null for Latin.</summary>
    public string? Original { get; }

    /// <summary>The script of <see cref="Original"/>; Latin otherwise.</summary>
    public Script Script { get; }

    /// <summary>All plausible romanisations, the first being <see cref="Text"/>; empty for Latin.</summary>
    public ImmutableArray<string> Romanisations { get; }

    /// <summary>What the word is.</summary>
    public TokenTraits Traits { get; }

    /// <summary>Classes the organisation form may stand for; none where it is no form.</summary>
    public Lexicon.OrganisationClass FormClass { get; }

    /// <summary>Gender that nearly all bearers of a given name have, or that the surname's ending shows; unknown for most words.</summary>
    public Parties.Gender Gender { get; }

    /// <summary>Concept of a generic word, equal across languages; 0 where it is none.</summary>
    public int Concept { get; }

    /// <summary>Value of a number; −1 where it is none.</summary>
    public int Number { get; }

    /// <summary>Groups of names that stand for one another (nicknames and name variants), sorted; empty for most words.</summary>
    public ImmutableArray<int> Groups { get; }

    /// <summary>Groups from this number on are nicknames; lower ones are spellings of one name.</summary>
    public const int FirstNicknameGroup = 1 << 20;

    /// <summary>Groups from this number on, below the nicknames, are trade abbreviations with the words they stand for.</summary>
    public const int FirstAbbreviationGroup = 1 << 19;

    /// <summary>
    /// Coarse consonant keys that find a word across scripts; empty where it has too few consonants. Made when they are first asked for:
    /// the words of a subject that an index has looked up before never are.
    /// </summary>
    public ImmutableArray<ulong> ConsonantKeys
    {
        get
        {
            if (_consonantKeys.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref _consonantKeys, KeysOf(Text, Original, Script));
            }

            return _consonantKeys;
        }
    }

    /// <summary>The readings of <see cref="Original"/>, made when they are first asked for: most words of an index never are. Null where
    /// there are none.</summary>
    internal LetterLattice? Lattice
    {
        get
        {
            if (!_isLatticeMade && Original is not null)
            {
                _lattice = LetterLattice.For(Original, Script);
                _isLatticeMade = true;
            }

            return _lattice;
        }
    }

    /// <summary>What the word weighs within its name before the weights of one name are made to sum to 1.</summary>
    internal float Weight { get; }

    /// <summary>True where an index keeps postings for the word: it can bear a name.</summary>
    internal bool IsPosted { get; }

    /// <summary>Which letters and digits occur in <see cref="Text"/>: bits 0 to 25 for a to z, 26 to 35 for 0 to 9.</summary>
    internal ulong TextMask { get; }

    /// <summary>Which letters and digits occur in <see cref="Sound"/>.</summary>
    internal ulong SoundMask { get; }

    private static ulong MaskOf(string text)
    {
        var mask = 0UL;
        foreach (var letter in text)
        {
            mask |= 1UL << (char.IsAsciiDigit(letter) ? 26 + letter - '0' : (letter - 'a') & 31);
        }

        return mask;
    }

    private static ImmutableArray<ulong> KeysOf(string text, string? original, Script script)
    {
        if (original is not null)
        {
            return [.. ConsonantKey.OfOriginal(original, script).Where(key => key != 0)];
        }

        return text.Length >= 3 && ConsonantKey.OfLatin(text) is var key && key != 0 ? [key] : [];
    }

    /// <summary>What identifies the word in a vocabulary.</summary>
    public string Key => Original is not null
        ? (Is(TokenTraits.Transcribed) ? "^" : Is(TokenTraits.Initial) ? "." : Is(TokenTraits.Honorific) ? "~" : "") + Original
        : Is(TokenTraits.OrganisationForm) ? string.Create(CultureInfo.InvariantCulture, $"={Text}{(int)FormClass}")
        : Is(TokenTraits.Initial) && Text.Length > 1 ? "." + Text
        : Is(TokenTraits.Honorific | TokenTraits.WeakHonorific) ? "~" + Text : Text;

    /// <summary>True where any of the traits is present.</summary>
    public bool Is(TokenTraits any) => (Traits & any) != 0;
}

/// <summary>A name cut into comparable words.</summary>
/// <param name="Raw">The name as written.</param>
/// <param name="IsPerson">True where it was read as a person's name.</param>
/// <param name="Tokens">The words in their order; empty where nothing readable is in the name.</param>
public sealed record AnalysedName(string Raw, bool IsPerson, ImmutableArray<NameToken> Tokens)
{
    /// <summary>True where any word is in another script than Latin.</summary>
    public bool HasOriginal => Tokens.Any(token => token.Original is not null);
}
