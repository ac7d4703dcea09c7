namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>
/// Rewrites a token into the letters its table is written in: marks dropped, vowels that are written before their consonant put
/// after it, syllables taken apart, and a place-holder put wherever a vowel is spoken but not written.
/// </summary>
internal ref struct LetterForm
{
    /// <summary>Stands where a short vowel may be spoken between two consonants.</summary>
    public const char Vowel = '·';

    /// <summary>Stands where a vowel is possible but rare: after a letter that is itself mostly a vowel, or at the end.</summary>
    public const char RareVowel = '˙';

    /// <summary>The greatest length of a form in relation to its token.</summary>
    public const int Growth = 4;

    private readonly Span<char> _buffer;
    private int _length;

    private LetterForm(Span<char> buffer) => _buffer = buffer;

    /// <summary>Writes the form of a token into a buffer of <see cref="Growth"/> times its length and returns the part used.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> token, Script script, Span<char> buffer)
    {
        var form = new LetterForm(buffer);
        switch (script)
        {
            case Script.Greek:
                form.Decomposed(token);
                break;
            case Script.Arabic:
                form.Abjad(token, static c => AbjadLetters.Arabic(c), static c => AbjadLetters.IsArabicVowel(c));
                break;
            case Script.Hebrew:
                form.Abjad(token, static c => AbjadLetters.Hebrew(c), static c => AbjadLetters.IsHebrewVowel(c));
                break;
            case Script.Hangul:
                form.Jamo(token);
                break;
            case Script.Thai or Script.Lao:
                form.Thai(token);
                break;
            case >= Script.Devanagari and <= Script.Malayalam:
                form.Indic(token, 0x0900);
                break;
            case Script.Sinhala:
                form.Sinhala(token);
                break;
            case Script.Burmese:
                form.Burmese(token);
                break;
            case Script.Khmer:
                form.Khmer(token);
                break;
            case Script.Ethiopic:
                form.Ethiopic(token);
                break;
            case Script.Georgian:
                form.Georgian(token);
                break;
            default:
                form.Copy(token);
                break;
        }

        return buffer[..form._length];
    }

    private void Put(char c) => _buffer[_length++] = c;

    private void Copy(ReadOnlySpan<char> token)
    {
        token.CopyTo(_buffer);
        _length = token.Length;
    }

    private void Decomposed(ReadOnlySpan<char> token)
    {
        foreach (var c in token.ToString().Normalize(System.Text.NormalizationForm.FormD))
        {
            if (c is < '\u0300' or > '\u036F' && _length < _buffer.Length)
            {
                Put(c == 'ς' ? 'σ' : c);
            }
        }
    }

    private void Abjad(ReadOnlySpan<char> token, Func<char, char> letterOf, Func<char, bool> isVowel)
    {
        var before = '\0';
        foreach (var c in token)
        {
            var letter = letterOf(c);
            if (letter == '\0')
            {
                continue;
            }

            if (before != '\0' && letter is not ('\'' or 'ا' or 'آ' or 'ة') && before is not ('ا' or 'آ'))
            {
                Put(isVowel(letter) || isVowel(before) ? RareVowel : Vowel);
            }

            Put(letter);
            before = letter;
        }
    }

    private void Jamo(ReadOnlySpan<char> token)
    {
        foreach (var c in token)
        {
            if (c is < '\uAC00' or > '\uD7A3')
            {
                Put(c);
                continue;
            }

            var index = c - 0xAC00;
            Put("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[index / 588]);
            Put((char)('ㅏ' + (index % 588 / 28)));
            var final = index % 28;
            if (final > 0)
            {
                Put("㉠㉠㉠㉡㉡㉡㉢㉣㉠㉤㉣㉣㉣㉤㉣㉤㉥㉥㉦㉦㉧㉨㉩㉪㉫㉬㉭"[final - 1]);
            }
        }
    }

    private void Thai(ReadOnlySpan<char> token)
    {
        for (var i = 0; i < token.Length; i++)
        {
            var c = token[i];
            if (ThaiLetters.IsMark(c))
            {
                continue;
            }

            if (ThaiLetters.IsLeadingVowel(c) && i + 1 < token.Length && ThaiLetters.IsConsonant(token[i + 1]))
            {
                var cluster = ThaiLetters.OnsetLength(token[(i + 1)..]);
                for (var j = 1; j <= cluster; j++)
                {
                    Put(token[i + j]);
                }

                Put(c);
                i += cluster;
                continue;
            }

            if (_length > 0 && ThaiLetters.IsConsonant(c) && ThaiLetters.IsConsonant(_buffer[_length - 1]))
            {
                Put(Vowel);
            }

            Put(c);
        }

        if (_length > 0 && ThaiLetters.IsConsonant(_buffer[_length - 1]))
        {
            Put(RareVowel);
        }
    }

    private void Indic(ReadOnlySpan<char> token, int block)
    {
        for (var i = 0; i < token.Length; i++)
        {
            if (token[i] is < '\u0900' or > '\u0D7F')
            {
                continue;
            }

            var offset = token[i] & 0x7F;
            if (token[i] is >= '\u0D7A' and <= '\u0D7F')
            {
                Put("णनरललक"[token[i] - 0x0D7A]);
                Put('्');
                continue;
            }

            Put((char)(block + offset));
            var next = i + 1 < token.Length ? token[i + 1] & 0x7F : 0;
            if (offset is (>= 0x15 and <= 0x39) or (>= 0x58 and <= 0x5F) && next is not ((>= 0x3C and <= 0x4D) or (>= 0x55 and <= 0x57)))
            {
                Put(i + 1 < token.Length ? Vowel : RareVowel);
            }
            else if (offset == 0x3C && next is not (>= 0x3E and <= 0x4D))
            {
                Put(i + 1 < token.Length ? Vowel : RareVowel);
            }
        }
    }

    private void Sinhala(ReadOnlySpan<char> token)
    {
        for (var i = 0; i < token.Length; i++)
        {
            if (token[i] is < '\u0D80' or > '\u0DFF')
            {
                continue;
            }

            Put(token[i]);
            var next = i + 1 < token.Length ? token[i + 1] : '\0';
            if (token[i] is >= '\u0D9A' and <= '\u0DC6' && next is not (>= '\u0DCA' and <= '\u0DDF'))
            {
                Put(next == '\0' ? RareVowel : Vowel);
            }
        }
    }

    private void Burmese(ReadOnlySpan<char> token)
    {
        Span<char> letters = stackalloc char[token.Length];
        var count = 0;
        foreach (var c in token)
        {
            if (c is not ('\u1037' or '\u1038'))
            {
                letters[count++] = c;
            }
        }

        for (var i = 0; i < count; i++)
        {
            Put(letters[i]);
            var next = i + 1 < count ? letters[i + 1] : '\0';
            var killed = i + 2 < count && letters[i + 2] is '\u103A' or '\u1039';
            if (letters[i] is (>= '\u1000' and <= '\u1021') or (>= '\u103B' and <= '\u103F')
                && (next == '\0' || (next is >= '\u1000' and <= '\u1021' && !killed)))
            {
                Put(Vowel);
            }
        }
    }

    private void Khmer(ReadOnlySpan<char> token)
    {
        for (var i = 0; i < token.Length; i++)
        {
            var c = token[i];
            if (c is (>= '\u17C9' and <= '\u17D1') or '\u200B')
            {
                continue;
            }

            var next = i + 1 < token.Length ? token[i + 1] : '\0';
            Put(c);
            if (c is >= '\u1780' and <= '\u17A2' && next is not ((>= '\u17B6' and <= '\u17C8') or '\u17D2'))
            {
                Put(next == '\0' ? RareVowel : Vowel);
            }
        }
    }

    private void Ethiopic(ReadOnlySpan<char> token)
    {
        foreach (var c in token)
        {
            if (c is >= '\u1200' and <= '\u1357')
            {
                Put((char)(c & ~7));
                Put((char)('0' + (c & 7)));
            }
        }
    }

    private void Georgian(ReadOnlySpan<char> token)
    {
        foreach (var c in token)
        {
            Put(c is >= '\u1C90' and <= '\u1CBF' ? (char)(c - 0x1C90 + 0x10D0) : c);
        }
    }
}
