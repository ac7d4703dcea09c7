using System.Globalization;
using System.Text;
using Compliance.EnforcementCore.Appeals;

namespace Compliance.Functions.Appeals.Transparency;

/// <summary>
/// The eleven parts of the template of Implementing Regulation (EU) 2024/2835, Annex I, with its names, columns, rows and order, as reports
/// that were published by it have them. What the service has no number for is left empty, never 0, and the column for contextual
/// information says why.
/// </summary>
internal static class EcTemplate
{
    public const string All = "All";
    public const string Hosting = "Only for providers of hosting services, including online platforms";
    public const string Platforms = "Only for providers of online platforms";
    public const string Large = "Only for VLOPs";

    /// <summary>The names of the parts, by number from 1: the file of a part is called by number and name.</summary>
    public static IReadOnlyList<string> Names { get; } = ["report_identification", "categories_names", "member_states_orders", "notices",
        "own_initiative_illegal", "own_initiative_TC", "appeals_and_recidivism", "automated_means", "human_resources", "AMAR",
        "qualitative"];

    /// <summary>The formats by which parts are asked for: <c>ec1</c> to <c>ec11</c>.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. Enumerable.Range(1, Names.Count)
        .Select(part => string.Create(CultureInfo.InvariantCulture, $"ec{part}"))];

    /// <summary>The number of the part that a format names; 0 where it names none.</summary>
    public static int PartOf(string? format) => Enumerable.Range(1, Names.Count).FirstOrDefault(part => Formats[part - 1] == format);

    /// <summary>A part as comma-separated text (RFC 4180).</summary>
    /// <param name="part">Its number, 1 to 11.</param>
    /// <param name="rows">The numbers of the time.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="service">The service's name.</param>
    public static string Write(int part, IReadOnlyCollection<TransparencyRow> rows, DateOnly from, DateOnly to, string service)
    {
        var numbers = new EcNumbers(rows, string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}/{to:yyyy-MM-dd}"), service);
        return Csv(part switch
        {
            1 => Identification(from, to, service),
            2 => CategoryNames(),
            3 => EcMeasures.Orders(numbers),
            4 => EcMeasures.Notices(numbers),
            5 or 6 => EcMeasures.OwnInitiative(numbers, part),
            7 => EcIndicators.Complaints(numbers),
            8 => EcIndicators.Automated(numbers),
            9 => EcIndicators.People(numbers),
            10 => EcIndicators.Recipients(numbers),
            11 => EcIndicators.Qualitative(numbers),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Parts are 1 to 11."),
        });
    }

    private static IEnumerable<string[]> Identification(DateOnly from, DateOnly to, string service) =>
    [
        ["Applicability", "Service", "Indicator", "Value"],
        [All, service, "Name of the service provider", ""],
        [All, service, "Date of the publication of the report", ""],
        [All, service, "Date of the publication of the latest previous report", ""],
        [All, service, "Starting date of reporting period", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        [All, service, "Ending date of reporting period", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
    ];

    private static IEnumerable<string[]> CategoryNames()
    {
        yield return ["Category label", "Category description",
            "Category of illegal content / incompatible with the terms and conditions", "Contextual information"];
        yield return ["TOTAL", "All the entries", "TOTAL", ""];
        for (var place = 0; place < EcCategories.All.Length; place++)
        {
            var label = string.Create(CultureInfo.InvariantCulture, $"Category {place + 1}");
            yield return [label, EcCategories.All[place].Name, EcCategories.All[place].Code, ""];
            for (var letter = 0; letter < EcCategories.All[place].Keywords.Length; letter++)
            {
                var (code, name) = EcCategories.All[place].Keywords[letter];
                yield return [$"{label}{(char)('a' + letter)}", name, code, ""];
            }
        }
    }

    private static string Csv(IEnumerable<string[]> lines)
    {
        var text = new StringBuilder();
        foreach (var cells in lines)
        {
            text.AppendJoin(',', cells.Select(cell => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell
                : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        }

        return text.ToString();
    }
}

/// <summary>The numbers that parts are filled with.</summary>
/// <param name="Rows">The numbers of the time.</param>
/// <param name="Period">The time, first and last day.</param>
/// <param name="Service">The service's name.</param>
internal sealed record EcNumbers(IReadOnlyCollection<TransparencyRow> Rows, string Period, string Service)
{
    /// <summary>A number as text; empty where there is none.</summary>
    public string Of(string section, string indicator, params IReadOnlyCollection<string> scopes)
    {
        var found = Rows.Where(row => row.Section == section && row.Indicator == indicator && scopes.Contains(row.Scope)).ToArray();
        return found.Length == 0 ? "" : found.Sum(row => row.Value).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A number as text, 0 where the whole was counted and nothing of it was found.</summary>
    public string Counted(string section, string indicator, params IReadOnlyCollection<string> scopes)
        => Of(section, indicator, scopes) is { Length: > 0 } number ? number : "0";
}
