using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.CaSema;

/// <summary>Puts records of the Canadian list into parties.</summary>
internal static partial class SemaMapper
{
    /// <summary>Reads the record.</summary>
    public static void Read(PartyDraft draft, SemaRecord record)
    {
        AddNames(draft, record);
        foreach (var alias in Aliases(record["Aliases"], draft.Kind))
        {
            ProseNames.Add(draft, alias, NameKind.Alias);
        }

        draft.Add(new Designation(record.Regime!)
        {
            Measures = MeasuresOf(record),
            ListedOn = PublishedDates.DayOf(record["DateOfListing"]),
            Reference = PublishedValue.Clean($"Schedule {record["Schedule"] ?? "-"}, item {record["Item"]}"),
        });
        AddDates(draft, record["DateOfBirthOrShipBuildDate", "DateOfBirth"]);
        var title = record["TitleOrShipType", "TitleOrShip", "Title"];
        if (draft.Kind == PartyKind.Vessel)
        {
            draft.Vessel = draft.Vessel with { Type = title };
            draft.Add(new Identifier(IdentifierType.Imo, record["ShipIMONumber"] ?? ""));
        }
        else
        {
            draft.AddTitle(title);
        }
    }

    /// <summary>
    /// Schedule 1 (and every schedule of the other regimes) prohibits all dealings; schedules 2 and 3 of the Russia regulations prohibit
    /// new debt and equity only. Source: Special Economic Measures (Russia) Regulations, SOR/2014-58, sections 3 and 3.1.
    /// </summary>
    private static Measures MeasuresOf(SemaRecord record) =>
        record.Regime!.StartsWith("Russia", StringComparison.OrdinalIgnoreCase) && record["Schedule"] is "2" or "3" ? Measures.Securities
        : Measures.Freeze;

    private static void AddNames(PartyDraft draft, SemaRecord record)
    {
        if (draft.Kind == PartyKind.Individual)
        {
            var (given, family) = (record["GivenName"], record["LastName"]);
            draft.AddName(new ListedName($"{given} {family}".Trim(), NameKind.Primary)
            {
                Parts =
                [
                    .. new[] { (NamePartRole.Given, given), (NamePartRole.Family, family) }.Where(part => part.Item2 is not null)
                        .Select(part => new NamePart(part.Item1, part.Item2!)),
                ],
            });
            return;
        }

        var name = record["EntityOrShip", "Entity"];
        if (name is null)
        {
            return;
        }

        ProseNames.Add(draft, name, NameKind.Primary);
        if (name.Split('/') is [{ Length: > 7 } english, { Length: > 7 } french])
        {
            draft.AddName(english, NameKind.Variation);
            draft.AddName(french, NameKind.Variation);
        }
    }

    private static void AddDates(PartyDraft draft, string? text)
    {
        var dates = PublishedDates.ParseAll(text);
        draft.AddRemark(text is not null && dates.IsEmpty ? $"Date of birth or build: {text}" : null);
        foreach (var date in dates)
        {
            if (draft.Kind == PartyKind.Vessel)
            {
                draft.Vessel = draft.Vessel with { BuiltOn = date };
            }
            else
            {
                draft.AddBirthDate(date);
            }
        }
    }

    /// <summary>Semicolons separate aliases; so do commas, but for those in front of a legal form ("Co., Ltd.").</summary>
    private static IEnumerable<string> Aliases(string? text, PartyKind kind) =>
        (kind == PartyKind.Individual ? PersonSeparators() : ThingSeparators()).Split(text ?? "")
        .Select(piece => Label().Replace(piece.Trim(), "")).Where(piece => piece.Length > 0);

    [GeneratedRegex(@"\s*[;,،]\s*|\s+/\s*|/\s+", RegexOptions.CultureInvariant)]
    private static partial Regex PersonSeparators();

    [GeneratedRegex(@"\s*[;،]\s*|\s*,(?!\s*(?:ltd|limited|inc|llc|llp|l\.l\.c|co\b|corp|s\.?a\b|jsc|ojsc|pjsc|gmbh|plc|fze|pte|pvt|b\.?v\b))\s*|\s+/\s*|/\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ThingSeparators();

    [GeneratedRegex(@"^(?:belarus?sian|russian|ukrainian|english|french|spanish|arabic|persian|farsi|burmese|also known as|a\.?k\.?a\.?)\s*:?\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
