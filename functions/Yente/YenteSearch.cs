using System.Collections.Immutable;
using Compliance.Lists.OpenSanctions;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Yente;

/// <summary>What a search asks.</summary>
/// <param name="Text">Words of names; empty for every party.</param>
/// <param name="AsPrefix">True where the last word may be the beginning of one.</param>
/// <param name="Filter">Which parties.</param>
/// <param name="Fields">Further filters: property and value.</param>
internal sealed record SearchAsked(string Text, bool AsPrefix, EntityFilter Filter, ImmutableArray<(string Field, string Value)> Fields);

/// <summary>Finds parties by the words of their names, and those whose names the engine holds for near.</summary>
internal static class YenteSearch
{
    private const int MostChars = 512;
    private const int MostNear = 200;
    private const double LeastProbability = 0.2;

    /// <summary>Most parties that are read one by one for a filter on a property, or that are listed without words.</summary>
    private const int MostRead = 100_000;

    /// <summary>The positions found, best first, then in the order of entries.</summary>
    public static IReadOnlyList<int> Find(EntityIndex index, SearchAsked asked, CancellationToken cancellation)
    {
        if (asked.Text.Length > MostChars)
        {
            throw YenteFailure.Of(400, $"A search has at most {MostChars} characters.");
        }

        var found = asked.Text.Trim().Length == 0 ? Enumerable.Range(0, index.Count) : Ranked(index, asked, cancellation);
        var passed = found.Where(position => asked.Filter.Lets(index, position)).ToList();
        if (asked.Text.Trim().Length == 0 && passed.Count > MostRead)
        {
            throw YenteFailure.Of(400, $"Without words at most {MostRead} entities are listed: search for words, or in a smaller dataset.");
        }

        if (asked.Fields.IsEmpty)
        {
            return passed;
        }

        return passed.Count > MostRead
            ? throw YenteFailure.Of(400, $"A filter on properties looks at {MostRead} entities at most: search for words as well.")
            : passed.Where(position => Has(index, position, asked.Fields)).ToList();
    }

    private static IEnumerable<int> Ranked(EntityIndex index, SearchAsked asked, CancellationToken cancellation)
    {
        var (scores, budget) = (new Dictionary<int, double>(), new WorkBudget(cancellation));
        var subject = budget.Within(new ScreeningSubject { Name = asked.Text });
        foreach (var match in new PartyMatcher(index.Corpus.Index, YenteAlgorithm.Profile).Find(subject, LeastProbability, MostNear))
        {
            scores[index.Corpus.Index.PositionOf(match.Party.Entry)] = match.Score;
        }

        foreach (var position in index.Words.Find(asked.Text, asked.AsPrefix))
        {
            scores.TryAdd(position, 0);
        }

        return scores.OrderByDescending(one => one.Value).ThenBy(one => one.Key).Select(one => one.Key);
    }

    private static bool Has(EntityIndex index, int position, ImmutableArray<(string Field, string Value)> fields)
    {
        var record = FtmView.Of(index.Corpus.Index.PartyAt(position));
        return fields.All(field => field.Field switch
        {
            "schema" => record.Schema == field.Value,
            "datasets" => record.Datasets.Contains(field.Value),
            "referents" => record.Referents.Contains(field.Value),
            "countries" => record.Countries.Contains(field.Value),
            _ => record.Texts(field.Field).Contains(field.Value, StringComparer.Ordinal),
        });
    }
}
