using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Parties whose names cannot be compared, or hide what they say: nobody is cleared of a name that nobody read.</summary>
internal static class UnreadableNames
{
    /// <summary>A reason to look for each party of which no name has a letter, or of which one is written letter by letter.</summary>
    public static IEnumerable<GateReason> Reasons(ScreeningRequest request)
    {
        foreach (var party in ListGate.PartiesOf(request))
        {
            var names = party.Subject.Aliases.Prepend(party.Subject.Name).Where(name => name.Length > 0).ToArray();
            if (names.Length > 0 && names.All(SpelledNames.HasNoLetters) && !IsNumbered(party.Subject))
            {
                yield return GateReason.Review("list.unreadable_name",
                    $"The name of the {party.Role} has no letter, so it cannot be compared with any list. Ask for the name.");
            }
            else if (names.Any(name => SpelledNames.Joined(name) is not null))
            {
                yield return GateReason.Review("list.spelled_out_name",
                    $"The name of the {party.Role} is written letter by letter. It was compared with its letters joined; ask why it is "
                        + $"written so.");
            }
        }
    }

    // Ships and aircraft may be called by a number.
    private static bool IsNumbered(ScreeningSubject subject) =>
        subject.Kind is PartyKind.Vessel or PartyKind.Aircraft && subject.Name.Any(char.IsAsciiDigit);
}
