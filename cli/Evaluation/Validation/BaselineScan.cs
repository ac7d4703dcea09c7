using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using FuzzySharp;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>The other engines over every listed name, without an index, each at the threshold of its F1: an F1 alone would hide what it
/// costs.</summary>
internal static class BaselineScan
{
    /// <summary>People of a sample for whom an engine calls any listed name a match.</summary>
    public static ImmutableArray<BaselineAlerts> Run(MatchIndex index, IEnumerable<EngineResult> engines,
        IReadOnlyList<CleanPerson> people, CancellationToken cancellation)
    {
        var names = Enumerable.Range(0, index.PartyCount).Select(index.PartyAt)
            .Where(party => party.Kind == ScreeningCore.Parties.PartyKind.Individual)
            .SelectMany(party => party.Names.Select(name => name.Text)).Distinct(StringComparer.Ordinal).ToArray();
        var thresholds = engines.ToDictionary(engine => engine.Engine, engine => engine.Threshold, StringComparer.Ordinal);
        var (ofac, upper) = (Array.ConvertAll(names, OfacName.Of), Array.ConvertAll(names, name => name.ToUpperInvariant()));
        return
        [
            Count("OFAC search emulation", person => OfacName.Of(person), (person, i) => OfacEmulation.Score(person, ofac[i])),
            Count("fuzzysharp TokenSortRatio", person => person.ToUpperInvariant(),
                (person, i) => Fuzz.TokenSortRatio(person, upper[i]) / 100.0),
            Count("fuzzysharp WeightedRatio", person => person.ToUpperInvariant(),
                (person, i) => Fuzz.WeightedRatio(person, upper[i]) / 100.0),
        ];

        BaselineAlerts Count<T>(string engine, Func<string, T> prepare, Func<T, int, double> score)
        {
            var threshold = thresholds[engine];
            var alerts = people.Count(person =>
            {
                cancellation.ThrowIfCancellationRequested();
                var prepared = prepare(person.Subject.Name);
                return Enumerable.Range(0, names.Length).Any(i => score(prepared, i) >= threshold);
            });
            return new BaselineAlerts(engine, threshold, people.Count, 1000.0 * alerts / Math.Max(1, people.Count));
        }
    }
}
