using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Terms;
using Compliance.ScreeningCore.Policies.Text;
using CsCheck;

namespace Compliance.ScreeningCore.Tests.Policies;

/// <summary>Rows are tied to clauses of dated texts; a changed clause flags exactly its rows. The texts are invented.</summary>
public sealed class TermsReviewTests
{
    private const string Text = """
        Terms of an invented provider
        =============================

        Who may use it
        --------------

        **Minimum age**. You are at least fifteen.

        **Registration**. You give true data.

        A note on registration.

        B. Use
        ------

        B.1. **Purpose.** Lawful use only.

        *   no attacks
        *   no spam

        B.2. **Resale.** Not without our consent.

        ### Appendix

        3\. Fees
        1.1 Fees are in euros.
        """;

    [Theory]
    [InlineData("§B.2", "B.2. **Resale.**")]
    [InlineData("§b.1", "B.1. **Purpose.**")]
    [InlineData("§resale", "B.2. **Resale.**")]
    [InlineData("§minimum-age", "**Minimum age**.")]
    [InlineData("§use", "B. Use")]
    [InlineData("§appendix", "### Appendix")]
    [InlineData("§1.1", "1.1 Fees")]
    public void A_clause_is_found_by_its_number_or_its_title(string cited, string begins)
        => Assert.StartsWith(begins, Assert.Single(TermsText.Read(Text).Find(cited)).Lines[0], StringComparison.Ordinal);

    [Fact]
    public void A_clause_reaches_to_the_next_one_of_its_level()
    {
        var text = TermsText.Read(Text);
        Assert.Equal(["B.1. **Purpose.** Lawful use only.", "* no attacks", "* no spam"], text.Find("B.1")[0].Lines.ToArray());
        Assert.Equal(["**Registration**. You give true data.", "A note on registration."], text.Find("registration")[0].Lines.ToArray());
        Assert.Contains(text.Find("use")[0].Lines, line => line.StartsWith("B.2.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("*   no spam", "*   no spam, no phishing", "B.1", TermsState.Changed)]
    [InlineData("*   no attacks", "*   no  attacks   ", "B.1", TermsState.Same)]
    [InlineData("B.2. ", "B.3. ", "B.2", TermsState.Moved)]
    [InlineData("B.2. **Resale.** Not without our consent.", "", "B.2", TermsState.Gone)]
    [InlineData("B.1. **Purpose.** Lawful use only.", "B.2. **Purpose.** Lawful use only.", "B.2", TermsState.Changed)]
    [InlineData("fifteen", "sixteen", "B.2", TermsState.Same)]
    [InlineData("fifteen", "sixteen", "minimum-age", TermsState.Changed)]
    [InlineData("fifteen", "sixteen", "who-may-use-it", TermsState.Changed)]
    [InlineData("x", "x", "B.9", TermsState.Unclear)]
    public void What_became_of_a_clause_is_said(string old, string fresh, string clause, TermsState expected)
        => Assert.Equal(expected, Review(clause, new(2026, 3, 1), (new(2026, 2, 1), Text),
            (new(2026, 5, 1), Text.Replace(old, fresh, StringComparison.Ordinal))).State);

    [Fact]
    public void A_row_is_compared_with_the_text_of_the_day_on_which_it_was_checked()
    {
        var changed = Text.Replace("euros", "dollars", StringComparison.Ordinal);
        (DateOnly, string)[] history = [(new(2026, 2, 1), Text), (new(2026, 5, 1), changed), (new(2026, 6, 1), changed + "\n\n# New\n\nx")];
        Assert.Equal(TermsState.NoText, Review("1.1", new(2026, 1, 31), history).State);
        Assert.Equal(TermsState.Changed, Review("1.1", new(2026, 4, 30), history).State);
        // On the day of the change nobody knows which of the two was read.
        Assert.Equal(TermsState.Changed, Review("1.1", new(2026, 5, 1), history).State);
        Assert.Equal(TermsState.Same, Review("1.1", new(2026, 5, 2), history).State);
        Assert.Equal(TermsState.NoText, Review("1.1", new(2026, 5, 2)).State);
    }

    [Fact]
    public void A_citation_that_fits_two_clauses_is_for_a_person()
        => Assert.Equal(TermsState.Unclear, Review("1.1", new(2026, 3, 1), (new(2026, 2, 1), Text + "\n\n1.1 Again.")).State);

    [Fact]
    public void A_row_without_a_clause_or_a_document_is_tied_to_nothing()
    {
        var row = Row("§1.1", new(2026, 3, 1));
        Assert.Equal("Provider/Terms", TermsReview.DocumentOf(row));
        Assert.All(new[] { row.Basis with { Clause = "" }, row.Basis with { Source = "terms:" }, row.Basis with { Source = "a page" } },
            basis => Assert.Null(TermsReview.DocumentOf(row with { Basis = basis })));
    }

    [Fact]
    public void A_changed_line_flags_the_clauses_around_it_and_no_other()
    {
        var lines = Text.Split('\n');
        var text = TermsText.Read(Text);
        var labels = text.Clauses.SelectMany(clause => clause.Labels).Distinct().Where(label => text.Find(label).Length == 1).ToArray();
        Gen.Int[0, lines.Length - 1].Where(line => lines[line].Contains("**", StringComparison.Ordinal) is false && lines[line].Length > 0
            && !lines[line].StartsWith('=') && !lines[line].StartsWith('-') && !lines[line].StartsWith('#')
            && (line + 1 == lines.Length || lines[line + 1].Length == 0)).Sample(line =>
            {
                var changed = string.Join('\n', lines.Select((one, place) => place == line ? one + " And more." : one));
                var flagged =
                    labels.Where(label => Review(label, new(2026, 3, 1), (new(2026, 2, 1), Text), (new(2026, 5, 1), changed)).State
                    != TermsState.Same);
                Assert.Equal(labels.Where(label => text.Find(label)[0] is var one && one.FirstLine <= line && line < one.EndLine), flagged);
            }, iter: 50);
    }

    [Fact]
    public void A_long_hostile_text_is_cut_in_time_that_grows_with_it()
    {
        var text = TermsText.Read(
            string.Concat(Enumerable.Range(0, 20_000).Select(line => $"{new string(' ', line % 50)}* **{line}** x\n")));
        Assert.Equal(20_000, text.Clauses.Length);
        Assert.Empty(TermsText.Read("\n=\n--\n**\n****\n1\n1.\n.\n(\n[](").Clauses.SelectMany(clause => clause.Labels));
    }

    private static TermsFinding Review(string clause, DateOnly day, params (DateOnly From, string Text)[] history)
        => Assert.Single(TermsReview.Of([Row("§" + clause.TrimStart('§'), day)], _ => [.. history.Select(one
            => new TermsVersion(one.From, one.From.ToString("O"), TermsText.Read(one.Text)))]));

    private static PolicyRule Row(string clause, DateOnly day) => PolicyParser.Read($"""
        feature a flag
        row R then=review
        when a
        unknown review
        basis "Terms" {clause} source "terms:Provider/Terms" checked {day:yyyy-MM-dd}
        """).Program!.Rules[0];
}
