using System.Collections.Frozen;

namespace Compliance.EnforcementCore.Notices;

/// <summary>The words of notices in every language: measures, what they mean, grounds, outcomes. A word that is missing in one language is
/// found by a test, not by a reader.</summary>
public static partial class NoticeWords
{
    /// <summary>Every key, in order.</summary>
    public static IEnumerable<string> Keys => En.Keys.Order(StringComparer.Ordinal);

    /// <summary>The words of a key in a language; null where there are none.</summary>
    /// <param name="locale">One of <see cref="NoticeLocales.All"/>.</param>
    /// <param name="key">The key, for example <c>measure.suspend</c>.</param>
    public static string? Find(string locale, string key) => Of(locale)?.GetValueOrDefault(key);

    private static FrozenDictionary<string, string>? Of(string locale) => locale switch
    {
        "en" => En,
        "de" => De,
        "fr" => Fr,
        "es" => Es,
        "ar" => Ar,
        "zh" => Zh,
        _ => null,
    };
}
