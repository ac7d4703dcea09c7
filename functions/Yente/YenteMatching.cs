using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Lists.OpenSanctions;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Yente;

/// <summary>How a match is asked for.</summary>
/// <param name="Filter">Which parties.</param>
/// <param name="Algorithm">By what.</param>
/// <param name="Threshold">Score from which a result is a match.</param>
/// <param name="Cutoff">Score above which a result is given.</param>
/// <param name="Limit">Most results of a query.</param>
internal sealed record MatchAsked(EntityFilter Filter, YenteAlgorithm Algorithm, double Threshold, double Cutoff, int Limit);

/// <summary>Answers queries by example from the corpus in use.</summary>
internal sealed class YenteMatching(EntityIndexes indexes, ScreeningRules rules, TimeProvider time)
{
    // So many are enough for nearly every query; where there are more, all are found.
    private const int MostFound = 1_000;
    private const double LeastProbability = 0.02;
    private const int Digits = 4;

    /// <summary>The corpus in use, where it may clear somebody.</summary>
    /// <exception cref="YenteFailure">A list of the dataset is missing, stale or a sample: no result would look like nobody is
    /// listed.</exception>
    public EntityIndex Ready(string dataset)
    {
        var (loaded, index) = indexes.Current;
        if (!index.Has(dataset))
        {
            throw loaded.Missing.Select(list => FtmView.DatasetOf(list)).Contains(dataset)
                ? YenteFailure.Of(503, $"The list {dataset} could not be loaded: nobody can be matched against it.")
                : YenteFailure.Of(404, "No such dataset.");
        }

        return WhyNot(loaded, dataset) is { } reason ? throw YenteFailure.Of(503, reason) : index;
    }

    /// <summary>Answers one query.</summary>
    public MatchesAnswer Match(EntityIndex index, string name, ExampleBody example, MatchAsked asked, CancellationToken cancellation)
    {
        var read = ExampleReading.Read(name, example, asked.Algorithm.Facts);
        var excluded = asked.Filter.ExcludeIds.Select(id => index.PositionOf(id) is >= 0 and var at ? at : index.MergedInto(id))
            .ToHashSet();
        var results = new List<(double Score, PartyMatch Match, int Position)>();
        foreach (var match in Found(index, read, asked, name, cancellation))
        {
            var position = index.Corpus.Index.PositionOf(match.Party.Entry);
            if (!excluded.Contains(position) && asked.Filter.Lets(index, position)
                && ScoreOf(read.Subjects[0], match, asked.Algorithm) is var score && score > asked.Cutoff)
            {
                results.Add((score, match, position));
            }
        }

        return new MatchesAnswer(
            200,
            [.. results.OrderByDescending(result => result.Score).ThenBy(result => result.Match.Party.Entry).Take(asked.Limit)
                .Select(result => Answer(index, result.Position, result.Match, result.Score, asked))],
            new TotalAnswer(results.Count(result => result.Score >= asked.Threshold)),
            read.Echo);
    }

    /// <summary>What the engine finds of an example; the best of a party where several birth dates are stated.</summary>
    private static IEnumerable<PartyMatch> Found(EntityIndex index, ReadExample read, MatchAsked asked, string name,
        CancellationToken cancellation)
    {
        var matcher = new PartyMatcher(index.Corpus.Index, YenteAlgorithm.Profile);
        var least = asked.Algorithm.Facts == YenteFacts.Ofac ? LeastProbability
            : Math.Max(YenteAlgorithm.Probability(asked.Cutoff), LeastProbability);
        var best = new Dictionary<ListEntryId, PartyMatch>();
        var budget = new WorkBudget(cancellation);
        foreach (var subject in read.Subjects)
        {
            var within = budget.Within(subject);
            if (budget.NotSearched > 0)
            {
                // Who was not searched must not look as if there were no results.
                throw YenteFailure.Of(400, $"The query {name} has more names than can be searched at once: send fewer of them.");
            }

            var found = matcher.Find(within, least, MostFound);
            // Filters leave some out afterwards: one that ranks lower may be the only one of a small dataset.
            foreach (var match in found.Count < MostFound ? found : matcher.Find(within, least, index.Count))
            {
                if (!best.TryGetValue(match.Party.Entry, out var other) || other.Score < match.Score)
                {
                    best[match.Party.Entry] = match;
                }
            }
        }

        return best.Values;
    }

    private static double ScoreOf(ScreeningSubject subject, PartyMatch match, YenteAlgorithm algorithm) => Math.Round(
        algorithm.Facts == YenteFacts.Ofac
            ? subject.Aliases.Prepend(subject.Name)
                .SelectMany(mine => match.Party.Names.Select(name => OfacEmulation.Score(mine, name.Text))).DefaultIfEmpty(0).Max()
            // What a person is to look at however low it scores stands at the line.
            : Math.Max(YenteAlgorithm.Shown(match.Score), match.IsRaisedBelow ? YenteAlgorithm.Line : 0),
        Digits);

    private static ScoredEntityAnswer Answer(EntityIndex index, int position, PartyMatch match, double score, MatchAsked asked)
    {
        var entity = EntityMapping.Of(index, position, FtmView.Of(match.Party));
        var explanations = asked.Algorithm.Facts == YenteFacts.Ofac
            ? new Dictionary<string, FeatureAnswer>
            {
                ["ofac"] = new("Jaro-Winkler of whole names or of their words, whichever is larger", match.SubjectName, match.Name.Text,
                    score),
            }
            : match.Explanation.Features.GroupBy(feature => feature.Name, StringComparer.Ordinal).ToDictionary(
                group => group.Key,
                group => new FeatureAnswer(string.Join("; ", group.Select(feature => feature.Detail)),
                    group.First().SubjectValue, group.First().ListedValue,
                    Math.Round(group.Sum(feature => feature.Contribution), Digits)),
                StringComparer.Ordinal);
        return new ScoredEntityAnswer
        {
            Id = entity.Id,
            Caption = entity.Caption,
            Schema = entity.Schema,
            Properties = entity.Properties,
            Datasets = entity.Datasets,
            Referents = entity.Referents,
            Target = entity.Target,
            FirstSeen = entity.FirstSeen,
            LastSeen = entity.LastSeen,
            LastChange = entity.LastChange,
            Score = score,
            Match = score >= asked.Threshold,
            Explanations = explanations,
            Features = explanations.ToDictionary(pair => pair.Key, pair => pair.Value.Score, StringComparer.Ordinal),
        };
    }

    private string? WhyNot(LoadedCorpus loaded, string dataset)
    {
        var (all, now) = (EntityIndex.IsAll(dataset), time.GetUtcNow());
        if (all && !loaded.Missing.IsEmpty)
        {
            return $"Lists that ought to be matched against could not be loaded: {string.Join(", ", loaded.Missing)}.";
        }

        foreach (var list in loaded.Corpus.Lists.Where(list => all || FtmView.DatasetOf(list.Code) == dataset
            || list.Code == FtmView.Code))
        {
            if (list.IsStaleAt(now))
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"The list {list.Code} was last confirmed {list.AgeAt(now).TotalHours:0} hours ago and is stale.");
            }

            if (list.IsSample && !rules.AllowSample)
            {
                return "Only the sample list is loaded: it clears nobody.";
            }
        }

        return null;
    }
}
