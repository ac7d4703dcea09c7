using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Variations;

/// <summary>A varied name and the party it must lead to.</summary>
/// <param name="Kind">How it was varied.</param>
/// <param name="Script">ISO 15924 code of the name's script; <c>Latn</c> for Latin.</param>
/// <param name="Query">The varied name.</param>
/// <param name="Listed">The name as published.</param>
/// <param name="Entry">The party.</param>
/// <param name="PartyKind">What the party is.</param>
internal sealed record VariationCase(VariationKind Kind, string Script, string Query, string Listed, ListEntryId Entry,
    PartyKind PartyKind);

/// <summary>Draws listed names by a seed and varies them: the same seed over the same lists gives the same cases.</summary>
internal static class VariationCases
{
    /// <summary>The script of names that state none.</summary>
    public const string Latin = "Latn";

    /// <summary>Cases of every kind, at most <paramref name="perKind"/> each (of kinds in original scripts: per script), one per party and
    /// kind. Weak aliases are left out: alone they raise no hit by design.</summary>
    public static ImmutableArray<VariationCase> Draw(MatchIndex index, ulong seed, int perKind)
    {
        var names = Enumerable.Range(0, index.PartyCount)
            .SelectMany(at => index.PartyAt(at) is var party && party.Names.Any(name => ScriptOf(name) == Latin) is var hasLatin
                ? party.Names.Select((name, ordinal) => new Source(at, ordinal, party, name, ScriptOf(name), hasLatin))
                    .Where(source => source.Name.Strength != AliasStrength.Weak)
                : [])
            .ToImmutableArray();
        return [.. Enum.GetValues<VariationKind>().SelectMany(kind => DrawKind(names, kind, seed, perKind))];
    }

    private static IEnumerable<VariationCase> DrawKind(ImmutableArray<Source> names, VariationKind kind, ulong seed, int perKind)
    {
        var original = kind is VariationKind.OriginalScript or VariationKind.Transliteration;
        var suited = names.Where(name => original ? name.Script != Latin && name.HasLatin : name.Script == Latin);
        return suited.GroupBy(name => name.Script, StringComparer.Ordinal).OrderBy(script => script.Key, StringComparer.Ordinal)
            .SelectMany(script => script
            .OrderBy(name => SplitMix.Hash(seed, (ulong)kind, (ulong)name.Position, (ulong)name.Ordinal)).DistinctBy(name => name.Position)
            .Select(name =>
                (Name: name, Query: NameVariation.Of(name.Name.Text, kind,
                new SplitMix(SplitMix.Hash((ulong)kind, seed, (ulong)name.Ordinal, (ulong)name.Position)))))
            .Where(varied => varied.Query is not null && (kind == VariationKind.Exact || original || varied.Query != varied.Name.Name.Text))
            .Take(perKind)
            .Select(varied =>
                new VariationCase(kind, script.Key, varied.Query!, varied.Name.Name.Text, varied.Name.Party.Entry,
                varied.Name.Party.Kind)));
    }

    /// <summary>The script of a listed name; <c>Zyyy</c> (undetermined) where the publisher states none and the letters are not
    /// Latin.</summary>
    public static string ScriptOf(ListedName name) => name.Script ?? (name.Text.Any(IsBeyondLatin) ? "Zyyy" : Latin);

    // Latin ends with the spacing modifiers (romanisations use them); Latin Extended Additional follows much later.
    private static bool IsBeyondLatin(char letter)
        => letter >= '\u0370' && letter is not (>= '\u1E00' and <= '\u1EFF') && char.IsLetter(letter);

    private sealed record Source(int Position, int Ordinal, ListedParty Party, ListedName Name, string Script, bool HasLatin);
}
