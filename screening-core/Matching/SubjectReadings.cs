using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>A subject's names as they are searched: analysed once, and each once, since two aliases, and two readings of one
/// name, are often the same words in other letters (capitals, accents, dashes).</summary>
internal static class SubjectReadings
{
    /// <summary>False for a name that its legal form or a word of trade shows to be no person's, where nobody states what bears
    /// it.</summary>
    public static bool MayBe(bool person, PartyKind kind, string name)
        => !person || kind != PartyKind.Unknown || !(NameAnalyser.IsOrganisationName(name) || NameAnalyser.HasWordOfTrade(name));

    /// <summary>The readings in the order of the names, the likeliest of each first.</summary>
    public static IReadOnlyList<AnalysedName> Of(ScreeningSubject subject, bool asPersons)
    {
        var readings = new List<AnalysedName>();
        foreach (var name in PartyMatcher.NamesOf(subject))
        {
            if (!MayBe(asPersons, subject.Kind, name))
            {
                continue;
            }

            foreach (var reading in NameAnalyser.Readings(name, asPersons, TokenMemory.OfSubjects))
            {
                if (!readings.Exists(earlier => HaveSameWords(earlier, reading)))
                {
                    readings.Add(reading);
                }
            }
        }

        return readings;
    }

    /// <summary>True for the same words: words that have the same keys are the same.</summary>
    public static bool HaveSameWords(AnalysedName left, AnalysedName right)
    {
        var same = left.Tokens.Length == right.Tokens.Length;
        for (var i = 0; same && i < left.Tokens.Length; i++)
        {
            same = left.Tokens[i].Key == right.Tokens[i].Key;
        }

        return same;
    }
}
