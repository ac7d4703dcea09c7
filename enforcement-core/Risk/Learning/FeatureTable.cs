using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>A feature: a column, or a part of it, cut into at most 255 bins. Bin 0 holds what is missing or was never seen.</summary>
/// <param name="Name">The name, as explanations show it.</param>
/// <param name="Column">The column it comes from.</param>
/// <param name="Part">Empty, or the part of a date: weekday, month, hour; with "day first" where the column is written
/// day/month/year.</param>
/// <param name="Bounds">Upper bounds of the bins of a number, inclusive and rising, the last open; empty for categories.</param>
/// <param name="Categories">The categories of the bins, from bin 1 on; empty for numbers.</param>
public sealed record Feature(string Name, string Column, string Part, ImmutableArray<double> Bounds, ImmutableArray<string> Categories)
{
    internal const string DayFirst = ", day first";

    /// <summary>Most bins.</summary>
    public const int MostBins = 255;

    /// <summary>True where its values have no order.</summary>
    public bool IsCategory => !Categories.IsEmpty;

    /// <summary>How many bins there are, that of the missing included.</summary>
    public int Bins => 1 + (IsCategory ? Categories.Length : Bounds.Length + 1);

    /// <summary>The bin of a value.</summary>
    public byte BinOf(string value)
    {
        if (IsCategory)
        {
            return (byte)(Categories.IndexOf(value.Trim(), StringComparer.Ordinal) + 1);
        }

        var number = NumberOf(value, Part);
        return double.IsNaN(number) ? (byte)0 : BinOf(number);
    }

    /// <summary>The bin of a number.</summary>
    public byte BinOf(double number)
    {
        var place = Bounds.AsSpan().BinarySearch(number);
        return (byte)(1 + (place < 0 ? ~place : place));
    }

    /// <summary>The number of a value, or of the part of a date.</summary>
    internal static double NumberOf(string value, string part) => part.Length == 0 ? ColumnProfile.NumberOf(value)
        : ColumnProfile.DateOf(value, part.EndsWith(DayFirst, StringComparison.Ordinal)) is not { } moment ? double.NaN
        : part.Replace(DayFirst, "", StringComparison.Ordinal) switch
        {
            "weekday" => ((int)moment.DayOfWeek + 6) % 7,
            "month" => moment.Month,
            "hour" => moment.Hour,
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Not a part of a date."),
        };

    /// <summary>Cuts a column of numbers: as many rows in each bin as can be, zero in a bin of its own.</summary>
    internal static Feature OfNumbers(string column, string part, IEnumerable<string> values)
    {
        var sorted = values.Select(value => NumberOf(value, part)).Where(number => !double.IsNaN(number)).Order().ToArray();
        var distinct = sorted.Distinct().ToArray();
        var bounds = new SortedSet<double>();
        if (distinct.Length <= MostBins - 4)
        {
            bounds.UnionWith(distinct.Zip(distinct.Skip(1), (low, high) => low + ((high - low) / 2)));
        }
        else
        {
            for (var k = 1; k < MostBins - 4; k++)
            {
                bounds.Add(sorted[(int)((long)k * sorted.Length / (MostBins - 4))]);
            }

            if (sorted[0] <= 0 && sorted[^1] >= 0)
            {
                bounds.Add(0);
                bounds.Add(-double.Epsilon);
            }
        }

        return new Feature(part.Length == 0 ? column : $"{column} ({part})", column, part, [.. bounds], []);
    }

    internal static Feature OfCategories(string column, IEnumerable<string> values) => new(column, column, "", [],
        [.. values.GroupBy(value => value.Trim(), StringComparer.Ordinal).OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostBins - 1).Select(group => group.Key)]);
}

/// <summary>A table of text as it was read.</summary>
/// <param name="Names">Names of columns.</param>
/// <param name="Columns">Values, a list a column.</param>
public sealed record TextTable(ImmutableArray<string> Names, IReadOnlyList<IReadOnlyList<string>> Columns)
{
    /// <summary>How many rows.</summary>
    public int Rows => Columns.Count == 0 ? 0 : Columns[0].Count;

    /// <summary>A column by name; null where there is none.</summary>
    public IReadOnlyList<string>? Find(string name) => Names.IndexOf(name) is >= 0 and var place ? Columns[place] : null;
}

