using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Which parties were born when: the stated dates of all parties, by their first and last day. Immutable.</summary>
internal sealed class BirthDates
{
    private readonly (DateOnly Earliest, DateOnly Latest, int Party)[] _dates;

    public BirthDates(IEnumerable<(PartialDate Date, int Party)> dates) =>
        _dates = [.. dates.Select(one => (one.Date.Earliest, one.Date.Latest, one.Party)).Order()];

    /// <summary>Positions of the parties of whom one birth date has the same first and last day, in ascending order.</summary>
    public IEnumerable<int> PartiesBorn(PartialDate date)
    {
        var at = Array.BinarySearch(_dates, (date.Earliest, date.Latest, int.MinValue));
        for (at = at < 0 ? ~at : at; at < _dates.Length && _dates[at].Earliest == date.Earliest && _dates[at].Latest == date.Latest; at++)
        {
            yield return _dates[at].Party;
        }
    }
}
