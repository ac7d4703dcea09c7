using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>What a column of a table is to a model.</summary>
public enum ColumnUse
{
    /// <summary>Numbers; whatever is no number is missing.</summary>
    Number,

    /// <summary>Words of a limited number of kinds.</summary>
    Category,

    /// <summary>Days or moments: the weekday, the month and the hour are features, the date itself orders the rows.</summary>
    Date,

    /// <summary>One value, or none: it says nothing.</summary>
    Constant,

    /// <summary>Another value nearly every row: it names the row and says nothing of the next.</summary>
    Identifier,

    /// <summary>A protected trait, or one that stands for it: never a feature.</summary>
    Protected,
}

/// <summary>Reads off a column's values what it is.</summary>
public static partial class ColumnProfile
{
    private const int MostCategories = 60;
    private const double NearlyAll = 0.95;
    private const string Age = "age";

    private static readonly string[] Traits =
    [
        "sex", "gender", "race", "ethnicity", "ethnic", "religion", "marital", "maritalstatus", "nationality", "birth", "birthdate",
            "birthday",
        "dob", "disability", "disabled", "pregnant", "pregnancy", "orientation", "language", "citizenship", "citizen", "age",
        "male", "female", "foreignworker", "familystatus", "nativecountry",
    ];

    // An age is a person's unless the column says whose else it is.
    private static readonly FrozenSet<string> Things = new[]
    {
        "vehicle", "car", "account", "card", "device", "key", "ip", "domain", "email", "phone", "policy", "contract", "address", "days",
            "hours",
        "months", "session", "credit", "merchant", "terminal", "listing", "house", "job",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> People = new[]
    {
        "holder", "customer", "person", "client", "user", "applicant", "insured", "driver", "owner", "member", "employee", "borrower",
            "buyer",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Events = new[]
    {
        "event", "transaction", "trans", "claim", "accident", "incident", "loss", "occurred", "payment", "timestamp",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Backgrounds = new[]
    {
        "birth", "born", "policy", "contract", "bind", "inception", "expiry", "expiration", "expires", "issue", "issued", "opened",
        "opening", "signup", "joined", "registered", "registration", "licence", "license",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Empty = new[] { "", "na", "n/a", "nan", "null", "none", "?", "unknown", "missing", "-" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a value that says nothing as a number or a date.</summary>
    public static bool IsMissing(string value) => Empty.Contains(value.Trim());

    /// <summary>The number of a value; NaN where it is none.</summary>
    public static double NumberOf(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : double.NaN;

    /// <summary>The moment of a value written ISO 8601 or month/day/year; null where it is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isDayFirst">True where it is written day/month/year, see <see cref="IsDayFirst"/>.</param>
    public static DateTime? DateOf(string value, bool isDayFirst = false) => value.Length >= 8 && Dated().IsMatch(value)
        && DateTime.TryParse(isDayFirst ? DayAndMonth().Replace(value, "$2/$1/") : value, CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    /// <summary>True for a column whose dates are written day/month/year: some first part is no month, and every second part may be
    /// one.</summary>
    public static bool IsDayFirst(IEnumerable<string> values)
    {
        var found = false;
        foreach (var match in values.Select(value => DayAndMonth().Match(value)).Where(match => match.Success))
        {
            static bool IsMonth(Group part) => int.Parse(part.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) <= 12;
            if (!IsMonth(match.Groups[2]))
            {
                return false;
            }

            found |= !IsMonth(match.Groups[1]);
        }

        return found;
    }

    /// <summary>True where a column's name is that of a protected trait.</summary>
    public static bool IsProtected(string name)
    {
        var words = Words().Matches(name).Select(match => match.Value.ToLowerInvariant()).ToList();
        return words.Exists(word => word != Age && Traits.Contains(word))
            || words.Zip(words.Skip(1), string.Concat).Any(Traits.Contains)
            || words.Exists(word => word.EndsWith(Age, StringComparison.Ordinal) && People.Contains(word[..^Age.Length]))
            || (words.Contains(Age) && (words.Exists(People.Contains) || !words.Exists(Things.Contains)));
    }

    /// <summary>Of columns of dates, which says when a case happened: 0 where the name says so, 2 where it is of what was before, such as a
    /// policy's start, else 1.</summary>
    internal static int DistanceFromEvent(string name)
    {
        var words = Words().Matches(name).Select(match => match.Value.ToLowerInvariant()).ToList();
        return words.Exists(Events.Contains) ? 0 : words.Exists(Backgrounds.Contains) ? 2 : 1;
    }

    /// <summary>What a column is, from its name and the values of the rows to learn from.</summary>
    public static ColumnUse Of(string name, IReadOnlyCollection<string> values)
    {
        if (IsProtected(name))
        {
            return ColumnUse.Protected;
        }

        var distinct = values.ToHashSet(StringComparer.Ordinal);
        if (distinct.Count <= 1)
        {
            return ColumnUse.Constant;
        }

        var said = values.Where(value => !IsMissing(value)).ToList();
        if (said.Count == 0)
        {
            return ColumnUse.Constant;
        }

        var numbers = said.Count(value => !double.IsNaN(NumberOf(value)));
        if (numbers >= NearlyAll * said.Count)
        {
            var whole = said.Count(value => NumberOf(value) is var number && number == Math.Floor(number));
            var different = said.Select(NumberOf).Distinct().Count();
            return whole == said.Count && different >= NearlyAll * values.Count && values.Count >= 100 && IsNumbering(said)
                ? ColumnUse.Identifier : ColumnUse.Number;
        }

        var isDayFirst = IsDayFirst(said);
        return said.Count(value => DateOf(value, isDayFirst) is not null) >= NearlyAll * said.Count ? ColumnUse.Date
            : distinct.Count > Math.Max(MostCategories, values.Count / 20) ? ColumnUse.Identifier : ColumnUse.Category;
    }

    // Whole numbers that hardly repeat name the row, or are amounts; numbers that fill their range, or are long, are names.
    private static bool IsNumbering(List<string> values)
    {
        var (low, high) = (values.Min(NumberOf), values.Max(NumberOf));
        return high - low <= values.Count * 10.0 || high >= 1e9;
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d|^\d{4}/\d\d/\d\d|^\d{1,2}/\d{1,2}/\d{4}")]
    private static partial Regex Dated();

    [GeneratedRegex(@"^(\d{1,2})/(\d{1,2})/(?=\d{4})")]
    private static partial Regex DayAndMonth();
}
