using System.Collections.Immutable;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Spanish and Portuguese names of two family names, shortened and joined as their bearers do.</summary>
internal static class RomanceNameRules
{
    private static readonly ImmutableArray<string> Countries =
        ["CO", "MX", "VE", "PE", "ES", "CU", "NI", "EC", "GT", "HN", "PA", "DO", "BO", "AR", "CR", "SV", "PY"];

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Two("two-families-first", "All given names, of two family names the first", source => Join([.. source.Given, source.Family[0]]),
            leastGiven: 2),
        Two("two-families-one-given", "The first given name, both family names", source => Join([source.Given[0], .. source.Family]),
            leastGiven: 2),
        Two("two-families-hyphen", "Both family names with a hyphen", source => Join([.. source.Given, string.Join('-', source.Family)])),
        Two("two-families-y", "Both family names with y between", source => Join([.. source.Given, source.Family[0], "y",
            source.Family[1]])),
        Two("two-families-initial", "The second family name as its initial", source => Join([.. source.Given, source.Family[0],
            source.Family[1][..1] + "."])),
        Two("two-families-exchanged", "The two family names exchanged", source => Join([.. source.Given, source.Family[1],
            source.Family[0]])),
        Two("second-given-initial", "The second given name as its initial", source => Join([source.Given[0], source.Given[1][..1] + ".",
            .. source.Family]), leastGiven: 2),
    ];

    private static VariationRule Two(string id, string description, Func<VariationSource, string> write, int leastGiven = 1) =>
        Person(id, description, (source, _) => source is { IsLatin: true, HasParts: true, Family.Length: 2 }
            && source.Given.Length >= leastGiven && source.Family.Concat(source.Given).All(word => word.Length > 2
                && word.All(char.IsLetter)) && source.Party.Nationalities.Concat(source.Party.Countries).Any(country =>
                    Countries.Contains(country.Value)) ? write(source) : null);
}