/// <summary>The features of a table, chosen and cut on the rows to learn from.</summary>
/// <param name="Features">The features.</param>
/// <param name="LeftOut">Columns that are none, with why.</param>
public sealed record FeatureTable(ImmutableArray<Feature> Features, ImmutableSortedDictionary<string, ColumnUse> LeftOut)
{
    /// <summary>No column was left out.</summary>
    internal static ImmutableSortedDictionary<string, ColumnUse> Nothing { get; } = ImmutableSortedDictionary<string, ColumnUse>.Empty;

    /// <summary>Chooses the features.</summary>
    /// <param name="table">The rows to learn from.</param>
    /// <param name="label">The column of the label, never a feature.</param>
    public static FeatureTable Of(TextTable table, string label)
    {
        var features = ImmutableArray.CreateBuilder<Feature>();
        var leftOut = ImmutableSortedDictionary.CreateBuilder<string, ColumnUse>(StringComparer.Ordinal);
        foreach (var (name, values) in table.Names.Zip(table.Columns).Where(pair => pair.First != label))
        {
            switch (ColumnProfile.Of(name, values))
            {
                case ColumnUse.Number:
                    features.Add(Feature.OfNumbers(name, "", values));
                    break;
                case ColumnUse.Category:
                    features.Add(Feature.OfCategories(name, values));
                    break;
                case ColumnUse.Date:
                    var order = ColumnProfile.IsDayFirst(values) ? Feature.DayFirst : "";
                    features.AddRange(new[] { "weekday", "month", "hour" }.Select(part => Feature.OfNumbers(name, part + order, values))
                        .Where(feature => feature.Bounds.Length > 0));
                    break;
                case var use:
                    leftOut[name] = use;
                    break;
            }
        }

        return new FeatureTable(features.ToImmutable(), leftOut.ToImmutable());
    }

    /// <summary>The bins of a table's rows, a column a feature. A column that the table lacks is missing in every row.</summary>
    public byte[][] Bins(TextTable table) => [.. Features.Select(feature => table.Find(feature.Column) is { } values
        ? values.Select(feature.BinOf).ToArray() : new byte[table.Rows])];

    /// <summary>The order of the rows in time: by the first column of dates, those that name the event before others and those of what was
    /// before it last; else by columns named year and month, else as they stand.</summary>
    public static int[] TimeOrder(TextTable table)
    {
        var rows = Enumerable.Range(0, table.Rows);
        foreach (var (name, values) in table.Names.Zip(table.Columns).OrderBy(pair => ColumnProfile.DistanceFromEvent(pair.First)))
        {
            if (ColumnProfile.Of(name, [.. values.Take(2000)]) == ColumnUse.Date)
            {
                var isDayFirst = ColumnProfile.IsDayFirst(values);
                return [.. rows.OrderBy(row => ColumnProfile.DateOf(values[row], isDayFirst) ?? DateTime.MinValue)];
            }
        }

        double By(string name, int row)
            => table.Names.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? MonthOf(table.Find(found)![row]) : 0;
        return [.. rows.OrderBy(row => By("year", row)).ThenBy(row => By("month", row))];
    }

    /// <summary>When each row was, in days, by the columns that order them; null where none does.</summary>
    public static double[]? DaysOf(TextTable table)
    {
        foreach (var (name, values) in table.Names.Zip(table.Columns).OrderBy(pair => ColumnProfile.DistanceFromEvent(pair.First)))
        {
            if (ColumnProfile.Of(name, [.. values.Take(2000)]) == ColumnUse.Date)
            {
                var isDayFirst = ColumnProfile.IsDayFirst(values);
                return [.. values.Select(value => ((ColumnProfile.DateOf(value, isDayFirst) ?? DateTime.MinValue) - DateTime.MinValue)
                    .TotalDays)];
            }
        }

        IReadOnlyList<string>? Find(string name) => table.Names.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase))
            is { } found ? table.Find(found) : null;
        return Find("year") is { } years && Find("month") is { } months
            ? [.. years.Zip(months, (year, month) => (MonthOf(year) * DaysOfYear)
            + (MonthOf(month) * DaysOfYear / 12))] : null;
    }

    private const double DaysOfYear = 365.25;

    private static double MonthOf(string value) => ColumnProfile.NumberOf(value) is var number && !double.IsNaN(number) ? number
        : Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, name => name.Length > 0
            && value.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
