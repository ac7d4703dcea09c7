using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Parties;

/// <summary>
/// A country or territory by its ISO 3166-1 alpha-2 code, upper case. The default value means "not stated".
/// Shape is checked, not membership: lists name places that ISO has retired, and XK (Kosovo) that it never assigned.
/// </summary>
public readonly record struct CountryCode : IComparable<CountryCode>
{
    private static readonly FrozenSet<string> Assigned = FrozenSet.ToFrozenSet(
        ("AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG "
            + "CH CI CK "
        + "CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP "
        + "GQ GR "
        + "GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR "
        + "LS LT "
        + "LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF "
        + "PG PH "
        + "PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ "
        + "TK TL "
        + "TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW").Split(' '), StringComparer.Ordinal);

    private readonly string? _value;

    private CountryCode(string value) => _value = value;

    /// <summary>Two upper-case letters; empty where not stated.</summary>
    public string Value => _value ?? "";

    /// <summary>True where a country is stated.</summary>
    public bool IsStated => _value is not null;

    /// <summary>True where ISO 3166-1 assigns the code, or it is XK (Kosovo). Pseudo-countries of location databases (AP, EU, A1, ZZ) and
    /// codes that ISO withdrew (SU, YU) are not: they name no place that anybody could be in today.</summary>
    public bool IsAssigned => _value is not null && Assigned.Contains(_value);

    /// <summary>Reads a code of two letters in any case.</summary>
    /// <exception cref="FormatException">The text is not two letters.</exception>
    public static CountryCode Parse(string text) =>
        TryParse(text, out var code) ? code
        : throw new FormatException($"'{text}' is not a country code: two letters of ISO 3166-1, such as RU.");

    /// <summary>Reads a code of two letters in any case; false where the text is something else (XX, "unknown", is refused too).</summary>
    public static bool TryParse(string? text, out CountryCode code)
    {
        code = default;
        if (text is not { Length: 2 } || !char.IsAsciiLetter(text[0]) || !char.IsAsciiLetter(text[1]))
        {
            return false;
        }

        var upper = text.ToUpperInvariant();
        if (upper == "XX")
        {
            return false;
        }

        code = new CountryCode(upper);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(CountryCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
