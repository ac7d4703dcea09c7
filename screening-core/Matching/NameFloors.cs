using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// The log-odds by name that a party must reach before its comparison is of any use, told before the names are compared: facts that contradict ask for more,
/// facts that agree for less. One search at a time; the facts of a party are summed up once for all of its names.
/// </summary>
internal sealed class NameFloors
{
    // Sums of the same rows in another order differ by less than this.
    private const double Rounding = 1e-6;

    private readonly HashSet<int> _wanted = [];
    private double[] _facts = [];
    private int[] _generationOf = [];
    private int _generation;
    private MatchIndex _index = null!;
    private FactModel _model = null!;
    private ScreeningSubject _subject = null!;
    private double _least;
    private bool _countsFacts;
    private double _reserve;

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
    public void Begin(MatchIndex index, FactModel model, ScreeningSubject subject, double least, IEnumerable<int> wanted)
    {
        (_index, _model, _subject, _least, _countsFacts) = (index, model, subject, least, true);

        // Where the subject states no facts, a hit is one by its name, and one search can find the namesakes of all hits as well.
        _reserve = model.MostOf(subject) > 0 ? 0 : Namesakes.Closeness - model.OfWeakName;
        _wanted.Clear();
        _wanted.UnionWith(wanted);
        if (_facts.Length < index.PartyCount)
        {
            (_facts, _generationOf, _generation) = (new double[index.PartyCount], new int[index.PartyCount], 0);
        }

        if (_generation == int.MaxValue)
        {
            Array.Clear(_generationOf);
            _generation = 0;
        }

        _generation++;
    }

    /// <summary>From here on one floor holds for all parties, whatever their facts; false where the search so far has gone as deep.</summary>
    public bool Level(double least)
    {
        if (_reserve > 0 && least + _model.OfWeakName >= _least - _reserve - Rounding)
        {
            return false;
        }

        (_least, _countsFacts) = (least, false);
        return true;
    }

    /// <summary>Forgets the lists and the subject: a thread that rests must not keep either in memory.</summary>
    public void End()
    {
        (_index, _model, _subject) = (null!, null!, null!);
        _wanted.Clear();
    }

    /// <summary>What the facts of a party add.</summary>
    public double FactsOf(int party)
    {
        if (_generationOf[party] != _generation)
        {
            (_facts[party], _generationOf[party]) = (_model.Sum(_subject, _index.FactsAt(party)), _generation);
        }

        return _facts[party];
    }

    /// <summary>The floor of a party's names.</summary>
    public double Of(int party)
    {
        if (_wanted.Contains(party))
        {
            return double.NegativeInfinity;
        }

        // A weak name that counts may be worth less than a strong one that is less close: which of them stands for its party is decided between both.
        return (!_countsFacts ? _least + _model.OfWeakName : _reserve > 0 ? _least - _reserve : _least - FactsOf(party)) - Rounding;
    }
}
