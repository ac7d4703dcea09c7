using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <content>What a match is made of, row by row.</content>
public sealed partial class PartyMatcher
{
    private const string SharedIdentifier = "sharedIdentifier";

    /// <summary>The match of a party by one of its names, as if no other bore it.</summary>
    internal PartyMatch ExplainName(ScreeningSubject subject, AnalysedName name, NameTable table, int bearer, double nameLogOdds)
    {
        var (party, ordinal) = (table.PartyOf[bearer], table.OrdinalOf[bearer]);
        var odds = nameLogOdds + _facts.OfName(_index.FactsAt(party).Names[ordinal]);
        return Explain(subject, _index.PartyAt(party),
            new NameFinding(odds, nameLogOdds, name, ordinal) { Table = table, Bearer = bearer });
    }

    private PartyMatch Explain(ScreeningSubject subject, ListedParty party, NameFinding name, int namesakes = 1)
    {
        var facts = PartyFacts.Of(party);
        var rows = new List<FactFinding>();
        var tokens = ImmutableArray<TokenAlignment>.Empty;
        var listed = party.Names[name.Exists ? name.Ordinal : 0];
        if (name.Exists)
        {
            tokens = Align(name, listed.Text, party.Kind == PartyKind.Individual
                || (party.Kind == PartyKind.Unknown && subject.Kind == PartyKind.Individual));
            rows.Add(new FactFinding("name", name.NameLogOdds, name.Raw, listed.Text, AlignmentWords.Of(tokens)));
            if (_facts.OfName(facts.Names[name.Ordinal]) is var weak && weak != 0)
            {
                rows.Add(new FactFinding("aliasStrength", weak, null, "weak", "the publisher calls this alias weak"));
            }

            if (namesakes > 1)
            {
                rows.Add(
                    new FactFinding("namesakes", _facts.OfNamesakes(namesakes), null, namesakes.ToString(CultureInfo.InvariantCulture),
                    $"{namesakes} different parties bear names as close"));
            }
        }
        else
        {
            rows.Add(new FactFinding("name", subject.Name.Length == 0 ? IdentifierOnly : NameModel.Unlinked + 4, subject.Name.Length == 0
                ? null : subject.Name, listed.Text, "no name was linked"));
        }

        var strongest = AddIdentifiers(subject, party, rows);
        rows.AddRange(_facts.Explain(subject, facts));
        var (features, score) = Summed(rows);
        return new PartyMatch(party, listed, name.Exists ? name.Raw : "", score, new Explanation(features, tokens))
        {
            ByIdentifier = strongest >= IdentifierStrength.Mailbox,
            SharesDesk = strongest == IdentifierStrength.Shared,
            NameScore = name.Exists ? NameModel.Probability(name.NameLogOdds) : 0,
            Agreeing = [
                .. rows.Where(row => row.Feature
                is not ("name" or "aliasStrength" or "namesakes" or "kind" or "gender" or SharedIdentifier) && row.LogOdds > 0)
                .Select(row => row.Feature)],
            Contradicting =
                [.. rows.Where(row => row.Feature is not ("name" or "aliasStrength" or "namesakes") && row.LogOdds < 0)
                .Select(row => row.Feature)],
            Missing = [.. rows.Where(row => row is { LogOdds: 0, Subject: null, Listed: not null }
                && row.Feature is not ("kind" or "namesakes" or "aliasStrength")).Select(row => row.Feature)],
        };
    }

    private static ImmutableArray<TokenAlignment> Align(NameFinding name, string listed, bool asPerson)
    {
        var comparer = NameComparer.OfThread;
        var words = name.Table is { } table ? table.WordsOf(table.NameOf(name.Bearer))
            : NameAnalyser.Analyse(listed, asPerson).Tokens.AsSpan();
        comparer.Compare(name.Subject!.Tokens.AsSpan(), words, name.Table?.ArePersons ?? asPerson);
        return comparer.Alignment();
    }

    // Of those that identify, the strongest counts: a second document says nothing that the first did not. Null where none of them does.
    private IdentifierStrength? AddIdentifiers(ScreeningSubject subject, ListedParty party, List<FactFinding> rows)
    {
        var arePersons = subject.Kind == PartyKind.Individual && party.Kind == PartyKind.Individual;
        var (first, strongest) = (rows.Count, default(IdentifierStrength?));
        foreach (var mine in subject.Identifiers)
        {
            if (IdentifierIndex.KeyOf(mine) is not { } key
                || party.Identifiers.FirstOrDefault(theirs => IdentifierIndex.KeyOf(theirs) == key) is not { } same)
            {
                continue;
            }

            var strength = IdentifierFeature.StrengthOf(mine, same, arePersons);
            var row = new FactFinding(strength == IdentifierStrength.Shared ? SharedIdentifier
                : "identifier", _facts.OfIdentifier(strength), mine.Value, same.Value,
                $"same {same.Label ?? same.Type.ToString().ToLowerInvariant()}{(strength == IdentifierStrength.Shared ? ", a desk's" : "")}");
            if (strength == IdentifierStrength.Supporting)
            {
                rows.Add(row);
            }
            else if (strongest is null)
            {
                strongest = strength;
                rows.Insert(first, row);
            }
            else if (strength > strongest)
            {
                (strongest, rows[first]) = (strength, row);
            }
        }

        return strongest;
    }

    // Contributions in score units: what each row moves the score by, in the order of the rows. Both columns add up.
    private static (ImmutableArray<FeatureResult> Features, double Score) Summed(List<FactFinding> rows)
    {
        var features = ImmutableArray.CreateBuilder<FeatureResult>(rows.Count);
        var (odds, score) = (0.0, 0.0);
        foreach (var row in rows)
        {
            odds += row.LogOdds;
            var next = NameModel.Probability(odds);
            features.Add(new FeatureResult(row.Feature, row.LogOdds, next - score, row.Subject, row.Listed, row.Detail));
            score = next;
        }

        return (features.ToImmutable(), score);
    }
}
