using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Variations;

/// <summary>A listed name whose written forms are tried.</summary>
/// <param name="Party">The party.</param>
/// <param name="Name">One of its names; its primary name for rules about other facts.</param>
/// <param name="Script">ISO 15924 code of the name's script.</param>
internal sealed record VariationSource(ListedParty Party, ListedName Name, string Script)
{
    /// <summary>The name.</summary>
    public string Text => Name.Text;

    /// <summary>The words of the name.</summary>
    public ImmutableArray<string> Words { get; } = [.. Name.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>True where the name is in Latin letters.</summary>
    public bool IsLatin => Script == VariationCases.Latin;

    /// <summary>Words of the family name that the publisher states; empty where the publisher separates no parts.</summary>
    public ImmutableArray<string> Family { get; } = PartsOf(Name, NamePartRole.Family);

    /// <summary>Words of the given names that the publisher states, middle names and the father's name behind them.</summary>
    public ImmutableArray<string> Given { get; } =
        [.. PartsOf(Name, NamePartRole.Given), .. PartsOf(Name, NamePartRole.Middle), .. PartsOf(Name, NamePartRole.Patronymic)];

    /// <summary>True where given and family names are told apart by the publisher.</summary>
    public bool HasParts => !Family.IsEmpty && !Given.IsEmpty;

    private static ImmutableArray<string> PartsOf(ListedName name, NamePartRole role) => name.Parts.IsDefaultOrEmpty
        ? []
        : [.. name.Parts.Where(part => part.Role == role).SelectMany(part => part.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}

/// <summary>One documented way in which a listed party reaches us written otherwise than it is listed.</summary>
/// <param name="Id">Its id, <c>family.rule</c>: the contract of <c>--rule</c> and of the tables.</param>
/// <param name="Description">What is written how, in a short sentence.</param>
/// <param name="Floor">Least share of cases in which the party must be raised, 0 to 1.</param>
/// <param name="Write">The subject written so; null where the source has no place for the rule. Bits choose where there are several
/// ways.</param>
internal sealed record VariationRule(string Id, string Description, double Floor,
    Func<VariationSource, SplitMix, ScreeningSubject?> Write)
{
    /// <summary>The least recall of a rule, where nothing but the name is left unchanged in meaning.</summary>
    public const double EveryRule = 0.95;

    /// <summary>The least recall of initials with a surname and nothing else, which fit many people.</summary>
    public const double InitialsAlone = 0.70;

    /// <summary>The rule that this one must come within two points of; null where none.</summary>
    public string? Like { get; init; }

    /// <summary>The family: persons, organisations, identifiers and so on.</summary>
    public string Family => Id[..Id.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>True where nothing else is stated than initials and a surname: such rules do not count in the sum of all.</summary>
    public bool IsInitialsAlone => Floor < EveryRule;

    /// <summary>A rule that writes a person's name otherwise.</summary>
    public static VariationRule Person(string id, string description, Func<VariationSource, SplitMix, string?> write,
        double floor = EveryRule) => Named("person." + id, description, floor, PartyKind.Individual, write);

    /// <summary>A rule that writes an organisation's name otherwise.</summary>
    public static VariationRule Organisation(string id, string description, Func<VariationSource, SplitMix, string?> write) =>
        Named("organisation." + id, description, EveryRule, PartyKind.Organization, write);

    /// <summary>A rule that writes a ship's name otherwise.</summary>
    public static VariationRule Vessel(string id, string description, Func<VariationSource, SplitMix, string?> write) =>
        Named("vessel." + id, description, EveryRule, PartyKind.Vessel, write);

    private static VariationRule Named(string id, string description, double floor, PartyKind kind,
        Func<VariationSource, SplitMix, string?> write) => new(id, description, floor, (source, bits) =>
            source.Party.Kind == kind && write(source, bits) is { Length: > 0 } name
                ? new ScreeningSubject { Kind = kind, Name = name }
                : null);
}
