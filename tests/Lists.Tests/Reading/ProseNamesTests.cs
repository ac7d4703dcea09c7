using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests;

public sealed class ProseNamesTests
{
    [Theory]
    [InlineData("Invented Rotor Works (IRW)", "Invented Rotor Works (IRW)|Invented Rotor Works|IRW")]
    [InlineData("JANE INVENTED A/K/A JANE WAHMI", "JANE INVENTED A/K/A JANE WAHMI|JANE INVENTED|JANE WAHMI")]
    [InlineData("Fable, Inc. (a.k.a. Fable Works; Fable Trading)",
        "Fable, Inc. (a.k.a. Fable Works; Fable Trading)|Fable, Inc.|Fable Trading|Fable Works")]
    [InlineData("Fable Works (a.k.a. Fable One, a.k.a. Fable Two)",
        "Fable Works (a.k.a. Fable One, a.k.a. Fable Two)|Fable Works|Fable One|Fable Two")]
    [InlineData("Fable Bank (HK)", "Fable Bank (HK)|Fable Bank")]
    [InlineData("Fable Bank (China)", "Fable Bank (China)|Fable Bank")]
    [InlineData("(a.k.a. Fable Works", "Fable Works")]
    [InlineData("Fable Works", "Fable Works")]
    public void A_name_in_prose_gives_the_names_inside_it(string text, string names)
    {
        var party = PartyOf(draft => ProseNames.Add(draft, text, NameKind.Primary));
        Assert.Equal(names.Split('|'), party.Names.Select(name => name.Text));
    }

    [Fact]
    public void A_word_in_brackets_bears_the_grade_of_its_publisher_who_gives_none() =>
        Assert.Equal(AliasStrength.Unstated, PartyOf(draft => ProseNames.Add(draft, "Fable Works (Primersk)", NameKind.Primary))
        .Names.Single(name => name.Text == "Primersk").Strength);

    [Theory]
    [InlineData("Fable Works (Moscow)", "Fable Works|Fable Works (Moscow)")]
    [InlineData("Fable Works (PRC entity)", "Fable Works|Fable Works (PRC entity)")]
    [InlineData("Fable Works [Limited Company]", "Fable Works|Fable Works [Limited Company]")]
    [InlineData("FABLE WORKS, FORMERLY KNOWN AS ZORINMEK LIMITED",
        "FABLE WORKS|FABLE WORKS, FORMERLY KNOWN AS ZORINMEK LIMITED|ZORINMEK LIMITED")]
    [InlineData("FABLE WORKS -AKA- ZORINMEK", "FABLE WORKS|FABLE WORKS -AKA- ZORINMEK|ZORINMEK")]
    [InlineData("FABLE WORKS [aka ZORINMEK]", "FABLE WORKS|FABLE WORKS [aka ZORINMEK]|ZORINMEK")]
    public void Each_name_inside_a_name_is_its_own_and_a_town_or_a_description_is_none(string text, string names) =>
        Assert.Equal(names, string.Join('|', PartyOf(draft => ProseNames.Add(draft, text, NameKind.Primary)).Names
            .Select(name => name.Text).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("A; and B", "A|B")]
    [InlineData("a.k.a., the following two aliases: Fable One; and Fable Two", "Fable One|Fable Two")]
    [InlineData(" ; ", "")]
    [InlineData(null, "")]
    public void Semicolons_separate_names(string? text, string names) => Assert.Equal(names, string.Join('|', ProseNames.Split(text)));

    [Theory]
    [InlineData("(1) Kabul (2) Herat", "Kabul|Herat")]
    [InlineData("a) Mullah b) Haji", "Mullah|Haji")]
    [InlineData("(a)イワン（Ivan）、(b)イワン", "イワン（Ivan）|イワン")]
    [InlineData("Bank (a) of Fable", "Bank (a) of Fable")]
    [InlineData(null, "")]
    public void Numbered_cells_are_taken_apart(string? text, string values)
    => Assert.Equal(values, string.Join('|', NumberedText.Split(text)));

    [Fact]
    public void A_birth_in_a_year_of_another_calendar_is_a_remark()
    {
        var party = PartyOf(draft =>
        {
            draft.AddName("Ivan Skazkin", NameKind.Primary);
            draft.AddBirthDate(PublishedDates.Find("1402-06-24"));
            draft.AddBirthDate(PublishedDates.Find("05/1973"));
        });
        Assert.Equal(["1973-05"], party.BirthDates.Select(date => date.ToString()));
        Assert.Equal("Date of birth as published: 1402-06-24", Assert.Single(party.Remarks));
    }

    private static ListedParty PartyOf(Action<PartyDraft> fill)
    {
        var draft = new PartyDraft(ListEntryId.Parse("us-bis-el:1"), PartyKind.Organization);
        fill(draft);
        return draft.Build();
    }
}
