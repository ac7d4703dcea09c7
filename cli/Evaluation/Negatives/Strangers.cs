using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Variations.Rules;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Negatives;

/// <summary>Somebody who stands on no list, with what they state.</summary>
/// <param name="Line">Line of the file, or number of the invention.</param>
/// <param name="Subject">The subject.</param>
internal sealed record Stranger(long Line, ScreeningSubject Subject)
{
    /// <summary>What is looked at, for a reader.</summary>
    public string Shown => !Subject.Identifiers.IsEmpty && Subject.Identifiers[0] is var one ? $"{one.Type} {one.Country} {one.Value}"
        : !Subject.Addresses.IsEmpty ? Subject.Addresses[0] : Subject.Name;
}

/// <summary>Strangers of every kind, from a file or invented by a seed.</summary>
internal static class Strangers
{
    private const int Words = 2;

    /// <summary>The strangers of a kind.</summary>
    /// <param name="kind">One of <see cref="StrangerKind"/>.</param>
    /// <param name="file">The file of people or companies; null for invented kinds.</param>
    /// <param name="allFields">False to state the name alone.</param>
    /// <param name="kindStated">False to leave out whether it is a person or a company.</param>
    /// <param name="limit">Most strangers; null for all of a file, 5,000 invented ones.</param>
    /// <param name="seed">Seed of inventions.</param>
    public static ImmutableArray<Stranger> Of(string kind, string? file, bool allFields, bool kindStated, int? limit, ulong seed)
    {
        var all = kind switch
        {
            StrangerKind.Person => CleanPerson.Read(file!, allFields, limit).Select(person => new Stranger(person.Line, person.Subject)),
            StrangerKind.Initials => CleanPerson.Read(file!, allFields, null).Select(WithInitials).OfType<Stranger>(),
            StrangerKind.Organization => Companies(file!).Where(company => WordsOf(company.Subject.Name) >= Words),
            StrangerKind.OneWord => Companies(file!).Where(company => WordsOf(company.Subject.Name) == 1),
            StrangerKind.Brand => Brands.All.Select((name, at) => new Stranger(at + 1, Firm(name))),
            StrangerKind.Address => InventedAddresses.Draw(seed),
            StrangerKind.Memo => MemoLines.Draw(seed),
            StrangerKind.Identifier => InventedIdentifiers.Draw(seed),
            _ => throw new InvalidInputException($"'{kind}' is no kind of stranger; there are {string.Join(", ", StrangerKind.All)}."),
        };
        var some = all.Take(limit ?? (StrangerKind.IsOfFile(kind) ? int.MaxValue : InventedAtMost));
        return [.. kindStated ? some : some.Select(one => one with { Subject = one.Subject with { Kind = PartyKind.Unknown } })];
    }

    private const int InventedAtMost = 5000;

    internal static ScreeningSubject Firm(string name) => new() { Kind = PartyKind.Organization, Name = name };

    // Initials in the four placements that forms hold; people with one word only have none.
    private static Stranger? WithInitials(CleanPerson person)
    {
        var words = person.Subject.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var initials = words.SkipLast(1).Select(WordEdits.Initial).ToArray();
        if (words.Length < Words || Array.Exists(initials, one => one is null))
        {
            return null;
        }

        var (spaced, glued) = (string.Join(' ', initials.Select(one => one + ".")), string.Concat(initials.Select(one => one + ".")));
        var name = (person.Line % 4) switch
        {
            0 => $"{spaced} {words[^1]}",
            1 => $"{glued} {words[^1]}",
            2 => $"{words[^1]} {glued}",
            _ => $"{words[^1]}, {spaced}",
        };
        return new Stranger(person.Line, person.Subject with { Name = name });
    }

    private static IEnumerable<Stranger> Companies(string file) => CaseFile.Rows(file, "full_name")
        .Where(row => row["full_name"].Length > 0).Select(row => new Stranger(row.Line, Firm(row["full_name"])));

    private static int WordsOf(string name) => LegalForms.Core(name).Count(word => word.Any(char.IsLetterOrDigit));
}
