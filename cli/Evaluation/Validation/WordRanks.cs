using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>Where the Latin form of a word in an original script stands among the Latin forms of all words of the same set, when the word
/// alone is searched.</summary>
internal static class WordRanks
{
    private const int Deepest = 5;
    private static readonly ListCode Words = ListCode.Parse("words");

    /// <summary>Shares of the different words whose own form stands first, and among the first five.</summary>
    public static (double First, double FirstFive) Of(IReadOnlyCollection<LabelledPair> words, ScoringProfile profile,
        CancellationToken cancellation)
    {
        var forms = words.Select(word => word.Party.PrimaryName.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((form, number) => new ListedParty(ListEntryId.Of(Words, $"{number}"), PartyKind.Individual, [new ListedName(form)]));
        var matcher = new PartyMatcher(MatchIndex.Build(forms), profile);
        var (asked, first, firstFive) = (0, 0, 0);
        foreach (var word in words.GroupBy(word => word.Subject.Name, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var own = word.Select(one => one.Party.PrimaryName.Text).ToHashSet(StringComparer.Ordinal);
            var found = matcher.Find(new ScreeningSubject { Name = word.Key, Kind = PartyKind.Individual }, 0, Deepest);
            asked++;
            first += found.Take(1).Any(match => own.Contains(match.Name.Text)) ? 1 : 0;
            firstFive += found.Any(match => own.Contains(match.Name.Text)) ? 1 : 0;
        }

        return asked == 0 ? (0, 0) : ((double)first / asked, (double)firstFive / asked);
    }
}
