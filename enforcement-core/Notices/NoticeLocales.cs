using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.EnforcementCore.Notices;

/// <summary>The languages in which notices are written. Everything that a reader sees of a notice is in one of them.</summary>
public static class NoticeLocales
{
    /// <summary>Where nothing is known of the reader.</summary>
    public const string Default = "en";

    private static readonly Dictionary<string, string[]> Months = new(StringComparer.Ordinal)
    {
        ["en"] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
            "December"],
        ["de"] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        ["fr"] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["es"] = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
            "diciembre"],
        ["ar"] = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    };

    /// <summary>Every language, by its code of ISO 639-1.</summary>
    public static ImmutableArray<string> All { get; } = ["en", "de", "fr", "es", "ar", "zh"];

    /// <summary>True where a language is written from right to left.</summary>
    public static bool IsRightToLeft(string locale) => locale == "ar";

    /// <summary>The language closest to what was asked for (<c>de-AT</c>, <c>zh_Hant</c>); the default where none is.</summary>
    public static string Nearest(string? asked)
    {
        var language = (asked ?? "").Split('-', '_')[0].ToLowerInvariant();
        return All.Contains(language) ? language : Default;
    }

    /// <summary>A day as readers of a language write it, in the calendar and the digits that everybody can check.</summary>
    /// <param name="locale">One of <see cref="All"/>.</param>
    /// <param name="day">The day.</param>
    public static string Write(string locale, DateOnly day) => locale switch
    {
        "zh" => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日"),
        "de" => string.Create(CultureInfo.InvariantCulture, $"{day.Day}. {Months["de"][day.Month - 1]} {day.Year}"),
        "es" => string.Create(CultureInfo.InvariantCulture, $"{day.Day} de {Months["es"][day.Month - 1]} de {day.Year}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[locale][day.Month - 1]} {day.Year}"),
    };
}
