using System.Collections.Frozen;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// The log-odds by name that a party must reach before its comparison is of any use, told before the names are compared: facts that
/// contradict ask for more, facts that agree for less, and a name found asks of the party's others to be better. One search at a time; the
/// facts of a party are summed up once for all of its names.
/// </summary>
internal sealed class NameFloors
{
    // Sums of the same rows in another order differ by less than this.
    private const double Rounding = 1e-6;

    // A name that is as good as the best so far may stand for its party, and its ceiling may be lower by this.
    private const double AsGood = 1e-3;

    private readonly HashSet<int> _wanted = [];
    private Known[] _facts = [];
    private Known[] _floors = [];
    private int _subjects;
    private int _searches;
    private MatchIndex _index = null!;
    private FactModel _model = null!;
    private ScreeningSubject _subject = null!;
    private double _least;
    private bool _countsFacts;
    private double _level = double.NaN;
    private FrozenSet<int>? _changed;
    private bool _goesDeep;

    [ThreadStatic]
    private static NameFloors? _ofThread;

    /// <summary>The floors of this thread.</summary>
    public static NameFloors OfThread => _ofThread ??= new NameFloors();

    /// <summary>Starts a search for parties that are hits by their names and facts together.</summary>
    /// <param name="index">The parties.</param>
    /// <param name="model">What facts weigh.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="least">Log-odds of a hit.</param>
    /// <param name="wanted">Parties whose names are wanted whatever they come to.</param>
    /// <param name="changed">The only other parties that are searched, since of the rest is known who is near; null where all are.</param>
    public void Begin(MatchIndex index, FactModel model, ScreeningSubject subject, double least, IEnumerable<int> wanted,
        FrozenSet<int>? changed = null)
    {
        (_index, _model, _subject, _least, _level) = (index, model, subject, least, double.NaN);
        (_changed, _goesDeep) = (changed, changed is null);

        // Where the subject states no facts, a hit is one by its name, and one search can find the namesakes of all hits as well.
        var most = model.MostOf(subject);
        _countsFacts = most > 0;
        LowestEver = least - most - Namesakes.Closeness + model.OfWeakName - (3 * Rounding);
        _wanted.Clear();
        _wanted.UnionWith(wanted);
        Lowest = _wanted.Count > 0 ? double.NegativeInfinity
            : (_countsFacts ? least - most : least - Namesakes.Closeness + model.OfWeakName) - Rounding;
        if (_facts.Length < index.PartyCount)
        {
            (_facts, _floors, _subjects, _searches) = (new Known[index.PartyCount], new Known[index.PartyCount], 0, 0);
        }

        _subjects = Next(_subjects, _facts);
        _searches = Next(_searches, _floors);
    }

    /// <summary>
    /// From here on a search for namesakes: one floor holds for all parties, whatever their facts, and those that need no search have one
    /// out of reach: the settled ones, and those of which the search so far has gone as deep. False where that is so of all.
    /// </summary>
    /// <param name="least">Log-odds from which a name counts as a namesake.</param>
    /// <param name="settled">Parties whose names are found.</param>
    /// <param name="knownFrom">Log-odds from which the names of unchanged parties are all known; a level below them asks for the
    /// others.</param>
    public bool Level(double least, IEnumerable<int> settled, double knownFrom)
    {
        _goesDeep |= least < knownFrom;
        if ((_changed is null || !_goesDeep) && !_countsFacts && least >= _least - Namesakes.Closeness - Rounding)
        {
            return false;
        }

        (_level, Lowest) = (least, least + _model.OfWeakName - Rounding);
        _searches = Next(_searches, _floors);
        foreach (var party in settled)
        {
            _floors[party] = new Known(double.PositiveInfinity, _searches);
        }

        return true;
    }

    /// <summary>Forgets the lists and the subject: a thread that rests must not keep either in memory.</summary>
    public void End()
    {
        (_index, _model, _subject, _changed) = (null!, null!, null!, null);
        _wanted.Clear();
    }

    /// <summary>No party's floor is lower.</summary>
    public double Lowest { get; private set; }

    /// <summary>No name below this is of any use in the whole search, whether a hit's or a namesake's; parties that are wanted anyhow
    /// apart.</summary>
    public double LowestEver { get; private set; }

    /// <summary>What the facts of a party add.</summary>
    public double FactsOf(int party)
    {
        ref var facts = ref _facts[party];
        if (facts.Generation != _subjects)
        {
            facts = new Known(_model.Sum(_subject, _index.FactsAt(party)), _subjects);
        }

        return facts.Value;
    }

    /// <summary>A floor that is not above the party's, told without reading its facts.</summary>
    public double AtLeast(int party)
    {
        ref readonly var floor = ref _floors[party];
        if (floor.Generation == _searches)
        {
            return floor.Value;
        }

        if (!double.IsNaN(_level))
        {
            return _goesDeep || IsSearched(party) ? _level + OfWeakName(party) - Rounding : double.PositiveInfinity;
        }

        return _wanted.Count > 0 && _wanted.Contains(party) ? double.NegativeInfinity : !IsSearched(party) ? double.PositiveInfinity
            : _countsFacts ? _least - _model.MostOf(_subject, _index.BriefAt(party)) - (2 * Rounding)
            : _least - Namesakes.Closeness + OfWeakName(party) - Rounding;
    }

    /// <summary>The floor of a party's names.</summary>
    public double Of(int party)
    {
        ref var floor = ref _floors[party];
        if (floor.Generation != _searches)
        {
            floor = new Known(double.IsNaN(_level) ? First(party) : Deeper(party), _searches);
        }

        return floor.Value;
    }

    /// <summary>Asks of a party's other names to reach what one of them did: a weak name is worth less than it is close, never
    /// more.</summary>
    public void Raise(int party, double logOdds)
    {
        ref var floor = ref _floors[party];
        if (floor.Generation == _searches && floor.Value < logOdds - AsGood)
        {
            floor = new Known(logOdds - AsGood, _searches);
        }
    }

    private double First(int party) =>
        _wanted.Contains(party) ? double.NegativeInfinity : !IsSearched(party) ? double.PositiveInfinity
        : (_countsFacts ? _least - FactsOf(party) : _least - Namesakes.Closeness + OfWeakName(party)) - Rounding;

    private double Deeper(int party) =>
        (_goesDeep || IsSearched(party)) && _level + OfWeakName(party) - Rounding is var floor && First(party) > floor ? floor
        : double.PositiveInfinity;

    private bool IsSearched(int party) => _changed is null || _changed.Contains(party);

    // A weak name that counts may be worth less than a strong one that is less close: which of them stands for its party is decided between
    // both.
    private double OfWeakName(int party) => _index.BriefAt(party).HasWeakName ? _model.OfWeakName : 0;

    // A thread that lives long enough uses every number up; all that is known is then forgotten.
    private static int Next(int generation, Known[] known)
    {
        if (generation < int.MaxValue)
        {
            return generation + 1;
        }

        Array.Clear(known);
        return 1;
    }

    /// <summary>A number of a party, known since the subject or the search of a generation.</summary>
    private readonly record struct Known(double Value, int Generation);
}
