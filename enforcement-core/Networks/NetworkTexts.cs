using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.EnforcementCore.Networks;

/// <summary>Evidence in words.</summary>
public static class NetworkTexts
{
    /// <summary>Odds beyond this are not told apart in words.</summary>
    private const double MostOdds = 10_000;

    /// <summary>One step of a path: what the two accounts share, how many others do, and what each thing says.</summary>
    /// <param name="generation">The run.</param>
    /// <param name="edge">The step.</param>
    /// <param name="nameOf">What an account is called.</param>
    /// <param name="labelOf">What an artefact is called, such as its type and four digits.</param>
    /// <param name="merged">Pairs that officers merged, which are links by an officer too; null where none is known.</param>
    public static string Of(NetworkGeneration generation, NetworkEdge edge, Func<int, string> nameOf, Func<int, string> labelOf,
        IReadOnlySet<AccountPair>? merged = null)
    {
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(nameOf);
        var (_, evidence) = generation.Explain(edge.Pair.A, edge.Pair.B);
        var why = edge.Kind switch
        {
            _ when merged?.Contains(edge.Pair) == true => "merged by officers: what holds for one holds for both",
            EdgeKind.Officer => "an officer said that one actor runs both",
            EdgeKind.Accumulated => $"weak by itself, and together with other pairs of the two groups {Percent(edge.Probability)}",
            _ => Percent(edge.Probability),
        };
        return $"{nameOf(edge.Pair.A)} and {nameOf(edge.Pair.B)}: {why}. {string.Join("; ", evidence.Select(one => Of(one, labelOf)))}.";
    }

    /// <summary>One field.</summary>
    public static string Of(PairEvidence evidence, Func<int, string> labelOf)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(labelOf);
        var name = evidence.Type is { } type ? ArtefactUse.Of(type).Name : "time of sign-up";
        return !evidence.Agrees ? $"each has another {name} ({Odds(evidence.SameActor)})"
            : evidence.Artefact < 0 ? $"signed up within three days ({Odds(evidence.SameActor)})"
            : string.Create(CultureInfo.InvariantCulture,
                $"both use {labelOf(evidence.Artefact)}, as {evidence.Accounts} accounts of {evidence.Clusters} ")
                + (evidence.Clusters == 1 ? "cluster" : "clusters") + " do ("
                + Odds(evidence.SameActor) + ")";
    }

    /// <summary>What holds a cluster together.</summary>
    public static string Of(EvidenceCut cut, Func<int, string> labelOf)
    {
        ArgumentNullException.ThrowIfNull(cut);
        return $"Without {string.Join(" and ", cut.Artefacts.Select(labelOf))} it falls into {Sizes(cut.Parts)}.";
    }

    private static string Sizes(ImmutableArray<int> parts)
    {
        var shown = parts.Where(size => size > 1).Take(5).Select(size => size.ToString(CultureInfo.InvariantCulture)).ToList();
        if (parts.Length - shown.Count is > 0 and var others)
        {
            shown.Add(string.Create(CultureInfo.InvariantCulture,
                $"{others} {(parts[shown.Count] == 1 ? "single accounts" : "smaller parts")}"));
        }

        return shown.Count == 1 ? shown[0] : string.Join(", ", shown.SkipLast(1)) + " and " + shown[^1];
    }

    /// <summary>What evidence says, as odds: 2.3 natural units are ten to one.</summary>
    private static string Odds(double nats)
    {
        var factor = Math.Exp(Math.Min(Math.Abs(nats), Math.Log(MostOdds)));
        var text = factor.ToString(factor < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);
        return factor < 1.05 ? "says next to nothing"
            : (factor >= MostOdds ? "more than " : "") + text + (nats > 0 ? " to 1 for one actor" : " to 1 against one actor");
    }

    private static string Percent(double probability)
        => (Math.Floor(probability * 1000) / 10).ToString("0.0", CultureInfo.InvariantCulture) + "\u00a0% one actor";
}
