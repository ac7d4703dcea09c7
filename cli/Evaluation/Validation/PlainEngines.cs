using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Negatives;
using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using FuzzySharp;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>What others would do with the same cases: FuzzySharp's weighted ratio and plain Jaro-Winkler over upper-cased names, each at a
/// threshold of its own.</summary>
internal static class PlainEngines
{
    /// <summary>Threshold at which users of both set them for names.</summary>
    public const double Threshold = 0.9;

    /// <summary>Names of the engines, in the order of the figures.</summary>
    public static ImmutableArray<string> Names { get; } = ["FuzzySharp WeightedRatio", "Jaro-Winkler"];

    /// <summary>Of the cases of a rule, the share in which each engine brings a name of the party to its threshold; null for rules about
    /// other
    /// facts than names, of which these engines know nothing.</summary>
    public static ImmutableArray<double>? Recalls(IReadOnlyCollection<CatalogueCase> cases) =>
        cases.First().Rule.Family is "identifier" or "wallet" or "mailbox" or "address" ? null
        : [Recall(cases, Fuzzy), Recall(cases, JaroWinkler)];

    /// <summary>Of the strangers, how many per thousand each engine finds among all listed names; null where no name is stated.</summary>
    public static ImmutableArray<double>? AlertsPer1000(MatchIndex index, IReadOnlyCollection<Stranger> strangers,
        CancellationToken cancellation)
    {
        var named = strangers.Where(one => one.Subject.Name.Length > 0 && one.Subject.Identifiers.IsEmpty).ToArray();
        if (named.Length == 0)
        {
            return null;
        }

        var listed = Enumerable.Range(0, index.PartyCount).Select(index.PartyAt)
            .Where(party => named[0].Subject.Kind == PartyKind.Unknown || party.Kind == named[0].Subject.Kind || party.Kind
            == PartyKind.Unknown)
            .SelectMany(party => party.Names).Select(name => name.Text.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToArray();
        return [Alerts(named, listed, Fuzzy, cancellation), Alerts(named, listed, JaroWinkler, cancellation)];
    }

    private static double Recall(IReadOnlyCollection<CatalogueCase> cases, Func<string, string, double> score) =>
        cases.Average(one => one.Source.Party.Names.Any(name => score(one.Subject.Name.ToUpperInvariant(), name.Text.ToUpperInvariant())
            >= Threshold) ? 1.0 : 0);

    private static double Alerts(Stranger[] strangers, string[] listed, Func<string, string, double> score,
        CancellationToken cancellation) =>
        1000.0 * strangers.AsParallel().WithCancellation(cancellation)
            .Count(one => one.Subject.Name.ToUpperInvariant() is var name && Array.Exists(listed, other => score(name, other) >= Threshold))
            / strangers.Length;

    private static double Fuzzy(string one, string other) => Fuzz.WeightedRatio(one, other) / 100.0;

    // Winkler's own form: the bonus for a common beginning is granted always. Source: W. Winkler, 1990.
    private static double JaroWinkler(string one, string other)
    {
        var jaro = Jaro(one, other);
        return jaro + (Math.Min(4, one.AsSpan().CommonPrefixLength(other)) * 0.1 * (1 - jaro));
    }

    private static double Jaro(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
        {
            return one.Length == other.Length ? 1 : 0;
        }

        var reach = Math.Max(0, (Math.Max(one.Length, other.Length) / 2) - 1);
        Span<bool> mine = one.Length <= 512 ? stackalloc bool[one.Length] : new bool[one.Length];
        Span<bool> theirs = other.Length <= 512 ? stackalloc bool[other.Length] : new bool[other.Length];
        var common = 0;
        for (var i = 0; i < one.Length; i++)
        {
            for (var k = Math.Max(0, i - reach); k <= Math.Min(other.Length - 1, i + reach); k++)
            {
                if (!theirs[k] && one[i] == other[k])
                {
                    (mine[i], theirs[k]) = (true, true);
                    common++;
                    break;
                }
            }
        }

        if (common == 0)
        {
            return 0;
        }

        var (exchanged, at) = (0, 0);
        for (var i = 0; i < one.Length; i++)
        {
            if (mine[i])
            {
                while (!theirs[at])
                {
                    at++;
                }

                exchanged += one[i] == other[at++] ? 0 : 1;
            }
        }

        return (((double)common / one.Length) + ((double)common / other.Length) + ((common - (exchanged / 2.0)) / common)) / 3;
    }
}
