using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.Functions.Demo;

/// <summary>An invented customer of the demo world.</summary>
/// <param name="Id">Its account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Born">Birth date.</param>
/// <param name="Country">Nationality.</param>
/// <param name="Gender">As the API writes it; null where not stated.</param>
internal sealed record DemoPerson(string Id, string Name, string? Born, string? Country, string? Gender);

/// <summary>Customers of the demo world. Names are put together from parts that mean nothing; those near the sample list bear the invented
/// names of that list, with facts that agree, that differ, or that are missing.</summary>
internal static class DemoPeople
{
    /// <summary>Every id of the demo world begins so.</summary>
    public const string Mark = "demo-";

    private static readonly ImmutableArray<string> Starts =
        ["Bel", "Cor", "Dal", "Fen", "Gri", "Hal", "Jor", "Kel", "Lom", "Mar", "Nor", "Pel", "Quin", "Ras", "Sol", "Tam", "Ul", "Wes"];

    private static readonly ImmutableArray<string> Ends =
        ["bero", "cato", "dine", "fara", "gusta", "harin", "kova", "lindo", "mora", "nella", "pira", "rona", "sando", "tina", "vero",
        "zane"];

    private static readonly ImmutableArray<string> Countries =
        ["DE", "FR", "NL", "PL", "ES", "IT", "SE", "US", "CA", "BR", "IN", "JP", "KE", "ZA", "AU", "MX"];

    /// <summary>The names of the sample list that customers bear, with the birth date listed.</summary>
    private static readonly ImmutableArray<(string Name, string Born, string Country)> Listed =
    [
        ("Boris Vymyslov", "1961-04-12", "RU"), ("Galina Pridumanova", "1974-11-09", "RU"), ("Taras Vyhadanenko", "1983-02-28", "UA"),
        ("Petko Izmislenov", "1967-07-07", "BG"), ("Yusuf Khayali", "1979-09-01", "SY"), ("Farhad Khiyalpour", "1965-03-21", "IR"),
        ("Nasrin Nemunei", "1991-06-15", "IR"), ("Stavros Fantastikopoulos", "1956-12-24", "GR"), ("Emre Uydurmaoglu", "1985-10-10", "TR"),
        ("Jean-Pierre Imaginaire", "1955-05-15", "FR"), ("Levan Gamogonili", "1978-08-08", "GE"), ("Tarek El-Wahmy", "1984-12-01", "EG"),
    ];

    /// <summary>Customers who are near nobody.</summary>
    public static IEnumerable<DemoPerson> Ordinary(int count) => Enumerable.Range(1, count).Select(number => new DemoPerson(
        Account(number), $"{Part(number * 7)} {Part((number * 13) + 5)}",
        string.Create(CultureInfo.InvariantCulture, $"{1950 + (number % 55)}-{1 + (number % 12):00}-{1 + (number % 28):00}"),
        Countries[number % Countries.Length], number % 2 == 0 ? "female" : "male"));

    /// <summary>Customers who bear a listed name: for each, one whose facts agree, four of other birth dates, one with a name
    /// alone.</summary>
    public static IEnumerable<DemoPerson> NearListed() => Listed.SelectMany((listed, at) => new[]
    {
        new DemoPerson($"{Mark}match-{at + 1}", listed.Name, at < 4 ? listed.Born : null, at < 4 ? listed.Country : null, null),
        new DemoPerson($"{Mark}name-{at + 1}", listed.Name, null, null, null),
    }.Concat(Enumerable.Range(1, 4).Select(other => new DemoPerson($"{Mark}other-{at + 1}-{other}", Turned(listed.Name, other),
        string.Create(CultureInfo.InvariantCulture, $"{1986 + (other * 3) + (at % 3)}-0{1 + (other % 9)}-1{at % 10}"),
        other % 2 == 0 ? "DE" : null, null))));

    /// <summary>The account of a number.</summary>
    public static string Account(int number) => string.Create(CultureInfo.InvariantCulture, $"{Mark}acct-{number:0000}");

    private static string Turned(string name, int other)
        => other == 3 && name.Split(' ') is [var given, var family] ? $"{family} {given}" : name;

    private static string Part(int number) => Starts[number % Starts.Length] + Ends[number / Starts.Length % Ends.Length];
}
