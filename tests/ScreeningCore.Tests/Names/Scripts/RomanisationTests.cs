using Compliance.ScreeningCore.Names.Scripts;
using Xunit.Abstractions;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

public sealed class RomanisationTests(ITestOutputHelper output)
{
    public static TheoryData<string, string, string> CommonNames => new()
    {
        { "Cyrillic", "сергей", "sergey" },
        { "Cyrillic", "дмитрий", "dmitriy" },
        { "Cyrillic", "володимир", "volodimir" },
        { "Cyrillic", "юлія", "yuliia" },
        { "Cyrillic", "ђорђе", "djordje" },
        { "Greek", "γεωργιος", "georgios" },
        { "Greek", "μπουρας", "bouras" },
        { "Arabic", "محمد", "muhammad" },
        { "Arabic", "عبدالرحمن", "abdulrahman" },
        { "Arabic", "خالد", "khalid" },
        { "Arabic", "رضائی", "rezaei" },
        { "Hebrew", "בנימין", "binyamin" },
        { "Hebrew", "כהן", "cohen" },
        { "Han", "王", "wang" },
        { "Han", "陳", "chen" },
        { "Han", "陳", "chan" },
        { "Han", "毛泽东", "maozedong" },
        { "Han", "毛泽东", "maotsetung" },
        { "Han", "金", "kim" },
        { "Han", "阮", "nguyen" },
        { "Han", "布什", "bush" },
        { "Han", "田中", "tanaka" },
        { "Han", "佐々木", "sasaki" },
        { "Kana", "さとう", "satou" },
        { "Kana", "シゲル", "shigeru" },
        { "Kana", "ジュンイチ", "junichi" },
        { "Hangul", "김", "kim" },
        { "Hangul", "이", "lee" },
        { "Hangul", "정은", "jeongeun" },
        { "Hangul", "영희", "younghee" },
        { "Thai", "สมชาย", "somchai" },
        { "Lao", "ສົມພອນ", "somphon" },
        { "Devanagari", "नरेन्द्र", "narendra" },
        { "Devanagari", "सिंह", "singh" },
        { "Bengali", "রহমান", "rahman" },
        { "Gurmukhi", "ਸਿੰਘ", "singh" },
        { "Gujarati", "પટેલ", "patel" },
        { "Tamil", "குமார்", "kumar" },
        { "Telugu", "రెడ్డి", "reddi" },
        { "Kannada", "ಗೌಡ", "gauda" },
        { "Malayalam", "നായർ", "nayar" },
        { "Sinhala", "පෙරේරා", "perera" },
        { "Armenian", "պետրոսյան", "petrosyan" },
        { "Georgian", "გიორგი", "giorgi" },
        { "Burmese", "အောင်", "aung" },
        { "Burmese", "ထွန်း", "htun" },
        { "Khmer", "សុខ", "sok" },
        { "Ethiopic", "አበበ", "abebe" },
        { "Ethiopic", "ተስፋዬ", "tesfaye" },
    };

    [Theory]
    [MemberData(nameof(CommonNames))]
    public void A_common_name_is_within_half_an_edit_of_its_usual_spelling(string scriptName, string original, string latin)
    {
        var script = Enum.Parse<Script>(scriptName);
        Assert.Equal(script, ScriptRanges.ScriptOf(original));
        var spellings = Romanisation.Of(original, script);
        output.WriteLine($"{original} {string.Join(' ', spellings)}");
        Assert.InRange(spellings.Length, 1, Romanisation.MaxSpellings);
        Assert.All(spellings, static s => Assert.Matches("^[a-z]+$", s));
        Assert.InRange(LetterLattice.For(original, script)!.Distance(latin, 3), 0, .5);
        Assert.Contains(ConsonantKey.OfLatin(latin), ConsonantKey.OfOriginal(original, script));
    }

    [Theory]
    [MemberData(nameof(CommonNames))]
    public void Every_romanisation_lies_near_a_path_of_its_own_lattice_Invariant(string scriptName, string original, string latin)
    {
        var script = Enum.Parse<Script>(scriptName);
        var lattice = LetterLattice.For(original, script)!;
        Assert.NotEmpty(latin);
        Assert.All(Romanisation.Of(original, script), spelling => Assert.InRange(lattice.Distance(spelling, 3), 0, 1));
    }

    [Fact]
    public void Surnames_of_Korea_come_in_their_customary_spelling()
    {
        Assert.Contains("park", Romanisation.Of("박", Script.Hangul));
        Assert.Contains("kim", Romanisation.Of("김", Script.Hangul));
        Assert.Contains("choi", Romanisation.Of("최", Script.Hangul));
        Assert.Contains("lee", Romanisation.Of("이", Script.Hangul));
    }

    [Fact]
    public void Ukrainian_letters_change_the_reading_of_the_whole_token()
    {
        Assert.Contains("serhii", Romanisation.Of("сергій", Script.Cyrillic));
        Assert.DoesNotContain("serhii", Romanisation.Of("сергей", Script.Cyrillic));
    }

    [Theory]
    [InlineData("", Script.Cyrillic)]
    [InlineData("smith", Script.Latin)]
    [InlineData("123", Script.Common)]
    public void What_has_no_original_script_has_no_romanisation(string token, Script script)
    {
        Assert.Empty(Romanisation.Of(token, script));
        Assert.Null(LetterLattice.For(token, script));
        Assert.Empty(ConsonantKey.OfOriginal(token, script));
    }
}
