using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UkSl;

/// <summary>Facts of UK entries as all three forms write them; cells may number their values.</summary>
internal static partial class UkFacts
{
    /// <summary>Adds the dates of a cell: dd/MM/yyyy, dd/mm/1945 with the letters themselves for what is unknown, or a year.</summary>
    public static void AddBirthDates(PartyDraft draft, string? text)
    {
        foreach (var piece in NumberedText.Split(text))
        {
            var dates = PublishedDates.ParseAll(piece);
            foreach (var date in dates)
            {
                draft.AddBirthDate(date);
            }

            draft.AddRemark(dates.IsEmpty ? $"Date of birth: {piece}" : null);
        }
    }

    /// <summary>Adds birth places; towns and countries are numbered in step.</summary>
    public static void AddBirthPlaces(PartyDraft draft, string? towns, string? countries)
    {
        foreach (var (town, country) in Pairs(towns, countries))
        {
            draft.AddBirthPlace(string.Join(", ", new[] { town, country }.Where(part => part is not null)), CountryNames.Find(country));
        }
    }

    /// <summary>Adds the nationalities of a cell.</summary>
    public static void AddNationalities(PartyDraft draft, string? text)
    {
        foreach (var piece in NumberedText.Split(text))
        {
            draft.AddNationality(piece.TrimEnd('.'));
        }
    }

    /// <summary>Adds documents of one type with what is said of them; numbers and details are numbered in step.</summary>
    public static void AddDocuments(PartyDraft draft, IdentifierType type, string? numbers, string? details)
    {
        foreach (var (number, detail) in Pairs(numbers, details))
        {
            if (number is null || !number.Any(char.IsLetterOrDigit))
            {
                draft.AddRemark(detail is null ? null : $"{type}: {detail}");
                continue;
            }

            draft.Add(new Identifier(type, number)
            {
                Country = CountryNames.Find(detail?.TrimEnd('.')),
                Note = detail,
            });
        }
    }

    /// <summary>Adds identifiers of one type, one per numbered value.</summary>
    public static void AddIdentifiers(PartyDraft draft, IdentifierType type, string? text, string? label = null)
    {
        foreach (var piece in NumberedText.Split(text))
        {
            var value = type == IdentifierType.Imo && Imo().Match(piece) is { Success: true } imo ? imo.Value : piece;
            draft.Add(new Identifier(type, value) { Label = label });
        }
    }

    /// <summary>Adds an address; the lines run from the house to the province.</summary>
    public static void AddAddress(PartyDraft draft, IEnumerable<string?> lines, string? postalCode, string? country)
    {
        var code = CountryNames.Find(country);
        draft.Add(new PartyAddress
        {
            Street = PublishedValue.Clean(string.Join(", ", lines.Where(line => line is not null))),
            Region = code.IsStated ? null : country,
            PostalCode = postalCode,
            Country = code,
        });
    }

    /// <summary>Sets the gender from a cell; two different values are no statement.</summary>
    public static void AddGender(PartyDraft draft, string? text) => draft.Gender = text?.Trim(' ', '.').ToUpperInvariant() switch
    {
        "MALE" => Gender.Male,
        "FEMALE" => Gender.Female,
        _ => draft.Gender,
    };

    /// <summary>Adds relations of one kind.</summary>
    public static void AddRelations(PartyDraft draft, string relation, string? text)
    {
        foreach (var piece in NumberedText.Split(text))
        {
            draft.Add(new PartyRelation(relation, piece));
        }
    }

    /// <summary>Adds every numbered value of a cell by the given means.</summary>
    public static void ForEach(string? text, Action<string> add)
    {
        foreach (var piece in NumberedText.Split(text))
        {
            add(piece);
        }
    }

    private static IEnumerable<(string? First, string? Second)> Pairs(string? first, string? second)
    {
        var (left, right) = (NumberedText.Split(first), NumberedText.Split(second));
        if (left.Length == right.Length || left.IsEmpty || right.IsEmpty)
        {
            return Enumerable.Range(0, Math.Max(left.Length, right.Length)).Select(i => (At(left, i), At(right, i)));
        }

        return right.Length == 1 ? left.Select(one => ((string?)one, (string?)right[0]))
            : left.Select((one, i) => ((string?)one, At(right, i)));
    }

    private static string? At(ImmutableArray<string> pieces, int index)
        => index < pieces.Length && !PublishedValue.IsPlaceholder(pieces[index]) ? pieces[index] : null;

    [GeneratedRegex(@"\d{7}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Imo();
}
