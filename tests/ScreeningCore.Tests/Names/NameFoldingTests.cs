using System.Text;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Names;

public sealed class NameFoldingTests
{
    [Fact]
    public void Normalisation_really_decomposes() => Assert.Equal("e\u0301", "é".Normalize(NormalizationForm.FormD));

    [Theory]
    [InlineData("Zoltán Kerepesházi", "Zoltan Kerepeshazi")]
    [InlineData("Åse Øverås", "Ase Overas")]
    [InlineData("Straße", "Strasse")]
    [InlineData("İbrahim Işık", "Ibrahim Isik")]
    [InlineData("Łucja Żółć", "Lucja Zolc")]
    [InlineData("Đorđe Þór Æsir", "Dorde Thor AEsir")]
    [InlineData("Ｚｏｒｉｎ　Ｍｅｋ", "Zorin Mek")]
    [InlineData("ﬁnance ﬂow", "finance flow")]
    [InlineData("Nguyễn Thị Ưu", "Nguyen Thi Uu")]
    [InlineData("Αλέξανδρος", "Αλεξανδρος")]
    [InlineData("Алексей Ёлкин", "Алексей Ёлкин")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("محـــمد", "محمد")]
    [InlineData("٣ ۴ ５ Ⅻ", "3 4 5 XII")]
    [InlineData("Zo\u200Brin\u202E M\u00ADek", "Zorin Mek")]
    public void One_spelling_stands_for_many(string raw, string folded) => Assert.Equal(folded, NameFolding.Fold(raw));

    [Fact]
    public void Folding_twice_changes_nothing_Property()
    {
        var random = new Random(81);
        for (var round = 0; round < 3_000; round++)
        {
            var once = NameFolding.Fold(new string([.. Enumerable.Range(0, 20).Select(_ => (char)random.Next(0x20, 0x2FFF))]));
            Assert.Equal(once, NameFolding.Fold(once));
        }
    }

    [Fact]
    public void A_name_is_cut_at_its_limit_and_never_through_a_character()
    {
        Assert.Equal(NameFolding.MaxNameLengthChars, NameFolding.Fold(new string('a', 10_000)).Length);
        Assert.DoesNotContain(NameFolding.Fold(new string('a', NameFolding.MaxNameLengthChars - 1) + "\U00020000b"),
            letter => char.IsSurrogate(letter));
    }
}
