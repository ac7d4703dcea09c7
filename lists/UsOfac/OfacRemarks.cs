using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Takes the facts out of the remarks column: pieces joined by "; ", each a label and a value, a weak alias in single quotes, or free text.</summary>
internal static partial class OfacRemarks
{
    /// <summary>Adds all facts of the remarks to the party.</summary>
    public static void Add(PartyDraft draft, string remarks)
    {
        var text = remarks.EndsWith('.') ? remarks[..^1] : remarks;
        foreach (var piece in text.Split("; ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var fact = piece.StartsWith("alt. ", StringComparison.Ordinal) ? piece[5..].Trim() : piece;
            if (Alias().Match(fact) is { Success: true } alias)
            {
                AddAliases(draft, alias);
            }
            else if (OfacLabels.Split(fact) is { Meaning: not "remark" } known && known.Value.Length > 0)
            {
                OfacFacts.Add(draft, FactOf(known));
            }
            else
            {
                draft.AddRemark(fact);
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

    [GeneratedRegex(
        @"^(?<number>.+?)(?: \((?<country>[^()]+)\))?(?: issued (?<issued>\d[\w ]*?|[A-Z][a-z]{2} \d{4}))?(?: expires (?<expires>\d[\w ]*?|[A-Z][a-z]{2} \d{4}))?(?: \((?<note>[^()]+)\))?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Document();
}
