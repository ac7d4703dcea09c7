using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Tests.Evaluation.Variations;

public sealed class NameVariationTests
{
    private const string Name = "Torvald Balthus Quennebrink";

    [Theory]
    [InlineData(nameof(VariationKind.Exact), Name)]
    [InlineData(nameof(VariationKind.WordOrder), "Quennebrink Torvald Balthus")]
    [InlineData(nameof(VariationKind.GivenInitial), "T. Balthus Quennebrink")]
    [InlineData(nameof(VariationKind.MiddleInitial), "Torvald B. Quennebrink")]
    public void Some_kinds_leave_no_choice(string kind, string expected)
    => Assert.Equal(expected, NameVariation.Of(Name, Enum.Parse<VariationKind>(kind), new SplitMix(1)));

    [Fact]
    public void Every_kind_does_what_its_name_says()
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            Assert.Equal(2, Vary(VariationKind.DroppedWord, seed).Split(' ').Length);
            Assert.Equal(2, Vary(VariationKind.Concatenation, seed).Split(' ').Length);
            Assert.Equal(Name.Replace(" ", ""), Vary(VariationKind.Concatenation, seed).Replace(" ", ""));
            Assert.Equal(Name.Order(), Vary(VariationKind.Transposition, seed).Order());
            Assert.NotEqual(Name, Vary(VariationKind.Transposition, seed));
            Assert.InRange(Math.Abs(Vary(VariationKind.OneTypo, seed).Length - Name.Length), 0, 1);
            Assert.NotEqual(Name, Vary(VariationKind.OneTypo, seed));
            Assert.InRange(Math.Abs(Vary(VariationKind.TwoTypos, seed).Length - Name.Length), 0, 2);
            Assert.Equal(1, Math.Abs(Vary(VariationKind.DoubledLetter, seed).Length - Name.Length));
            Assert.Equal(Name.Length, Vary(VariationKind.Homoglyph, seed).Length);
            Assert.Contains(Vary(VariationKind.Homoglyph, seed), letter => letter is >= 'Ѐ' and <= 'ӿ');
            Assert.Equal(Name, string.Concat(Vary(VariationKind.InvisibleCharacters, seed).Where(char.IsAscii)));
            Assert.Equal(Name.Length + 3, Vary(VariationKind.InvisibleCharacters, seed).Length);
        }
    }

    [Theory]
    [InlineData("Vexillum LLC", "Vexillum ")]
    [InlineData("Dorsal Fisheries Joint Stock Company", "Dorsal Fisheries ")]
    [InlineData("Zephyrine Co., Ltd.", "Zephyrine Co., ")]
    public void Legal_forms_are_replaced_by_their_like(string name, string core)
    {
        var varied = NameVariation.Of(name, VariationKind.LegalForm, new SplitMix(3));
        Assert.StartsWith(core, varied);
        Assert.NotEqual(name, varied, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Quennebrink", nameof(VariationKind.WordOrder))]
    [InlineData("Torvald Quennebrink", nameof(VariationKind.DroppedWord))]
    [InlineData("Pia Xu", nameof(VariationKind.OneTypo))]
    [InlineData("Vexillum", nameof(VariationKind.LegalForm))]
    [InlineData("LLC", nameof(VariationKind.LegalForm))]
    public void A_name_with_no_place_for_a_kind_is_left_out(string name, string kind) =>
        Assert.Null(NameVariation.Of(name, Enum.Parse<VariationKind>(kind), new SplitMix(1)));

    [Fact]
    public void The_same_seed_draws_the_same_cases_and_another_seed_others()
    {
        var index = MatchIndex.Build(Parties());
        Assert.Equal(VariationCases.Draw(index, 1, 5).AsEnumerable(), VariationCases.Draw(MatchIndex.Build(Parties().Reverse()), 1, 5)
            .AsEnumerable());
        Assert.NotEqual(VariationCases.Draw(index, 1, 5).AsEnumerable(), VariationCases.Draw(index, 2, 5).AsEnumerable());
    }

    [Fact]
    public void Every_case_leads_to_a_party_that_bears_its_name_and_each_party_once_per_kind()
    {
        var index = MatchIndex.Build(Parties());
        var cases = VariationCases.Draw(index, 1, 5);
        Assert.All(cases,
            one => Assert.Contains(index.PartyAt(index.PositionOf(one.Entry)).Names, name => name.Text == one.Listed
            && name.Strength != AliasStrength.Weak));
        Assert.All(cases.GroupBy(one => (one.Kind, one.Script)),
            kind => Assert.Equal(kind.Count(), kind.Select(one => one.Entry).Distinct().Count()));
        Assert.All(cases.GroupBy(one => (one.Kind, one.Script)), kind => Assert.InRange(kind.Count(), 1, 5));
        Assert.Equal("Cyrl",
            Assert.Single(cases.Where(one => one.Kind == VariationKind.Transliteration).Select(one => one.Script).Distinct()));
    }

    [Fact]
    public void Undisturbed_names_are_found_at_rank_1_and_transliterations_without_the_original_name()
    {
        var index = MatchIndex.Build(Parties());
        var profile = ScoringProfile.Named("onboarding");
        var results = VariationEvaluation.Run(VariationCases.Draw(index, 1, 5), index, profile, () => { }, CancellationToken.None);
        Assert.All(results.Where(one => one.Case.Kind is VariationKind.Exact), one => Assert.Equal(1, one.Rank));
        var rows = VariationEvaluation.Summarise(results, profile.Threshold);
        Assert.Equal(rows.Select(row => row.Kind).Distinct().Order(), rows.Select(row => row.Kind));
        Assert.All(rows, row => Assert.True(row.FoundTop1 <= row.FoundTop5 && row.FoundTop5 <= row.Cases));
        Assert.True(rows.Single(row => row.Kind == VariationKind.Transliteration).FoundTop5 > 0);
    }

    private static string Vary(VariationKind kind, ulong seed)
        => NameVariation.Of(Name, kind, new SplitMix(seed)) ?? throw new InvalidOperationException($"{kind} has no place in '{Name}'.");

    private static ListedParty[] Parties()
    {
        string[] families = ["Quennebrink", "Zwillich", "Vexmorgar", "Tlesdolhux", "Brinfipgar", "Mordolvex", "Huxbrinmor", "Garquentles"];
        return
        [
            .. families.Select((family, i) => new ListedParty(
                ListEntryId.Of(ListCode.Parse("invented"), $"{i}"), PartyKind.Individual,
                [new ListedName($"Torvald Balthus {family}"),
                    new ListedName($"{family} the Younger", NameKind.Alias, AliasStrength.Weak)])),
            new ListedParty(
                ListEntryId.Of(ListCode.Parse("invented"), "c"), PartyKind.Individual,
                [new ListedName("Arkadiy Borodulkin"), new ListedName("Аркадий Бородулькин", NameKind.Alias) { Script = "Cyrl" }]),
            new ListedParty(ListEntryId.Of(ListCode.Parse("invented"), "o"), PartyKind.Organization,
                [new ListedName("Dorsal Fisheries LLC")]),
        ];
    }
}
