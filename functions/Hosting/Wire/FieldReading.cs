using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Hosting.Wire;

/// <summary>Reads single fields; what is wrong goes to the errors with its path, its value and what is allowed.</summary>
internal sealed partial class FieldReading(FieldErrors errors)
{
    public string? Text(string path, string? value, int maxChars)
    {
        if (value is null)
        {
            return null;
        }

        var trimmed = value.Trim();
        if (trimmed.Length == 0 || trimmed.Length > maxChars)
        {
            errors.Add(path, value, $"A text of 1 to {maxChars} characters after trimming is allowed.");
            return null;
        }

        if (trimmed.Any(char.IsControl) || !IsWellFormed(trimmed))
        {
            errors.Add(path, null, "Control characters and half surrogate pairs are not allowed.");
            return null;
        }

        return trimmed;
    }

    public T Word<T>(string path, string? value, params T[] except)
        where T : struct, Enum
    {
        if (value is null || (WireNames.TryRead<T>(value, out var word) && !except.Contains(word)))
        {
            return value is not null && WireNames.TryRead<T>(value, out var known) ? known : default;
        }

        errors.Add(path, value, $"Allowed are {WireNames.Allowed(except)}.");
        return default;
    }

    public CountryCode Country(string path, string? value)
    {
        if (value is null || CountryCode.TryParse(value, out var code))
        {
            return value is null ? default : CountryCode.Parse(value);
        }

        errors.Add(path, value, "A country is two letters of ISO 3166-1, such as DE; leave the field out where the country is not known.");
        return code;
    }

    public PartialDate Date(string path, string? value, DateTimeOffset now)
    {
        if (value is null)
        {
            return default;
        }

        if (!PartialDate.TryParse(value, out var date) || date.IsCirca || date.Precision == DatePrecision.Range)
        {
            errors.Add(path, value, "A date is yyyy-MM-dd, yyyy-MM or yyyy, and the day must exist.");
            return default;
        }

        // One day of grace: the caller's calendar may be ahead of ours.
        if (date.Earliest.Year < 1800 || date.Earliest > DateOnly.FromDateTime(now.UtcDateTime).AddDays(1))
        {
            errors.Add(path, value, "A birth date lies between 1800 and today.");
            return default;
        }

        return date;
    }

    public DateTimeOffset? Moment(string path, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        }

        if (ZonedTime().IsMatch(value) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return moment.ToUniversalTime();
        }

        errors.Add(path, value, "A moment is yyyy-MM-dd, or yyyy-MM-ddTHH:mm:ss with Z or an offset such as +02:00.");
        return null;
    }

    public DateOnly? Day(string path, string? value)
    {
        if (value is null || DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return value is null ? null : DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        errors.Add(path, value, "A day is yyyy-MM-dd, such as 2026-11-30, and must exist.");
        return null;
    }

    public string? OneOf(string path, string? value, IReadOnlyCollection<string> allowed)
    {
        if (value is null || allowed.Contains(value))
        {
            return value;
        }

        errors.Add(path, value, $"Allowed are {string.Join(", ", allowed)}.");
        return null;
    }

    public int? Whole(string path, int? value, int most)
    {
        if (value is null || (value >= 0 && value <= most))
        {
            return value;
        }

        errors.Add(path, value.Value.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"A whole number from 0 to {most} is allowed."));
        return null;
    }

    public double? Amount(string path, double? value, double most)
    {
        if (value is null || (value >= 0 && value <= most))
        {
            return value;
        }

        errors.Add(path, value.Value.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"A number from 0 to {most} is allowed."));
        return null;
    }

    public string? Pattern(string path, string? value, Regex pattern, string allowed)
    {
        if (value is null || pattern.IsMatch(value))
        {
            return value;
        }

        errors.Add(path, value, allowed);
        return null;
    }

    public string? Ip(string path, string? value)
    {
        if (value is null
            || (value.Length <= 45 && IPAddress.TryParse(value, out var address)
            && (value.Contains(':', StringComparison.Ordinal) || value.Count(c => c == '.') == 3)))
        {
            return value;
        }

        errors.Add(path, value, "An IPv4 or IPv6 address is allowed, such as 203.0.113.7.");
        return null;
    }

    public double? Fraction(string path, double? value)
    {
        if (value is null or (>= 0 and <= 1))
        {
            return value;
        }

        errors.Add(path, value.Value.ToString(CultureInfo.InvariantCulture), "A number from 0 to 1 is allowed.");
        return null;
    }

    public ImmutableArray<TOut> Each<TIn, TOut>(string path, TIn[]? values, int limit, Func<string, TIn, TOut?> read)
        where TOut : class
    {
        var items = Bounded(path, values, limit);
        return [.. items.Select((value, i) => Item($"{path}[{i}]", value, read)).OfType<TOut>()];
    }

    public ImmutableArray<CountryCode> Countries(string path, string[]? values, int limit) =>
        [.. Bounded(path, values, limit).Select((value, i) => value is null ? Required($"{path}[{i}]") : Country($"{path}[{i}]", value))
        .Where(code => code.IsStated)];

    private CountryCode Required(string path)
    {
        errors.Add(path, "null", "An entry of an array must not be null.");
        return default;
    }

    private TOut? Item<TIn, TOut>(string path, TIn value, Func<string, TIn, TOut?> read)
        where TOut : class
    {
        if (value is not null)
        {
            return read(path, value);
        }

        Required(path);
        return null;
    }

    private T[] Bounded<T>(string path, T[]? values, int limit)
    {
        if (values is null || values.Length <= limit)
        {
            return values ?? [];
        }

        errors.Add(path, $"{values.Length} entries", $"At most {limit} entries are allowed.");
        return [];
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZonedTime();
}
