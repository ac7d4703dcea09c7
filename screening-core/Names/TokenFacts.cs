using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Names;

/// <summary>Looks a word up in the lexicon tables and makes a token of it.</summary>
internal static class TokenFacts
{
    private static readonly FrozenSet<string> Stopwords =
        new[]
        {
            "and", "the", "of", "for", "und", "et", "en", "to", "in", "on", "by", "fur", "pour", "para", "der", "die", "das", "dba", "aka",
                "fka",
            "de", "des", "del", "della", "delle", "dello", "dei", "degli", "di", "du", "le", "les", "los", "las", "y", "voor", "von",
                "van", "och", "og",
        }.ToFrozenSet();

    /// <summary>A Latin word; a title is one only before the name (<paramref name="leading"/>) or among the suffixes behind it
    /// (<paramref name="last"/>): Bishop is a surname too. A period behind the word marks an initial.</summary>
    public static NameToken Latin(string text, bool isPerson, bool leading, bool last)
    {
        if (text[^1] == RawTokens.Abbreviated)
        {
            return new NameToken(text[..^1], null, Script.Latin, [], TokenTraits.Initial, OrganisationClass.None, 0, -1, []);
        }

        return new NameToken(text, null, Script.Latin, [],
            TraitsOf(text, isPerson, leading || (last && Honorifics.IsSuffix(text)), out var concept, out var number),
            OrganisationClass.None, concept, number, GroupsOf([text]));
    }

    /// <summary>A word of another script.</summary>
    /// <param name="word">The word; a period behind it marks an initial.</param>
    /// <param name="script">Its script.</param>
    /// <param name="transcribed">True where it writes a foreign name by its sounds.</param>
    /// <param name="titleHere">True where it is a title before a person's name.</param>
    public static NameToken Original(string word, Script script, bool transcribed, bool titleHere = false)
    {
        var isInitial = word[^1] == RawTokens.Abbreviated || (word.Length == 1 && HasInitials(script));
        word = word.TrimEnd(RawTokens.Abbreviated);
        var romanised = Romanisation.Of(word, script);
        var text = romanised.IsEmpty ? "" : romanised[0];
        if (isInitial)
        {
            return new NameToken(text, word, script, romanised, TokenTraits.Initial, OrganisationClass.None, 0, -1, []);
        }

        var traits = TraitsOf(text, isPerson: false, titleHere: false, out var concept, out var number)
            & ~(TokenTraits.Honorific | TokenTraits.Initial | TokenTraits.Common);
        traits |= transcribed ? TokenTraits.Transcribed : TokenTraits.None;
        traits |= titleHere ? TokenTraits.Honorific : TokenTraits.None;
        traits |= Patronymics.IsPatronymic(text) ? TokenTraits.Patronymic : TokenTraits.None;
        if (OriginalScriptWords.TryFind(word, out var meant))
        {
            (concept, traits) = (meant.Concept, traits | meant.Traits);
        }

        return new NameToken(text, word, script, romanised, traits, OrganisationClass.None, concept, number, GroupsOf(romanised));
    }

    // Scripts whose letters are written for a whole name; one Chinese character or one syllable is a word.
    private static bool HasInitials(Script script)
        => script is not (Script.Latin or Script.Common or Script.Han or Script.Hangul or Script.Kana);

    /// <summary>The word that neighbours make when they are written as one: letters and nothing else.</summary>
    public static NameToken Joined(string text) => new(text, null, Script.Latin, [], TokenTraits.None, OrganisationClass.None, 0, -1, []);

    private static TokenTraits TraitsOf(string text, bool isPerson, bool titleHere, out int concept, out int number)
    {
        var traits = TokenTraits.None;
        concept = 0;
        number = -1;
        if (text.Length == 1 && char.IsAsciiLetter(text[0]))
        {
            traits |= TokenTraits.Initial;
        }

        if (Stopwords.Contains(text) && !isPerson)
        {
            traits |= TokenTraits.Stopword;
        }

        traits |= ParticleTraits(text, isPerson);

        if (!isPerson || char.IsAsciiDigit(text[0]))
        {
            if (NumberWords.TryNumber(text, out var value))
            {
                traits |= TokenTraits.Number;
                number = value;
            }
        }

        if (isPerson)
        {
            traits |= !titleHere ? TokenTraits.None : Honorifics.IsWeak(text) ? TokenTraits.WeakHonorific : Honorifics.IsHonorific(text)
                ? TokenTraits.Honorific : TokenTraits.None;
            traits |= Patronymics.IsPatronymic(text) ? TokenTraits.Patronymic : TokenTraits.None;
        }
        else
        {
            if (GenericWords.TryConcept(text, out var conceptId, out var weight))
            {
                traits |= weight == GenericWeight.VeryGeneric ? TokenTraits.VeryGeneric : TokenTraits.Generic;
                concept = conceptId;
            }

            else if (Abbreviations.IsGeneric(text))
            {
                traits |= TokenTraits.Generic;
            }

            traits |= CommonWords.Contains(text) ? TokenTraits.Common : TokenTraits.None;
            var isPlace = PlaceConcepts.TryConcept(text, out var place);
            traits |= isPlace || PlaceWords.IsPlaceWord(text) ? TokenTraits.Place : TokenTraits.None;
            concept = isPlace && concept == 0 ? place : concept;
        }

        return traits;
    }

    private static TokenTraits ParticleTraits(string text, bool isPerson)
    {
        if (!NameParticles.TryRole(text, out var role))
        {
            return TokenTraits.None;
        }

        return role switch
        {
            ParticleRole.Article => TokenTraits.Particle,
            ParticleRole.SonOf => isPerson ? TokenTraits.Particle | TokenTraits.SonOf : TokenTraits.None,
            ParticleRole.AssimilatedArticle or ParticleRole.DaughterOf or ParticleRole.Family or ParticleRole.Nobiliary
                or ParticleRole.Conjunction or ParticleRole.AlsoKnown =>
                isPerson ? TokenTraits.Particle : TokenTraits.None,
            ParticleRole.FatherOf or ParticleRole.MotherOf or ParticleRole.ServantOf => isPerson ? TokenTraits.Bound : TokenTraits.None,
            ParticleRole.None => TokenTraits.None,
            _ => throw new ArgumentOutOfRangeException(nameof(text), role, null),
        };
    }

    private static ImmutableArray<int> GroupsOf(ImmutableArray<string> texts)
    {
        var groups = new SortedSet<int>();
        Span<int> found = stackalloc int[32];
        foreach (var text in texts)
        {
            foreach (var group in found[..NameVariants.GroupsOf(text, found)])
            {
                groups.Add(group);
            }

            foreach (var group in found[..Nicknames.GroupsOf(text, found)])
            {
                groups.Add(NameToken.FirstNicknameGroup + group);
            }

            foreach (var group in found[..Abbreviations.GroupsOf(text, found)])
            {
                groups.Add(NameToken.FirstAbbreviationGroup + group);
            }
        }

        return [.. groups];
    }
}
