using System.Text.RegularExpressions;

namespace Compliance.Lists.Reading;

/// <summary>A name out of a text that holds notes beside it: births, passports, "previously listed as", the same in its original
/// script.</summary>
/// <param name="Text">The name, brackets with further names in it included.</param>
/// <param name="IsFormer">True where a note or a label says so.</param>
/// <param name="IsOriginal">True where it is the name in its original script.</param>
internal readonly partial record struct NotedName(string Text, bool IsFormer, bool IsOriginal)
{
    private const string NoteWords =
        "born|DOB|POB|passport|formerly listed|previously listed|listed as|nom de "
        + "guerre|生年月日|出生|生まれ|旅券|ID番号|国籍|発行|有効期限|掲載|記載ぶり|誕生名|戦闘員名|自称|息子|に指定し|使用している|【";

    /// <summary>The names of a text, those in the original script first; the text itself where it holds no notes.</summary>
    /// <param name="text">A name as published.</param>
    /// <param name="isFormer">Whether a label before it says that it is a former one.</param>
    public static IEnumerable<NotedName> Of(string text, bool isFormer = false)
    {
        foreach (Match original in Original().Matches(text))
        {
            yield return new NotedName(original.Groups["name"].Value.Trim(), isFormer, IsOriginal: true);
        }

        var former = isFormer;
        var name = Notes().Replace(Original().Replace(text, " "), note =>
        {
            former |= FormerNote().IsMatch(note.Value);
            return " ";
        });
        yield return new NotedName(Tail().Replace(name, "").Trim(' ', ',', '，', '、', '；', '。', ':', '：'), former, IsOriginal: false);
    }

    /// <summary>True where a text ends in a note without brackets.</summary>
    public static bool HasTail(string text) => Tail().IsMatch(text);

    [GeneratedRegex(@"[(（]?\s*original script\s*[:：]?\s*(?<name>[^()（）:：]+)[)）]?|[(（]\s*(?<name>[^()（）:：]+)[:：]\s*original script\s*[)）]?|(?:in Arabic)\s*[:：]\s*(?<name>[^()（）:：]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Original();

    [GeneratedRegex($@"[(（](?:[^()（）]|[(（][^()（）]*[)）])*(?:{NoteWords})(?:[^()（）]|[(（][^()（）]*[)）])*(?:[)）]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Notes();

    [GeneratedRegex("formerly listed|previously listed|以前", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FormerNote();

    [GeneratedRegex(@"(?:,|\s)\s*(?:born\s+(?:\d|on\s|in\s)|DOB\s*[:：]|POB\s*[:：]|(?:\w+\s+)?passport\s+n|son of\s).*$|\s*[(（]\s*[af]\.k\.a\.?:?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tail();
}
