using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <content>What a screening leaves to know for later changes of the lists.</content>
public sealed partial class PartyMatcher
{
    /// <summary>
    /// What is near the subject, and how close a name must be to count among the namesakes of the subject's hits. Only a contested
    /// subject's hits depend on how many namesakes there are, and only parties whose names are about as close count among them. A match by
    /// identifier counts no namesakes, but one below the threshold may be displaced.
    /// </summary>
    /// <param name="subject">The subject.</param>
    /// <param name="leastRaised">Score below which no match is raised.</param>
    /// <param name="isRaised">Whether a match between that and the threshold may be raised; asked for matches without their
    /// namesakes.</param>
    /// <param name="isNeverRaised">Whether a match that is not raised beneath the threshold is raised at no score above it either.</param>
    /// <param name="earlier">What it found of the subject before some parties changed; null to search all.</param>
    public SearchMemory Remember(ScreeningSubject subject, double leastRaised, Func<PartyMatch, bool> isRaised, Func<PartyMatch,
        bool> isNeverRaised, EarlierSearch? earlier = null)
    {
        if (_index.Identifiers.PartiesOf(subject).Count > 0)
        {
            return new SearchMemory(NamesakeFloors.Open, null);
        }

        var (least, threshold) = (NameModel.OddsOf(leastRaised) - Rounding, NameModel.OddsOf(Profile.Threshold));
        var best = BestNames(subject, least, [], earlier);
        return new SearchMemory(FloorsOf(subject, best, least, threshold, isRaised, isNeverRaised), NearOf(subject, best, least));
    }

    private NamesakeFloors FloorsOf(ScreeningSubject subject, Dictionary<int, NameFinding> best, double least, double threshold,
        Func<PartyMatch, bool> isRaised, Func<PartyMatch, bool> isNeverRaised)
    {
        Namesakes? namesakes = null;
        var floors = NamesakeFloors.NotContested;
        foreach (var (party, name) in best)
        {
            var alone = name.LogOdds + name.Facts;
            if (alone < least)
            {
                continue;
            }

            namesakes ??= NamesakesAmong(best);
            var counted = alone + _facts.OfNamesakes(CountOf(namesakes, party, name));
            var match = Explain(subject, _index.PartyAt(party), name);
            if (counted < threshold + Rounding && isRaised(match))
            {
                return NamesakeFloors.Open;
            }

            if (isNeverRaised(match))
            {
                continue;
            }

            floors = NamesakeFloors.Least(floors, new NamesakeFloors(
                counted >= threshold - Rounding ? name.NameLogOdds : double.MaxValue,
                alone >= threshold - Rounding ? name.NameLogOdds : double.MaxValue));
        }

        return floors;
    }
}
