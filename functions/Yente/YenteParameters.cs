using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Compliance.Functions.Yente;

/// <summary>Reads parameters of the query string as yente does: a wrong one is refused with 422 and its place.</summary>
internal sealed partial class YenteParameters(IQueryCollection query)
{
    /// <summary>Most results of one answer.</summary>
    public const int MostResults = 500;

    /// <summary>Farthest that results may be paged.</summary>
    public const int MostOffset = 9_499;

    private const int MostValues = 200;
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>A text; empty where it is absent.</summary>
    public string Text(string name) => query[name].ToString();

    /// <summary>The texts of a parameter that may be repeated.</summary>
    public ImmutableArray<string> Texts(string name, int most = MostValues) => query[name] is { Count: var count } values && count > most
        ? throw YenteFailure.Unfit(["query", name], $"At most {most} values are allowed", $"{count} values")
        : [.. values.Where(value => !string.IsNullOrEmpty(value)).Select(value => value!)];

    /// <summary>A whole number from 0 to a limit.</summary>
    public int Number(string name, int otherwise, int most) => query[name].LastOrDefault() is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number
        : throw YenteFailure.Unfit(["query", name], $"Input should be a whole number from 0 to {most}", text);

    /// <summary>A share from 0 to 1.</summary>
    public double Share(string name, double otherwise) => query[name].LastOrDefault() is not { Length: > 0 } text ? otherwise
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1
        ? number
        : throw YenteFailure.Unfit(["query", name], "Input should be a number from 0 to 1", text);

    /// <summary>Yes or no; null where it is absent.</summary>
    public bool? Flag(string name) => query[name].LastOrDefault()?.ToUpperInvariant() switch
    {
        null or "" => null,
        "TRUE" or "1" or "YES" or "ON" => true,
        "FALSE" or "0" or "NO" or "OFF" => false,
        var text => throw YenteFailure.Unfit(["query", name], "Input should be a valid boolean", text),
    };

    /// <summary>A moment as far as it is given; null where it is absent.</summary>
    public string? Moment(string name) => query[name].LastOrDefault() is not { Length: > 0 } text ? null
        : Moments().IsMatch(text) && DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text
        : throw YenteFailure.Unfit(["query", name], "Input should be a day or a moment that exists, yyyy-MM-ddTHH:mm:ss", text);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Moments();
}
