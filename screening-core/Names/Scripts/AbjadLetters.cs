namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>The letters of the two abjads: which characters are the same letter, which carry a vowel, which are marks.</summary>
internal static class AbjadLetters
{
    /// <summary>One character for each Arabic letter, its national and positional forms joined; NUL for vowel marks and other characters
    /// that vanish.</summary>
    public static char Arabic(char c) => c switch
    {
        'ٱ' => 'ا',
        'ک' or 'ڪ' => 'ك',
        'ی' or 'ې' or 'ۍ' or 'ێ' or 'ے' or 'ۓ' => 'ي',
        'ہ' or 'ھ' or 'ۀ' or 'ۂ' or 'ە' => 'ه',
        'ۃ' => 'ة',
        'ړ' or 'ڑ' or 'ڕ' => 'ر',
        'ډ' or 'ڈ' => 'د',
        'ټ' or 'ٹ' => 'ت',
        'ڼ' or 'ں' => 'ن',
        'ڵ' => 'ل',
        'ۆ' or 'ۇ' or 'ۈ' or 'ۋ' => 'و',
        'ګ' or 'ڭ' or 'ݣ' => 'گ',
        'ڤ' => 'ڤ',
        (>= '\u064B' and <= '\u065F') or '\u0670' or '\u0640' or (>= '\u200B' and <= '\u200F') => '\0',
        '’' or '`' or '‘' => '\0',
        '\'' => '\0',
        _ => c,
    };

    /// <summary>Whether an Arabic letter is mostly a vowel.</summary>
    public static bool IsArabicVowel(char letter) => letter is 'ا' or 'أ' or 'إ' or 'آ' or 'و' or 'ي' or 'ى' or 'ؤ' or 'ئ' or 'ة' or 'ء';

    /// <summary>One character for each Hebrew letter, final forms joined with the others; NUL for points and quotation marks. The geresh
    /// stays: it makes another letter.</summary>
    public static char Hebrew(char c) => c switch
    {
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        '׳' or '’' or '‘' or '\'' or '`' => '\'',
        (>= '\u0591' and <= '\u05C7') or '״' or '"' => '\0',
        _ => c,
    };

    /// <summary>Whether a Hebrew letter is mostly a vowel.</summary>
    public static bool IsHebrewVowel(char letter) => letter is 'א' or 'ו' or 'י';
}
