using Compliance.Lists.Jurisdictions;

namespace Compliance.Lists.Tests.Jurisdictions;

/// <summary>A change of policy is a difference that a lawyer can read.</summary>
public sealed class PolicyDifferenceTests
{
    private const string Places = "embargoed-places.policy.csv";

    [Fact]
    public void The_same_tables_differ_nowhere_whatever_the_order_of_rows_and_line_ends()
    {
        var tables = PolicyLibrary.Embedded();
        var lines = tables[Places].ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var shuffled = string.Join("\r\n", lines.Skip(1).Reverse().Prepend(lines[0]));

        Assert.Empty(PolicyDifference.Between(tables, tables.SetItem(Places, shuffled)));
    }

    [Fact]
    public void A_changed_rule_is_one_row_with_its_columns()
    {
        var tables = PolicyLibrary.Embedded();
        var changed = tables.SetItem(Places, tables[Places]
            .Replace("SY,Syria,review,,SY,,2025-07-01,,2026-11-22,no", "SY,Syria,none,,SY,,2025-07-01,,2026-12-01,yes",
            StringComparison.Ordinal));

        var difference = Assert.Single(PolicyDifference.Between(tables, changed));

        Assert.Equal((Places, "SY from 2025-07-01", "changed"), (difference.Table, difference.Row, difference.Kind));
        Assert.Equal(["rule: review → none", "checked: 2026-11-22 → 2026-12-01", "certain: no → yes"],
            difference.Changes.Select(change => $"{change.Column}: {change.Old} → {change.New}"));
    }

    [Fact]
    public void A_new_period_is_an_added_row_and_the_old_one_ends()
    {
        var tables = PolicyLibrary.Embedded();
        var text = tables[Places]
            .Replace("BY,Belarus,review,,BY,,2021-08-09,,", "BY,Belarus,review,,BY,,2021-08-09,2026-12-31,", StringComparison.Ordinal)
            .TrimEnd() + "\nBY,Belarus,none,,BY,,2027-01-01,,2026-12-15,yes,Order of the day,invented\n";

        var differences = PolicyDifference.Between(tables, tables.SetItem(Places, text));

        Assert.Equal([("BY from 2021-08-09", "changed"), ("BY from 2027-01-01", "added")], differences.Select(one => (one.Row, one.Kind)));
        Assert.Contains(new PolicyChange("authority", "", "Order of the day"), differences[1].Changes);
        PolicyLibrary.Read(tables.SetItem(Places, text));
    }

    [Fact]
    public void A_spelling_more_changes_its_row_and_makes_no_other()
    {
        const string Names = "place-names.policy.csv";
        var tables = PolicyLibrary.Embedded();
        var changed = tables.SetItem(Names, tables[Names].Replace("Yalta|Jalta", "Yalta|Yaltah|Jalta", StringComparison.Ordinal));

        var difference = Assert.Single(PolicyDifference.Between(tables, changed));

        Assert.Equal(("changed", "spellings"), (difference.Kind, Assert.Single(difference.Changes).Column));
    }

    [Fact]
    public void A_table_that_is_gone_is_all_its_rows_removed()
    {
        var tables = PolicyLibrary.Embedded();
        var differences = PolicyDifference.Between(tables, tables.Remove("payment-rails.policy.csv"));

        Assert.Equal(("payment-rails.policy.csv", "removed"), (Assert.Single(differences).Table, differences[0].Kind));
    }
}
