using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <content>What a match is made of, row by row.</content>
public sealed partial class PartyMatcher
{
    private const string SharedIdentifier = "sharedIdentifier";
    private const string SharedNumber = "sharedNumber";

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
        if (ListedAddress.IsEntry(party))
        {
            return ExplainAddress(subject, party);
        }

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

        var strongest = AddIdentifiers(subject, party, rows, areApart: IsOtherWord(tokens) && AreBornApart(subject, facts));
        rows.AddRange(_facts.Explain(subject, facts));
        var (features, score) = Summed(rows);
        return new PartyMatch(party, listed, name.Exists ? name.Raw : "", score, new Explanation(features, tokens))
        {
            ByIdentifier = strongest >= IdentifierStrength.Mailbox,
            SharesDesk = strongest == IdentifierStrength.Shared,
            SharesNumber = strongest == IdentifierStrength.Number,
            NameScore = name.Exists ? NameModel.Probability(name.NameLogOdds) : 0,
            Agreeing = [
                .. rows.Where(row => row.Feature
                is not ("name" or "aliasStrength" or "namesakes" or "kind" or "gender" or SharedIdentifier or SharedNumber)
                    && row.LogOdds > 0)
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
    private IdentifierStrength? AddIdentifiers(ScreeningSubject subject, ListedParty party, List<FactFinding> rows, bool areApart)
    {
        var arePersons = subject.Kind == PartyKind.Individual && party.Kind == PartyKind.Individual;
        var (first, strongest) = (rows.Count, default(IdentifierStrength?));
        foreach (var mine in subject.Identifiers)
        {
            if (SameAs(mine, party, arePersons) is not (var same, var strength))
            {
                continue;
            }

            // A mailbox is one party's or one household's: persons of other names and other birth years share it.
            strength = strength == IdentifierStrength.Mailbox && arePersons && areApart ? IdentifierStrength.Shared : strength;
            var row = RowOf(mine, same, strength);
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

        if (rows.Count == first && ContradictionIn(subject, party) is var (stated, listed))
        {
            rows.Add(new FactFinding("identifier", _facts.OfOtherIdentifier, stated.Value, listed.Value,
                $"another {listed.Label ?? listed.Type.ToString().ToLowerInvariant()} of the same issuer"));
        }

        return strongest;
    }

    private static bool IsOtherWord(ImmutableArray<TokenAlignment> tokens) => tokens.Any(token =>
        token.Relation is TokenRelation.Edit or TokenRelation.OnlySubject && token.Weight >= TokenWeights.LeastOfAName);

    private static bool AreBornApart(ScreeningSubject subject, PartyFacts party) =>
        BirthDateFeature.Compare(subject.BirthDate, party.BirthDates).Relation is BirthDateRelation.OtherYear or BirthDateRelation.FarYear;

    // Of several equal ones of the party, the one that says most; numbers of other issuers are other numbers.
    private static (Identifier Same, IdentifierStrength Strength)? SameAs(Identifier mine, ListedParty party, bool arePersons)
    {
        var best = default((Identifier Same, IdentifierStrength Strength)?);
        foreach (var theirs in party.Identifiers)
        {
            if (IdentifierIndex.AreEqual(mine, theirs) && IdentifierFeature.StrengthOf(mine, theirs, arePersons) is var strength
                && !(best?.Strength >= strength))
            {
                best = (theirs, strength);
            }
        }

        return best;
    }

    private FactFinding RowOf(Identifier mine, Identifier same, IdentifierStrength strength)
    {
        var word = same.Label ?? same.Type.ToString().ToLowerInvariant();
        var (feature, detail) = strength switch
        {
            IdentifierStrength.Shared => (SharedIdentifier, $"same {word}, a desk's or a household's"),
            IdentifierStrength.Number => (SharedNumber, $"same digits as the {word}; issuer or type is not known to be the same"),
            _ => ("identifier", $"same {word}"),
        };
        return new FactFinding(feature, _facts.OfIdentifier(strength), mine.Value, same.Value, detail);
    }

    private static (Identifier Mine, Identifier Theirs)? ContradictionIn(ScreeningSubject subject, ListedParty party)
    {
        foreach (var mine in subject.Identifiers)
        {
            if (party.Identifiers.FirstOrDefault(theirs => IdentifierFeature.Contradict(mine, theirs)) is { } theirs)
            {
                return (mine, theirs);
            }
        }

        return null;
    }

    // An entry that lists an address has no name to compare.
    private PartyMatch ExplainAddress(ScreeningSubject subject, ListedParty party)
    {
        var same = subject.Addresses.SelectMany(mine => party.Addresses.Where(theirs => ListedAddress.Agree(mine, theirs))
            .Select(theirs => (Mine: mine, Theirs: theirs.AsText()))).FirstOrDefault();
        var row = same.Mine is null
            ? new FactFinding("address", NameModel.Unlinked, null, party.PrimaryName.Text, "no address is the listed one")
            : new FactFinding("address", _facts.OfListedAddress, same.Mine, same.Theirs, "the list lists this address itself");
        var (features, score) = Summed([row]);
        return new PartyMatch(party, party.PrimaryName, "", score, new Explanation(features, []))
        {
            AtListedAddress = same.Mine is not null,
            Agreeing = same.Mine is null ? [] : ["address"],
        };
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
