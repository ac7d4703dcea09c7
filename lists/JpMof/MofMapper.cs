using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.JpMof;

/// <summary>Puts rows of the Japanese workbook into parties. Columns are told by what their heading begins with: every sheet has its
/// own.</summary>
internal static partial class MofMapper
{
    private const string Unknown = "不明";

    /// <summary>The name in Latin letters, else in Japanese; null where neither is there.</summary>
    public static string? NameOf(TableRow row) => row["英語表記"] ?? row["日本語表記"];

    /// <summary>Sheets of persons and of bodies say so; in mixed sheets a birth date, a nationality or a passport makes a person.</summary>
    public static PartyKind KindOf(string sheet, TableRow row) =>
        sheet.Contains("個人", StringComparison.Ordinal) ? PartyKind.Individual
        : sheet.Contains("団体", StringComparison.Ordinal) || sheet.Contains("銀行", StringComparison.Ordinal) ? PartyKind.Organization
        : Cells(row, "生年月日", "国籍", "旅券番号").Any() ? PartyKind.Individual
        : PartyKind.Unknown;

    /// <summary>Reads a row.</summary>
    public static void Read(PartyDraft draft, string sheet, TableRow row)
    {
        AddNames(draft, row);
        var days = MofDates.All(row["告示日付"]).Where(date => date.Precision == DatePrecision.Day).Select(date => date.Earliest).ToList();
        draft.Add(new Designation(SheetNumber().Replace(sheet, "").Trim())
        {
            Measures = Measures.Freeze,
            ListedOn = days.Count > 0 ? days[0] : null,
            AmendedOn = days.Count > 1 ? days[^1] : null,
            Reference = $"告示番号 {row["告示番号"]}",
        });
        AddBirth(draft, row);
        AddTexts(Cells(row, "称号"), draft.AddTitle);
        AddTexts(Cells(row, "役職", "肩書"), draft.AddPosition);
        AddTexts(Cells(row, "国籍"), text => MofCountries.AddNationality(draft, text));
        AddTexts(Cells(row, "住所", "所在地"), text => draft.Add(new PartyAddress { Street = text }));
        AddTexts(Cells(row, "旅券番号"), text => draft.Add(new Identifier(IdentifierType.Passport, text)));
        AddTexts(Cells(row, "ID番号", "身分登録番号", "身分証番号"), text => draft.Add(new Identifier(IdentifierType.NationalId, text)));
        AddTexts(Cells(row, "電話"), text => draft.Add(new Identifier(IdentifierType.Phone, text)));
        AddTexts(Cells(row, "国連参照番号"), text => draft.Add(new Identifier(IdentifierType.Other, text) { Label = "UN reference number" }));
        foreach (var remark in Cells(row, "その他の情報", "詳細", "指定の根拠", "決議1483上の根拠"))
        {
            draft.AddRemark(remark);
            if (draft.Kind is PartyKind.Individual or PartyKind.Unknown)
            {
                // 生年月日：1941年4月27日, inside the prose.
                foreach (var date in BirthInRemark().Matches(remark).SelectMany(match => MofDates.All(match.Groups["date"].Value)))
                {
                    draft.AddBirthDate(date);
                }
            }
        }
    }

    private static void AddNames(PartyDraft draft, TableRow row)
    {
        foreach (var (text, kind)
            in new[] { (row.Raw("英語表記"), NameKind.Primary),
            (row.Raw("日本語表記"), row["英語表記"] is null ? NameKind.Primary : NameKind.Variation) })
        {
            var isFirst = true;
            foreach (var name in MofNames.OfHead(text))
            {
                ProseNames.Add(draft, name.Text, isFirst && !name.IsOriginal ? kind : NameKind.Variation);
                isFirst &= name.IsOriginal;
            }
        }

        AddAliases(draft, row, NameKind.Alias, AliasStrength.Unstated, "別名", "別称", "確定可能な別名");
        AddAliases(draft, row, NameKind.FormerName, AliasStrength.Unstated, "旧称", "以前の", "過去の");
        AddAliases(draft, row, NameKind.Alias, AliasStrength.Weak, "確定に十分でない別名");
    }

    private static void AddAliases(PartyDraft draft, TableRow row, NameKind kind, AliasStrength strength, params string[] headings)
    {
        foreach (var alias in Columns(row, headings).SelectMany(column => MofNames.OfAliases(row.Raw(column))))
        {
            ProseNames.Add(draft, alias.Text, alias.IsFormer ? NameKind.FormerName : kind, strength);
        }
    }

    private static void AddBirth(PartyDraft draft, TableRow row)
    {
        foreach (var cell in Cells(row, "生年月日"))
        {
            var dates = MofDates.All(cell).ToList();
            dates.ForEach(draft.AddBirthDate);
            draft.AddRemark(dates.Count == 0 ? $"生年月日: {cell}" : null);
        }

        AddTexts(Cells(row, "出生地"), text => draft.AddBirthPlace(text, default));
    }

    private static void AddTexts(IEnumerable<string> cells, Action<string> add)
    {
        foreach (var piece in cells.SelectMany(text => NumberedText.Split(text)).Where(piece => piece != Unknown))
        {
            add(piece);
        }
    }

    private static IEnumerable<string> Cells(TableRow row, params string[] headings)
        => Columns(row, headings).Select(column => row[column]!);

    private static IEnumerable<string> Columns(TableRow row, string[] headings) => row.Columns
        .Where(column => headings.Any(heading => column.StartsWith(heading, StringComparison.Ordinal)) && row[column] is { } text
            && text is not (Unknown or "なし" or "-"));

    [GeneratedRegex(@"(?:生年月日|生年|誕生日|出生日)(?:は|\s|:|：|\(|（)*(?<date>(?:\d{4}|[０-９]{4})[^。；;、\n]*)", RegexOptions.CultureInvariant)]
    private static partial Regex BirthInRemark();

    [GeneratedRegex(@"^\d+[.．]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex SheetNumber();
}
