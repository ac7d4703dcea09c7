using Compliance.Lists.JpMof;
using Compliance.Lists.Reading;

namespace Compliance.Lists.Tests.JpMof;

/// <summary>Cells of names as the workbook writes them; the names are invented.</summary>
public sealed class MofNamesTests
{
    [Theory]
    [InlineData("オレグ・フェロスタン\r\n (a.k.a.: Oleg Ferrostan)", "オレグ・フェロスタン|Oleg Ferrostan")]
    [InlineData("（a.k.a.: Oleg Ferrostan (formerly listed as)）", "Oleg Ferrostan (former)")]
    [InlineData("(a)オレグ（1970年2月5日ニース国にて出生）(b)アダ・リン(以前掲載の氏名)\r\n(a.k.a.: (a)Oleg, born 5 Feb. 1970 in Nice, France (b)Ada Linn(formerly "
        + "listed as))", "オレグ|アダ・リン (former)|Oleg|Ada Linn (former)")]
    [InlineData("Oleg (original script: Олег Ферростан)", "Олег Ферростан (original)|Oleg")]
    [InlineData("ADA LINN(original script：不明)", "ADA LINN")]
    [InlineData("（別称、有限会社フェロ、フェロ企業、旧称、フェロ計画、別称、FERRO）\r\n(a.k.a. Ferro Company Limited; f.k.a. Ferro Projects; a.k.a. “FERRO”)",
        "有限会社フェロ|フェロ企業|フェロ計画 (former)|FERRO|Ferro Company Limited|Ferro Projects (former)|“FERRO”")]
    [InlineData("(a)アダ（生年月日: a）１９６０年４月１１日 b)１９６３年４月１１日。出生地:X)(b)オレグ", "アダ|オレグ")]
    [InlineData("1953年1月1日生まれ（ニース国旅券番号：03825239、発行日：2014年5月4日）", "")]
    [InlineData("Ada Linn son of Oleg, Nice passport number X1, issued on 31 Jan. 2012", "Ada Linn")]
    [InlineData("LINN, Ada Marie", "LINN, Ada Marie")]
    [InlineData("Ada Linn Ferro, Ada Lynn Ferro", "Ada Linn Ferro|Ada Lynn Ferro")]
    [InlineData("Ferro, AO", "Ferro, AO")]
    [InlineData("不明", "")]
    [InlineData(null, "")]
    public void A_cell_of_aliases_gives_names_and_no_notes(string? cell, string names)
    => Assert.Equal(names, string.Join('|', MofNames.OfAliases(cell).Select(Shown)));

    [Theory]
    [InlineData("ADA LINN\n(original script: Ада Линн)", "ADA LINN|Ада Линн (original)")]
    [InlineData("ADA LINN(original script: Ада Линн)", "Ада Линн (original)|ADA LINN")]
    public void The_head_of_an_entry_gives_its_name_and_that_in_the_original_script(string cell, string names)
    => Assert.Equal(names, string.Join('|', MofNames.OfHead(cell).Select(Shown)));

    private static string Shown(NotedName piece)
        => piece.Text + (piece.IsFormer ? " (former)" : "") + (piece.IsOriginal ? " (original)" : "");
}
