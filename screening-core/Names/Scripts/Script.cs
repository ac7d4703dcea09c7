namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>The writing systems the product can compare with Latin names. Values follow the Unicode Scripts.txt property, with the
/// two Japanese syllabaries joined because names mix them.</summary>
public enum Script
{
    /// <summary>Digits, punctuation, marks and every script without a table here; never compared with Latin letters.</summary>
    Common,

    /// <summary>Latin letters, all blocks.</summary>
    Latin,

    /// <summary>Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh, Tajik, Mongolian and others.</summary>
    Cyrillic,

    /// <summary>Greek.</summary>
    Greek,

    /// <summary>Arabic letters: Arabic, Persian, Urdu, Pashto, Kurdish, Uyghur.</summary>
    Arabic,

    /// <summary>Hebrew letters.</summary>
    Hebrew,

    /// <summary>Chinese characters, as written in Chinese, Korean and Japanese names.</summary>
    Han,

    /// <summary>Hiragana and katakana.</summary>
    Kana,

    /// <summary>Korean letters and syllables.</summary>
    Hangul,

    /// <summary>Thai.</summary>
    Thai,

    /// <summary>Lao.</summary>
    Lao,

    /// <summary>Devanagari: Hindi, Marathi, Nepali.</summary>
    Devanagari,

    /// <summary>Bengali and Assamese.</summary>
    Bengali,

    /// <summary>Gurmukhi: Punjabi.</summary>
    Gurmukhi,

    /// <summary>Gujarati.</summary>
    Gujarati,

    /// <summary>Odia.</summary>
    Odia,

    /// <summary>Tamil.</summary>
    Tamil,

    /// <summary>Telugu.</summary>
    Telugu,

    /// <summary>Kannada.</summary>
    Kannada,

    /// <summary>Malayalam.</summary>
    Malayalam,

    /// <summary>Sinhala.</summary>
    Sinhala,

    /// <summary>Armenian.</summary>
    Armenian,

    /// <summary>Georgian.</summary>
    Georgian,

    /// <summary>Burmese.</summary>
    Burmese,

    /// <summary>Khmer.</summary>
    Khmer,

    /// <summary>Ethiopic: Amharic, Tigrinya.</summary>
    Ethiopic,
}
