using System.Globalization;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Appeals.Transparency;

namespace Compliance.Functions.Tests.Appeals;

/// <summary>The eleven parts of the template of Implementing Regulation (EU) 2024/2835.</summary>
public sealed class EcTemplateTests
{
    private static readonly DateOnly From = new(2026, 1, 1);
    private static readonly DateOnly To = new(2026, 6, 30);

    public static TheoryData<int> Parts => [.. Enumerable.Range(1, 11)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_line_of_a_part_has_the_columns_of_its_heading(int part)
    {
        foreach (var rows in new[] { [], Rows() })
        {
            var lines = Read(part, rows);
            Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
            Assert.True(lines.Length > 1);
        }
    }

    // Number of columns and of lines in reports that were published by the template.
    [Theory]
    [InlineData(1, 4, 6)]
    [InlineData(2, 4, 101)]
    [InlineData(3, 20, 92)]
    [InlineData(4, 25, 92)]
    [InlineData(5, 37, 91)]
    [InlineData(6, 37, 99)]
    [InlineData(7, 8, 48)]
    [InlineData(8, 8, 21)]
    [InlineData(9, 8, 4)]
    [InlineData(10, 7, 2)]
    [InlineData(11, 5, 12)]
    public void A_part_has_the_size_of_the_template(int part, int columns, int lines)
    {
        var read = Read(part, Rows());
        Assert.Equal((columns, lines), (read[0].Length, read.Length));
    }

    [Fact]
    public void Categories_and_keywords_are_codes_of_the_commission_or_belong_to_orders_and_notices_alone()
    {
        Assert.Equal(17, EcCategories.All.Length);
        Assert.Equal(["STATEMENT_CATEGORY_NOT_SPECIFIED_ORDER"],
            EcCategories.All.Select(one => one.Code).Except(StatementCodes.Category));
        Assert.Empty(EcCategories.All.SelectMany(one => one.Keywords).Select(one => one.Code).Except(StatementCodes.Keyword));
        Assert.Empty(StatementCodes.Category.Except(EcCategories.All.Select(one => one.Code)));
        Assert.Equal("OTHER_VIOLATION_TC", EcCategories.OfPart(6).Last().Code["STATEMENT_CATEGORY_".Length..]);
        Assert.DoesNotContain(EcCategories.OfPart(5), one => one.Code.Contains("NOT_SPECIFIED", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_stand_in_their_category_and_total_and_what_is_not_kept_is_empty_with_its_reason()
    {
        var terms = Read(6, Rows());
        var line = terms.Single(one => one[3] == "STATEMENT_CATEGORY_SCAMS_AND_FRAUD");
        Assert.Equal(["3", "1"], line[5..7]);
        Assert.Equal(["", "2", "0", "0", "1", "0", "0", "0"], line[13..21]);
        Assert.Equal("", terms.Single(one => one[3] == "STATEMENT_CATEGORY_VIOLENCE")[5]);
        Assert.Equal("3", terms.Single(one => one[3] == "TOTAL")[5]);

        var notices = Read(4, Rows());
        Assert.Equal(["5", "", "5", "", "30", "", "0", "", "2", ""], notices.Single(one => one[3] == "TOTAL")[5..15]);

        var complaints = Read(7, Rows());
        Assert.Equal(["4", "1", "1", "1", "12.5", "1"], complaints[1..7].Select(one => one[6]));
        Assert.Contains(complaints, one => one[4].Contains("Trusted Flagger", StringComparison.Ordinal) && one[6] == ""
            && one[7] == "Trusted flaggers are not told apart.");
        Assert.Equal(["7", "2"], Read(8, Rows())[1..3].Select(one => one[6]));
    }

    [Fact]
    public void Formats_name_the_parts_and_nothing_else()
    {
        Assert.Equal(Enumerable.Range(1, 11), EcTemplate.Formats.Select(EcTemplate.PartOf));
        Assert.All(new[] { null, "", "ec", "ec0", "ec12", "EC1", "ec1 ", "csv" }, one => Assert.Equal(0, EcTemplate.PartOf(one)));
    }

    [Fact]
    public void Reports_are_counted_by_ground_and_by_what_became_of_them()
    {
        DateTimeOffset Day(int day) => new(2026, 2, day, 0, 0, 0, TimeSpan.Zero);
        var rows = TransparencyReport.Of([],
            [
                new ReportedMatter("safety.content", Day(1), null, HasEnded: true, Day(2), null),
                new ReportedMatter("safety.content", Day(1), null, HasEnded: true, Day(9), Day(5)),
                new ReportedMatter("payment.disputes", Day(3), null, HasEnded: false, null, null),
                new ReportedMatter("safety.content", Day(1).AddYears(-1), null, HasEnded: true, null, null),
            ], From, To);
        double Of(string section, string indicator, string scope) => rows.Single(row => row.Section == section
            && row.Indicator == indicator && row.Scope == scope).Value;
        Assert.Equal((3, 2, 1), (Of("reports", "received", "all"), Of("reports", "received", "ILLEGAL_OR_HARMFUL_SPEECH"),
            Of("reports", "received", "SCAMS_AND_FRAUD")));
        Assert.Equal((1, 1, 96), (Of("complaints", "no_action", "total"), Of("complaints", "no_action", "upheld"),
            Of("complaints", "no_action", "median_hours")));
        Assert.Equal(2, Of("automated_means", "reports", "not"));
    }

    private static TransparencyRow[] Rows() =>
    [
        new("own_initiative_terms", "all", "measures", 3), new("own_initiative_terms", "SCAMS_AND_FRAUD", "measures", 3),
        new("own_initiative_terms", "SCAMS_AND_FRAUD", "automated", 1),
        new("own_initiative_terms", "SCAMS_AND_FRAUD", "DECISION_MONETARY_SUSPENSION", 2),
        new("own_initiative_terms", "SCAMS_AND_FRAUD", "DECISION_PROVISION_PARTIAL_SUSPENSION", 1),
        new("reports", "received", "all", 5), new("reports", "median_hours_to_decision", "all", 30),
            new("reports", "acted_on_terms", "all", 2),
        new("complaints", "all", "total", 4), new("complaints", "all", "upheld", 1), new("complaints", "all", "varied", 1),
        new("complaints", "all", "overturned", 1), new("complaints", "all", "omitted", 1), new("complaints", "all", "median_hours", 12.5),
        new("automated_means", "all", "solely", 7), new("automated_means", "all", "not", 2),
    ];

    private static string[][] Read(int part, TransparencyRow[] rows)
        => [.. EcTemplate.Write(part, rows, From, To, "Invented, \"Router\"").TrimEnd().Split("\r\n").Select(Cells)];

    private static string[] Cells(string line)
    {
        var cells = new List<string> { "" };
        var quoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"')
            {
                quoted = !quoted;
                cells[^1] += !quoted || at == 0 || line[at - 1] != '"' ? "" : "\"";
            }
            else if (line[at] == ',' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += line[at].ToString(CultureInfo.InvariantCulture);
            }
        }

        return [.. cells];
    }
}
