using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UkSl;

/// <summary>The column "Other Information" of OFSI: facts behind labels, "(UN Ref):QDi.323. (Gender):Male", and free text.</summary>
internal static partial class OfsiInformation
{
    /// <summary>The label of the entry's id on the UK Sanctions List.</summary>
    public const string UkReference = "UK SANCTIONS LIST REF";

    private const string FreeText = "";

    /// <summary>The facts by label, whatever its case; what stands before the first label is under the empty one.</summary>
    public static IReadOnlyDictionary<string, string> Of(string? text)
    {
        var facts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (text is null)
        {
            return facts;
        }

        var labels = Label().Matches(text);
        Put(facts, FreeText, labels.Count == 0 ? text : text[..labels[0].Index]);
        for (var i = 0; i < labels.Count; i++)
        {
            var start = labels[i].Index + labels[i].Length;
            var end = i + 1 < labels.Count ? labels[i + 1].Index : text.Length;
            Put(facts, labels[i].Groups["label"].Value, text[start..end]);
        }

        return facts;
    }

    /// <summary>Adds the facts to the entry; those without a place of their own become remarks.</summary>
    public static void Add(PartyDraft draft, IReadOnlyDictionary<string, string> facts)
    {
        foreach (var (label, value) in facts)
        {
            switch (label.ToUpperInvariant())
            {
                case "UN REF":
                    UkFacts.AddIdentifiers(draft, IdentifierType.Other, value.TrimEnd('.'), "UN reference number");
                    break;
                case "GENDER":
                    UkFacts.AddGender(draft, value);
                    break;
                case "IMO NUMBER":
                    UkFacts.AddIdentifiers(draft, IdentifierType.Imo, value);
                    break;
                case "PHONE NUMBER":
                    UkFacts.AddIdentifiers(draft, IdentifierType.Phone, value);
                    break;
                case "EMAIL ADDRESS":
                    UkFacts.AddIdentifiers(draft, IdentifierType.Email, value);
                    break;
                case "WEBSITE":
                    UkFacts.AddIdentifiers(draft, IdentifierType.Website, value);
                    break;
                case "BUSINESS REG NO":
                    UkFacts.AddIdentifiers(draft, IdentifierType.RegistrationNumber, value);
                    break;
                case "PARENT COMPANY":
                    UkFacts.AddRelations(draft, "Parent company", value);
                    break;
                case "SUBSIDIARIES":
                    UkFacts.AddRelations(draft, "Subsidiary", value);
                    break;
                case FreeText:
                    draft.AddRemark(value);
                    break;
                case UkReference:
                    break;
                default:
                    draft.AddRemark($"{label}: {value}");
                    break;
            }
        }
    }

    /// <summary>The period after an id and the free text behind it are no part of the id.</summary>
    private static void Put(Dictionary<string, string> facts, string label, string text)
    {
        if (label.ToUpperInvariant() is UkReference or "UN REF" && Id().Match(text) is { Success: true } id)
        {
            Put(facts, label, id.Value, text[id.Length..].TrimStart('.', ' '));
            return;
        }

        Put(facts, label, text, null);
    }

    private static void Put(Dictionary<string, string> facts, string label, string text, string? rest)
    {
        if (PublishedValue.Clean(text) is { } value && value != "." && !facts.TryAdd(label, value))
        {
            facts[label] = $"{facts[label]} {value}";
        }

        if (rest is not null)
        {
            Put(facts, FreeText, rest, null);
        }
    }

    [GeneratedRegex(@"\((?<label>[A-Z][A-Za-z/ ]{2,60})\)\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*[A-Za-z]{2,4}\.?\d{3,4}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
