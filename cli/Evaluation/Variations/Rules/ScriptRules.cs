using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Names in their own scripts, in Latin letters by published schemes, and in the character sets of Han.</summary>
internal static class ScriptRules
{
    // Simplified, traditional and Japanese forms of characters that names of bodies are made of (Unihan kSimplifiedVariant and
    // kTraditionalVariant; Jōyō kanji table).
    private const string Simplified = "学国业电东广华军会团产设备贸进银务经济发气车汽兴龙机无线环实验长宁汉滨尔技术总医药卫边铁钢矿储运输试宝马云网络邮讯测绘远联";
    private const string Traditional = "學國業電東廣華軍會團產設備貿進銀務經濟發氣車汽興龍機無線環實驗長寧漢濱爾技術總醫藥衛邊鐵鋼礦儲運輸試寶馬雲網絡郵訊測繪遠聯";
    private const string Japanese = "学国業電東広華軍会団産設備貿進銀務経済発気車汽興竜機無線環実験長寧漢浜爾技術総医薬衛辺鉄鋼鉱儲運輸試宝馬雲網絡郵訊測絵遠連";

    private static readonly ImmutableArray<(string Code, string Name)> Scripts =
    [
        ("Cyrl", "Cyrillic"), ("Arab", "Arabic"), ("Hani", "Han"), ("Jpan", "Japanese"), ("Hang", "Hangul"), ("Hebr", "Hebrew"),
        ("Zyyy", "unnamed"),
    ];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        .. Scripts.Select(script => new VariationRule($"script.as-listed-{script.Code.ToLowerInvariant()}",
            $"The listed name in its {script.Name} letters", EveryRule, (source, _) => source.Script == script.Code
                ? new ScreeningSubject { Kind = source.Party.Kind, Name = source.Text } : null)),
        .. CyrillicSchemes.All.Select(scheme => Person($"scheme-{scheme}", $"The Cyrillic name in Latin letters by the scheme {scheme}",
            (source, _) => source.Script == "Cyrl" ? CyrillicSchemes.Write(source.Text, scheme) : null)),
        Organisation("scheme-bgn", "The Cyrillic name in Latin letters by the scheme bgn", (source, _) => source.Script == "Cyrl"
            ? CyrillicSchemes.Write(source.Text, "bgn") : null),
        Han("simplified", "A Han name in simplified characters", Simplified),
        Han("traditional", "A Han name in traditional characters", Traditional),
        Han("japanese", "A Han name in Japanese characters", Japanese),
    ];

    private static VariationRule Han(string id, string description, string target)
    {
        var others = new[] { Simplified, Traditional, Japanese }.Where(row => row != target).SelectMany(row => row.Zip(target))
            .Where(pair => pair.First != pair.Second).GroupBy(pair => pair.First)
            .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.First().Second);
        return new VariationRule($"script.han-{id}", description, EveryRule, (source, _) =>
            source.Script is "Hani" or "Hans" or "Hant" or "Jpan" or "Zyyy" && source.Text.All(one => one is >= '\u4E00' and <= '\u9FFF')
                && string.Concat(source.Text.Select(one => others.GetValueOrDefault(one, one))) is var changed && changed != source.Text
                ? new ScreeningSubject { Kind = source.Party.Kind, Name = changed }
                : null);
    }
}
