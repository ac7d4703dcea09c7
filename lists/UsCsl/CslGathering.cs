using System.Collections.Immutable;
using Compliance.Lists.Reading;

namespace Compliance.Lists.UsCsl;

/// <summary>Sorts entries of the Consolidated Screening List into the lists inside it.</summary>
internal sealed class CslGathering(string path)
{
    private readonly ImmutableArray<(CslList List, PartyGathering Parties)> _lists =
        [.. CslList.All.Select(list => (list, new PartyGathering(list.Code, path)))];
    private readonly Dictionary<CslList, int> _rows = [];
    private int _ofOfac;

    /// <summary>Where rows go that cannot be told to be of any list: every list that is read carries them, because each may be the one they
    /// belong to.</summary>
    public List<QuarantinedRow> Homeless { get; } = [];

    /// <summary>Takes an entry.</summary>
    public void Add(CslEntry entry)
    {
        if (entry.Source is { } source && CslList.OfSource(source) is { } list)
        {
            _rows[list] = _rows.GetValueOrDefault(list) + 1;
            CslMapper.Add(_lists.First(one => one.List == list).Parties, list, entry);
        }
        else if (entry.Source is { } treasury && CslList.IsOfOfac(treasury))
        {
            _ofOfac++;
        }
        else
        {
            Homeless.Add(new QuarantinedRow(path, entry.Location, entry.Source is null ? "the source is missing"
                : $"the source '{entry.Source}' is not known"));
        }
    }

    /// <summary>One reading per list of which there are rows.</summary>
    public ImmutableArray<ListReading> Readings(DateTimeOffset? published)
    {
        if (_rows.Count == 0 && _ofOfac == 0)
        {
            throw new ListFormatException($"{path}: no row of any known list.");
        }

        return
        [
            .. _lists.Where(one => _rows.ContainsKey(one.List)).Select(one =>
            {
                foreach (var row in Homeless)
                {
                    one.Parties.Quarantined.Add(row);
                }

                var reading = one.Parties.Reading(published);
                return reading
                    with
                    { Notes =
                        [
                        $"{_rows[one.List]} rows, {reading.Parties.Length} parties; {_ofOfac} rows of OFAC's lists are left to OFAC's "
                            + $"own files"] };
            }),
        ];
    }
}
