using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Reading;

/// <summary>Birth dates that lie behind the day of the list: a century mistyped (2068 for 1968). Taken as they stand they contradict the
/// true
/// date, so they become remarks.</summary>
internal static class FutureDates
{
    /// <summary>The party without birth dates after a day.</summary>
    public static ListedParty Without(ListedParty party, DateOnly day)
    {
        if (party.BirthDates.All(date => date.Earliest <= day))
        {
            return party;
        }

        var future = party.BirthDates.Where(date => date.Earliest > day)
            .Select(date => $"Date of birth as published, after the day of the list: {date}");
        return party with
        {
            BirthDates = [.. party.BirthDates.Where(date => date.Earliest <= day)],
            Remarks = [.. party.Remarks.Concat(future).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }
}
