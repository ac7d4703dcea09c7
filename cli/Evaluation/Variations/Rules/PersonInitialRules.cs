using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A person with initials instead of given names, in every placement and spacing, in Latin, Cyrillic and Greek letters.</summary>
internal static class PersonInitialRules
{
    private const string Spaced = "initials-spaced";

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Alone(Spaced, "Initials with stops and blanks, surname", "Latn", (initials, family) => $"{Dotted(initials, " ")} {family}")
            with { Like = null },
        Alone("initials-glued", "Initials with stops without blanks, surname", "Latn",
            (initials, family) => $"{Dotted(initials, "")} {family}"),
        Alone("initials-bare", "Initials as one word, surname", "Latn", (initials, family) => $"{string.Concat(initials)} {family}"),
        Alone("initials-bare-spaced", "Initials without stops, surname", "Latn", (initials, family) => $"{Join(initials)} {family}"),
        Alone("initials-behind", "Surname, initials with stops and blanks", "Latn",
            (initials, family) => $"{family} {Dotted(initials, " ")}"),
        Alone("initials-behind-glued", "Surname, initials with stops without blanks", "Latn",
            (initials, family) => $"{family} {Dotted(initials, "")}"),
        Alone("initials-behind-comma", "Surname, comma, initials", "Latn", (initials, family) => $"{family}, {Dotted(initials, "")}"),
        Alone("initials-touching", "Initials and surname without a blank", "Latn", (initials, family) => $"{Dotted(initials, "")}{family}"),
        Alone("initials-cyrillic", "The same in Cyrillic letters", "Cyrl", (initials, family) => $"{Dotted(initials, " ")} {family}"),
        Alone("initials-cyrillic-glued", "Glued, in Cyrillic letters", "Cyrl", (initials, family) => $"{Dotted(initials, "")} {family}"),
        Alone("initials-cyrillic-behind", "Behind the surname, in Cyrillic letters", "Cyrl",
            (initials, family) => $"{family} {Dotted(initials, " ")}"),
        With("initials-birth-date", "Glued initials and surname, with the birth date", source => source.Party.BirthDates.IsEmpty ? null
            : subject => subject with { BirthDate = source.Party.BirthDates[0] }),
        With("initials-country", "Glued initials and surname, with a nationality", source => source.Party.Nationalities.IsEmpty ? null
            : subject => subject with { Nationalities = [source.Party.Nationalities[0]] }),
        Person("first-initial", "The first given name as its initial, the others in full", (source, _) =>
            source is { HasParts: true, IsLatin: true, Given.Length: > 1 } && Initial(source.Given[0]) is { } initial
                ? Join([initial + ".", .. source.Given[1..], .. source.Family]) : null),
        Person("middle-initial", "Middle names as initials", (source, _) =>
            source is { HasParts: true, IsLatin: true, Given.Length: > 1 } && Initials(source.Given[1..]) is { } initials
                ? $"{source.Given[0]} {Dotted(initials, " ")} {Join(source.Family)}" : null),
        Person("middle-initial-behind", "Surname, comma, given name, middle initial", (source, _) =>
            source is { HasParts: true, IsLatin: true, Given.Length: > 1 } && Initials(source.Given[1..]) is { } initials
                ? $"{Join(source.Family)}, {source.Given[0]} {Dotted(initials, "")}" : null),
    ];

    private static VariationRule Alone(string id, string description, string script,
        Func<ImmutableArray<string>, string, string> write) =>
        Person(id, description, (source, _) => source.Script == script && InitialsOf(source) is var (initials, family)
            ? write(initials, family) : null, InitialsAlone) with
        { Like = "person." + Spaced };

    private static VariationRule With(string id, string description,
        Func<VariationSource, Func<ScreeningSubject, ScreeningSubject>?> fact)
    {
        var name = Person(id, description, (source, _) => source.IsLatin && InitialsOf(source) is var (initials, family)
            ? $"{Dotted(initials, "")} {family}" : null);
        return name with
        {
            Write = (source, bits) => fact(source) is { } add && name.Write(source, bits) is { } subject ? add(subject) : null,
        };
    }

    // Where the list separates no parts, a Cyrillic name of three words ends with the surname or begins with it: the patronymic tells.
    private static (ImmutableArray<string> Initials, string Family)? InitialsOf(VariationSource source)
    {
        var (given, family) = source.HasParts ? (source.Given, Join(source.Family)) : source.Script == "Cyrl" ? Cyrillic(source.Words)
            : ([], "");
        return family.Length > 2 && Initials(given) is { IsEmpty: false } initials ? (initials, family) : null;
    }

    private static (ImmutableArray<string> Given, string Family) Cyrillic(ImmutableArray<string> words) => words.Length != 3 ? ([], "")
        : PersonPartRules.IsPatronymic(words[1]) ? (words[..2], words[2])
        : PersonPartRules.IsPatronymic(words[2]) ? (words[1..], words[0])
        : ([], "");

    private static ImmutableArray<string>? Initials(ImmutableArray<string> words) => words.Select(Initial).ToImmutableArray() is var all
        && all.All(one => one is not null) ? [.. all.Select(one => one!)] : null;

    private static string Dotted(ImmutableArray<string> initials, string between) =>
        string.Join(between, initials.Select(one => one + "."));
}
