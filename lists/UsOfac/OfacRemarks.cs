using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Takes the facts out of the remarks column: pieces joined by "; ", each a label and a value, a weak alias in single quotes, or
/// free text.</summary>
internal static partial class OfacRemarks
{
    /// <summary>Length at which the main file cuts remarks off, in characters.</summary>
    public const int MaxLength = 1_000;

    /// <summary>True where the remarks are cut off and nothing continues them: the last fact is only a beginning, and half a number is a
    /// wrong number.</summary>
    public static bool IsCut(string? remarks, string? continuation) =>
        continuation is null && remarks is { Length: >= MaxLength } && remarks[^1] is not ('.' or ';');

    /// <summary>Adds all facts of the remarks to the party; the beginning of a fact that was cut off stays a remark.</summary>
    public static void Add(PartyDraft draft, string remarks, bool isCut = false)
    {
        var text = remarks.EndsWith('.') ? remarks[..^1] : remarks.TrimEnd(';', ' ');
        var last = isCut ? text.LastIndexOf("; ", StringComparison.Ordinal) : -1;
        if (isCut)
        {
            draft.AddRemark($"Cut off by the publisher's file: {text[(last < 0 ? 0 : last + 2)..]}");
            text = last < 0 ? "" : text[..last];
        }

        foreach (var piece in text.Split("; ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var fact = piece.StartsWith("alt. ", StringComparison.Ordinal) ? piece[5..].Trim() : piece;
            if (Alias().Match(fact) is { Success: true } alias)
            {
                AddAliases(draft, alias);
            }
            else if (OfacLabels.Split(fact) is { Meaning: not "remark" } known && known.Value.Length > 0
                && IsValue(known.Meaning, known.Value))
            {
                OfacFacts.Add(draft, FactOf(known));
            }
            else
            {
                draft.AddRemark(fact.TrimEnd('.'));
            }
        }
    }

    /// <summary>Adds the remarks of the XML forms: free text, with "(Linked To: NAME)" for each relation; the other facts have elements of
    /// their own.</summary>
    public static void AddLinks(PartyDraft draft, string? remarks)
    {
        foreach (var link in Link().Matches(remarks ?? "").Select(match => match.Groups["name"].Value))
        {
            draft.Add(new PartyRelation("Linked To", link));
        }

        foreach (var piece in Link().Replace(remarks ?? "", ";")
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var fact = piece.StartsWith("alt. ", StringComparison.OrdinalIgnoreCase) ? piece[5..].Trim() : piece;
            if (OfacLabels.Split(fact) is { Meaning: nameof(IdentifierType.Phone) } phone && phone.Value.Any(char.IsAsciiDigit))
            {
                OfacFacts.Add(draft, new OfacFact(phone.Label, phone.Value.TrimStart(':', ' ')));
            }
            else
            {
                draft.AddRemark(fact.TrimEnd('.'));
            }
        }
    }

    /// <summary>"a.k.a. 'ONE', 'TWO'": aliases in single quotes are the weak ones; the strong ones have their own file.</summary>
    private static void AddAliases(PartyDraft draft, Match alias)
    {
        foreach (var name in alias.Groups["names"].Value.Split("', '"))
        {
            OfacNames.AddWhole(draft, name, OfacNames.KindOf(alias.Groups["kind"].Value), AliasStrength.Weak);
        }
    }

    /// <summary>Free text may begin with a label by chance ("Passport and immigration officer"): numbers of documents have a
    /// digit.</summary>
    private static bool IsValue(string meaning, string value) => meaning is not
        (nameof(IdentifierType.Passport) or nameof(IdentifierType.NationalId) or nameof(IdentifierType.TaxId)
        or nameof(IdentifierType.RegistrationNumber)
        or nameof(IdentifierType.DriverLicence) or nameof(IdentifierType.ResidencePermit) or nameof(IdentifierType.Phone))
        || value.Any(char.IsAsciiDigit);

    /// <summary>"K754050 (Iran) issued 26 May 1999 expires 25 May 2004" without its tail, when the label is a document.</summary>
    private static OfacFact FactOf((string Label, string Meaning, string Value) known)
    {
        if (!Enum.TryParse<IdentifierType>(known.Meaning, out _))
        {
            return new OfacFact(known.Label, known.Value);
        }

        var document = Document().Match(known.Value);
        var (country, note) = (document.Groups["country"].Value, document.Groups["note"].Value);
        if (country.Length > 0 && !CountryNames.TryFind(country, out _))
        {
            (country, note) = ("", note.Length == 0 ? country : $"{country}; {note}");
        }

        return new OfacFact(known.Label, document.Groups["number"].Value)
        {
            Country = country.Length == 0 ? null : country,
            IssuedOn = PublishedDates.Find(document.Groups["issued"].Value),
            ExpiresOn = PublishedDates.Find(document.Groups["expires"].Value),
            Note = note.Length == 0 ? null : note,
        };
    }

    [GeneratedRegex(@"^(?<kind>[afn]\.k\.a\.) '(?<names>.+)'$", RegexOptions.CultureInvariant)]
    private static partial Regex Alias();

    [GeneratedRegex(@"\(Linked To:\s*(?<name>(?:[^()]|\([^()]*\))+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^(?<number>.+?)(?: \((?<country>[^()]+)\))?(?: issued (?<issued>\d[\w ]*?|[A-Z][a-z]{2} \d{4}))?(?: expires (?<expires>\d[\w ]*?|[A-Z][a-z]{2} \d{4}))?(?: \((?<note>[^()]+)\))?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Document();
}
