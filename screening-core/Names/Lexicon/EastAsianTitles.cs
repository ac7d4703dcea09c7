using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Titles and forms of address that stand behind a person's name in Chinese, Japanese and Korean, written together with it or
/// apart: 先生, 主席, さん, 위원장.</summary>
/// <remarks>Source: custom of address in the three languages, written for this project from general knowledge. Date: 2026-11.</remarks>
internal static class EastAsianTitles
{
    // A family name with a title behind it names nobody: what is left is a family name and a given name.
    private const int LeastName = 2;

    // The longest first, so that 선생님 is not read as 님.
    private static readonly ImmutableArray<string> Titles =
    [
        .. ("先生 女士 小姐 太太 夫人 博士 教授 老师 老師 医生 醫生 律师 律師 同志 主席 副主席 总统 總統 总理 總理 部长 部長 将军 將軍 上将 上將 书记 書記 总书记 總書記 "
            + "局长 局長 司长 司長 会长 會長 会長 社长 社長 院长 院長 校长 校長 市长 市長 省长 省長 主任 经理 經理 总经理 總經理 董事长 董事長 委员 委員 委员长 委員長 大臣 首相 大使 議員 议员 "
            + "氏 様 殿 君 さん さま くん ちゃん 씨 님 군 양 선생 선생님 여사 박사 교수 대통령 총리 수상 장관 장군 대장 사장 회장 의원 위원 위원장 주석 국장 부장 차장 총비서")
            .Split(' ').OrderByDescending(title => title.Length).ThenBy(title => title, StringComparer.Ordinal),
    ];

    /// <summary>A person's name without the title behind it; null where none stands there or too little would be left.</summary>
    /// <param name="name">The name as written.</param>
    public static string? Without(string name)
    {
        var text = name.AsSpan().TrimEnd();
        foreach (var title in Titles)
        {
            if (text.EndsWith(title, StringComparison.Ordinal) && text[..^title.Length].TrimEnd() is { Length: >= LeastName } rest)
            {
                return rest.ToString();
            }
        }

        return null;
    }
}
