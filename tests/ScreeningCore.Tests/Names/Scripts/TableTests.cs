using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

public sealed class TableTests
{
    [Fact]
    public void Every_script_but_Latin_and_Common_builds_a_lattice_for_its_letters()
    {
        var samples = new Dictionary<Script, string>
        {
            [Script.Cyrillic] = "ж",
            [Script.Greek] = "ω",
            [Script.Arabic] = "ق",
            [Script.Hebrew] = "ק",
            [Script.Han] =
                "李",
            [Script.Kana] = "キ",
            [Script.Hangul] = "한",
            [Script.Thai] = "กา",
            [Script.Lao] = "ກາ",
            [Script.Devanagari] = "का",
            [Script.Bengali] = "কা",
            [Script.Gurmukhi] =
                "ਕਾ",
            [Script.Gujarati] = "કા",
            [Script.Odia] = "କା",
            [Script.Tamil] = "கா",
            [Script.Telugu] = "కా",
            [Script.Kannada] = "ಕಾ",
            [Script.Malayalam] = "കാ",
            [Script.Sinhala] = "කා",
            [Script.Armenian] = "կա",
            [Script.Georgian] = "კა",
            [Script.Burmese] = "ကာ",
            [Script.Khmer] = "កា",
            [Script.Ethiopic] = "ካ",
        };
        foreach (var script in Enum.GetValues<Script>().Except([Script.Latin, Script.Common]))
        {
            var lattice = LetterLattice.For(samples[script], script);
            Assert.True(lattice is not null, $"{script} has no lattice for {samples[script]}");
            Assert.NotEmpty(Romanisation.Of(samples[script], script));
        }
    }

    [Theory]
    [InlineData("李王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")]
    [InlineData("張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇魏呂盧鍾譚陸賈韋鄒龍賀顧龔萬錢嚴湯關聶顏簡齊龐")]
    public void The_commonest_Chinese_surnames_have_a_Mandarin_reading(string surnames) =>
        Assert.All(surnames.EnumerateRunes(), static rune => Assert.NotEmpty(HanTable.Instance.Find(rune.Value)?.Mandarin ?? []));

    [Theory]
    [InlineData("阮陳陈黎范黃黄潘武鄧邓裴杜胡吳吴楊杨李丁陶段林梁劉刘梅張张鄭郑高何謝谢蔡郭羅罗王馮冯徐朱趙赵孫孙")]
    public void The_commonest_Vietnamese_surnames_have_a_Vietnamese_reading(string surnames) =>
        Assert.All(surnames.EnumerateRunes(), static rune => Assert.NotEmpty(HanTable.Instance.Find(rune.Value)?.Vietnamese ?? ""));

    [Fact]
    public void No_character_has_two_rows_of_Vietnamese_readings()
    {
        var characters = TableText.Rows("HanVietnamese").SelectMany(static row => row[1]).ToArray();
        Assert.Equal(characters.Length, characters.Distinct().Count());
    }

    [Fact]
    public void Every_row_of_every_letter_table_is_well_formed() =>
        Assert.All(Enum.GetValues<Script>(), static script => Assert.Null(Record.Exception(() => ScriptTables.Of(script))));
}
