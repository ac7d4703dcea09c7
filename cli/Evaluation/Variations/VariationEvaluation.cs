using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Variations;

/// <summary>How many cases of one kind or script led to their party.</summary>
/// <param name="Kind">The kind of variation.</param>
/// <param name="Script">ISO 15924 code of the names; <c>all</c> for a kind's sum.</param>
/// <param name="Cases">Cases.</param>
/// <param name="FoundTop1">Party at rank 1.</param>
/// <param name="FoundTop5">Party in the first five ranks.</param>
/// <param name="FoundAboveThreshold">Party reaches the threshold, at whatever rank.</param>
internal sealed record VariationRow(VariationKind Kind, string Script, int Cases, int FoundTop1, int FoundTop5, int FoundAboveThreshold);

/// <summary>A case with where its party came.</summary>
internal sealed record VariationResult(VariationCase Case, int? Rank, double? Score);

/// <summary>Searches varied names and counts where their parties come.</summary>
internal static class VariationEvaluation
{
    private const int DeepestRank = 50;

    /// <summary>
    /// Searches every case, name and kind of party alone stated. Found is a party that bears the published name: the same person stands on
    /// several lists. Transliterations are searched in an index that knows no name in an original script.
    /// </summary>
    public static ImmutableArray<VariationResult> Run(IReadOnlyList<VariationCase> cases, MatchIndex index, ScoringProfile profile,
        Action onCase, CancellationToken cancellation)
    {
        var matcher = new PartyMatcher(index, profile);
        var latinOnly =
            new Lazy<PartyMatcher>(() =>
            new PartyMatcher(MatchIndex.Build(Enumerable.Range(0, index.PartyCount).Select(index.PartyAt).Select(OnlyLatin)), profile));
        var results = ImmutableArray.CreateBuilder<VariationResult>(cases.Count);
        foreach (var one in cases)
        {
            cancellation.ThrowIfCancellationRequested();
            var found =
                (one.Kind == VariationKind.Transliteration ? latinOnly.Value
                : matcher).Find(new ScreeningSubject { Name = one.Query, Kind = one.PartyKind }, 0, DeepestRank);
            var expected = FoldedName.Of(one.Listed);
            var at = Enumerable.Range(0, found.Count)
                .FirstOrDefault(i => found[i].Party.Entry == one.Entry
                || found[i].Party.Names.Any(name => FoldedName.Of(name.Text) == expected), -1);
            results.Add(new VariationResult(one, at < 0 ? null : at + 1, at < 0 ? null : found[at].Score));
            onCase();
        }

        return results.MoveToImmutable();
    }

    /// <summary>A row per kind, and one per script of kinds that have several.</summary>
    public static ImmutableArray<VariationRow> Summarise(IEnumerable<VariationResult> results, double threshold) =>
    [
        .. results.GroupBy(result => result.Case.Kind).OrderBy(kind => kind.Key).SelectMany(kind =>
            kind.GroupBy(result => result.Case.Script, StringComparer.Ordinal).OrderBy(script => script.Key, StringComparer.Ordinal)
            .ToArray() is { Length: > 1 } scripts
                ? scripts.Select(script => Row(kind.Key, script.Key, script, threshold)).Prepend(Row(kind.Key, "all", kind, threshold))
                : [Row(kind.Key, kind.First().Case.Script, kind, threshold)]),
    ];

    private static VariationRow Row(VariationKind kind, string script, IEnumerable<VariationResult> results, double threshold)
    {
        var all = results.ToArray();
        return new VariationRow(kind, script, all.Length, all.Count(one => one.Rank == 1), all.Count(one => one.Rank <= 5),
            all.Count(one => one.Score >= threshold));
    }

    private static ListedParty OnlyLatin(ListedParty party) =>
        party.Names.Any(IsLatin) ? party with { Names = [.. party.Names.Where(IsLatin)] } : party;

    private static bool IsLatin(ListedName name) => VariationCases.ScriptOf(name) == VariationCases.Latin;
}
