using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Names.Scripts;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Words of organisations in other languages, other spellings and the other number.</summary>
internal static class OrganisationLanguageRules
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Words = new Dictionary<string, ImmutableArray<string>>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["Bank"] = ["Banque", "Banco", "Banca", "Banka"],
        ["University"] = ["Universität", "Université", "Universidad", "Universitet"],
        ["Institute"] = ["Institut", "Instituto", "Istituto"],
        ["Ministry"] = ["Ministère", "Ministerio", "Ministerium", "Ministero"],
        ["Company"] = ["Compagnie", "Compañía", "Kompaniya"],
        ["Foundation"] = ["Fondation", "Fundación", "Stiftung", "Fond"],
        ["Association"] = ["Asociación", "Associazione", "Verein"],
        ["International"] = ["Internationale", "Internacional", "Internazionale"],
        ["Insurance"] = ["Assurance", "Seguros", "Versicherung"],
        ["Airlines"] = ["Airline", "Aerolíneas", "Avialinii"],
        ["Transport"] = ["Transportes", "Transports", "Trasporti"],
        ["Construction"] = ["Construcciones", "Construcción", "Costruzioni"],
        ["Center"] = ["Zentrum", "Centro", "Centre"],
        ["Centre"] = ["Zentrum", "Centro", "Center"],
        ["Factory"] = ["Fabrik", "Fábrica", "Usine", "Zavod"],
        ["Plant"] = ["Zavod", "Usine", "Werk"],
        ["Academy"] = ["Akademie", "Académie", "Academia", "Akademiya"],
        ["Group"] = ["Gruppe", "Groupe", "Grupo", "Gruppa"],
        ["Energy"] = ["Energie", "Énergie", "Energía", "Energo"],
        ["Technology"] = ["Technologie", "Tecnología", "Tekhnologiya"],
        ["Industries"] = ["Industrias", "Industrien"],
        ["Trading"] = ["Comercio", "Handel", "Ticaret"],
        ["Oil"] = ["Petrol", "Pétrole", "Petróleo"],
        ["Research"] = ["Forschung", "Recherche", "Investigación"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> British =
        ("Centre Center Center Centre Organisation Organization Organization Organisation Defence Defense Defense Defence Aluminium "
        + "Aluminum Aluminum Aluminium Labour Labor Catalogue Catalog Programme Program Fibre Fiber Fiber Fibre Aeroplane Airplane "
        + "Petrochemicals Petrochemical Jewellery Jewelry Jewelry Jewellery Tyre Tire")
        .Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Countable =
        ("service system product project industry technology investment resource material instrument supply solution enterprise "
        + "communication electronic machine tool holding line petrochemical chemical metal motor engine logistic")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Organisation("translated", "One common word in another language", (source, bits) => source is { IsLatin: true, Words.Length: > 2 }
            ? Replace(source.Words, bits, word => Words.TryGetValue(word, out var others) ? Like(Pick(others, bits), word) : null) : null),
        Organisation("spelling", "British spelling for American, and back", (source, bits) => source.IsLatin
            ? Replace(source.Words, bits, word => British.TryGetValue(word, out var other) ? Like(other, word) : null) : null),
        Organisation("number", "A word in the plural for the singular, and back", (source, bits) => source is { IsLatin: true,
            Words.Length: > 1 } ? Replace(source.Words, bits, OtherNumber) : null),
        Organisation("genitive", "A noun with the ending of the genitive", (source, bits) => source is { IsLatin: true, Words.Length: > 2 }
            && source.Words[0].All(char.IsLetter) && source.Words[0].Length > 4 ? Join([source.Words[0] + "'s", .. source.Words[1..]])
                : null),
        Organisation("scheme-german", "The Cyrillic name in Latin letters as German papers write", (source, _) => source.Script == "Cyrl"
            ? CyrillicSchemes.Write(source.Text, "german") : null),
        Organisation("scheme-iso9", "The Cyrillic name in Latin letters by ISO 9", (source, _) => source.Script == "Cyrl"
            ? CyrillicSchemes.Write(source.Text, "iso9") : null),
    ];

    private static string? OtherNumber(string word)
    {
        var bare = word.ToLowerInvariant();
        return Countable.Contains(bare) ? bare.EndsWith('y') ? Like(bare[..^1] + "ies", word) : word + (char.IsUpper(word[^1]) ? "S" : "s")
            : bare.EndsWith("ies", StringComparison.Ordinal) && Countable.Contains(bare[..^3] + "y") ? Like(bare[..^3] + "y", word)
            : bare.EndsWith('s') && Countable.Contains(bare[..^1]) ? word[..^1] : null;
    }

    private static string Like(string word, string model) => model.Length > 1 && char.IsUpper(model[1]) ? word.ToUpperInvariant() : word;
}
