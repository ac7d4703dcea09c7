using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Screening;

/// <summary>What a person types or a customer file states of a subject, as a screening subject; or what is wrong with it.</summary>
/// <param name="Subject">The subject; null where something is wrong.</param>
/// <param name="Problem">What is wrong, with the allowed forms; null where nothing is. Never holds the name.</param>
internal sealed record SubjectReading(ScreeningSubject? Subject, string? Problem)
{
    private const int MaxNameChars = 512;

    /// <summary>Reads the fields; empty text means "not stated".</summary>
    public static SubjectReading Of(string name, string birthDate, string country, string type, string id = "")
    {
        if (ProblemOfName(name) is { } wrongName)
        {
            return new SubjectReading(null, wrongName);
        }

        if (id.Any(char.IsControl))
        {
            return new SubjectReading(null, "the id holds a control character");
        }

        var born = default(PartialDate);
        if (birthDate.Length > 0 && (!PartialDate.TryParse(birthDate, out born) || born.IsCirca || born.Precision == DatePrecision.Range))
        {
            return new SubjectReading(null, $"birth date '{birthDate}' is not a date: write yyyy-MM-dd, yyyy-MM or yyyy");
        }

        var code = country.Length > 0 ? CaseFacts.Countries(country).FirstOrDefault() : default;
        if (country.Length > 0 && !code.IsStated)
        {
            return new SubjectReading(null,
                $"country '{country}' is not known: write two letters of ISO 3166-1, such as DE, or the English name");
        }

        return KindOf(type) is { } kind
            ? new SubjectReading(
                new ScreeningSubject { Id = id.Length > 0 ? id : null, Name = name.Trim(), Kind = kind, BirthDate = born, Country = code },
                null)
            : new SubjectReading(null, $"type '{type}' is not known: write individual, organization, vessel, aircraft or unknown");
    }

    /// <summary>The kind a word means; null for a word nobody uses for one.</summary>
    public static PartyKind? KindOf(string word) => word.ToUpperInvariant() switch
    {
        "" or "UNKNOWN" => PartyKind.Unknown,
        "INDIVIDUAL" or "PERSON" or "NATURAL PERSON" => PartyKind.Individual,
        "ORGANIZATION" or "ORGANISATION" or "COMPANY" or "ENTITY" or "BUSINESS" => PartyKind.Organization,
        "VESSEL" or "SHIP" => PartyKind.Vessel,
        "AIRCRAFT" or "AIRPLANE" => PartyKind.Aircraft,
        _ => null,
    };

    private static string? ProblemOfName(string name) => name.AsSpan().Trim().Length switch
    {
        0 => "the name is empty",
        > MaxNameChars and var length => $"the name has {length} characters; at most {MaxNameChars} are screened",
        _ when name.Contains('\uFFFD', StringComparison.Ordinal) => "the name holds bytes that are not UTF-8: save the file as UTF-8",
        _ => name.Any(char.IsControl) ? "the name holds a control character" : null,
    };
}
