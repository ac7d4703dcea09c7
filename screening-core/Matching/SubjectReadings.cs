using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>A subject's names as they are searched: analysed once, and each once, since two aliases are often one name in other letters
/// (capitals, accents, dashes).</summary>
internal static class SubjectReadings
{
    /// <summary>False for a name that its legal form shows to be no person's, where nobody states what bears it.</summary>
    public static bool MayBe(bool person, PartyKind kind, string name)
        => !person || kind != PartyKind.Unknown || !NameAnalyser.IsOrganisationName(name);

    /// <summary>The readings in the order of the names, the likeliest of each first.</summary>
    public static IReadOnlyList<AnalysedName> Of(ScreeningSubject subject, bool asPersons)
    {
        var readings = new List<AnalysedName>();
        var seen = subject.Aliases.IsDefaultOrEmpty ? null : new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in PartyMatcher.NamesOf(subject))
        {
            if (!MayBe(asPersons, subject.Kind, name))
            {
                continue;
            }

            foreach (var reading in NameAnalyser.Readings(name, asPersons, TokenMemory.OfSubjects))
            {
                if (seen?.Add(string.Join(' ', reading.Tokens.Select(token => token.Key))) != false)
                {
                    readings.Add(reading);
                }
            }
        }

        return readings;
    }
}
