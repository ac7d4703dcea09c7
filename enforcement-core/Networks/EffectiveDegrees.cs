namespace Compliance.EnforcementCore.Networks;

/// <summary>
/// How rare an artefact is: by the clusters that touch it, not by accounts, or a large operation would hide behind its own size. Above the
/// cap of its type it is a hub and keeps its plain degree.
/// </summary>
internal sealed class EffectiveDegrees
{
    private const int HoursOfDay = 24;
    private const int DaysAround = NetworkModel.SignUpHours / HoursOfDay;
    private readonly int[] _clusters;
    private readonly int[] _accounts;
    private readonly float[] _logFrequency;
    private readonly double[] _logSignUps;
    private readonly int _firstDay;

    /// <summary>Counts.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="clusterOf">The cluster of each account; empty where every account stands for itself.</param>
    public EffectiveDegrees(NetworkFacts facts, ReadOnlySpan<int> clusterOf)
    {
        Population = Math.Max(facts.Accounts, NetworkModel.FewestAccounts);
        (_clusters, _accounts, _logFrequency) = (new int[facts.Artefacts], new int[facts.Artefacts], new float[facts.Artefacts]);
        var seen = new int[facts.Accounts];
        for (var artefact = 0; artefact < facts.Artefacts; artefact++)
        {
            var members = facts.MembersOf(artefact);
            var use = ArtefactUse.Of(facts.TypeOf(artefact));
            var count = members.Length;
            if (!clusterOf.IsEmpty && (use.IsContext || count <= use.Cap))
            {
                count = 0;
                foreach (var member in members)
                {
                    ref var last = ref seen[clusterOf[member]];
                    (count, last) = last == artefact + 1 ? (count, last) : (count + 1, artefact + 1);
                }
            }

            (_accounts[artefact], _clusters[artefact]) = (members.Length, count);
            _logFrequency[artefact] = (float)Math.Log(Math.Max(count, 2) * use.Chance / Population);
        }

        (_firstDay, _logSignUps) = SignUps(facts, clusterOf);
    }

    private EffectiveDegrees(EffectiveDegrees whole, int[] artefacts)
    {
        (Population, _logSignUps, _firstDay) = (whole.Population, whole._logSignUps, whole._firstDay);
        _clusters = Array.ConvertAll(artefacts, artefact => whole._clusters[artefact]);
        _accounts = Array.ConvertAll(artefacts, artefact => whole._accounts[artefact]);
        _logFrequency = Array.ConvertAll(artefacts, artefact => whole._logFrequency[artefact]);
    }

    /// <summary>The same counts for some artefacts, numbered anew in the order given.</summary>
    public EffectiveDegrees Part(int[] artefacts) => new(this, artefacts);

    /// <summary>Accounts against which chance is weighed.</summary>
    public int Population { get; }

    /// <summary>The logarithm of the smallest frequency that an artefact of a type can have.</summary>
    public double Rarest(ArtefactType type) => Math.Log(2 * ArtefactUse.Of(type).Chance / Population);

    /// <summary>How many accounts have an artefact.</summary>
    public int AccountsOf(int artefact) => _accounts[artefact];

    /// <summary>How many clusters touch an artefact.</summary>
    public int ClustersOf(int artefact) => _clusters[artefact];

    /// <summary>The logarithm of how frequent an artefact is.</summary>
    public double LogFrequency(int artefact) => _logFrequency[artefact];

    /// <summary>The logarithm of the share of sign-ups around two moments: a wave of them makes agreeing ordinary.</summary>
    public double LogSignUpFrequency(int hour, int other)
        => _logSignUps[(Math.Min(hour, other) / HoursOfDay) - _firstDay] is var one
            && _logSignUps[(Math.Max(hour, other) / HoursOfDay) - _firstDay] is var two ? Math.Max(one, two) : 0;

    private (int First, double[] Log) SignUps(NetworkFacts facts, ReadOnlySpan<int> clusterOf)
    {
        var (first, last) = (int.MaxValue, int.MinValue);
        for (var account = 0; account < facts.Accounts; account++)
        {
            if (facts.SignUpHour(account) is >= 0 and var hour)
            {
                (first, last) = (Math.Min(first, hour / HoursOfDay), Math.Max(last, hour / HoursOfDay));
            }
        }

        if (first > last)
        {
            return (0, []);
        }

        var days = new double[last - first + 1];
        var many = new bool[clusterOf.Length];
        for (var account = 0; account < clusterOf.Length; account++)
        {
            many[clusterOf[account]] |= clusterOf[account] != account;
        }

        var seen = new HashSet<long>();
        for (var account = 0; account < facts.Accounts; account++)
        {
            if (facts.SignUpHour(account) is >= 0 and var hour && (clusterOf.IsEmpty || !many[clusterOf[account]]
                || seen.Add(((long)clusterOf[account] << 32) | (uint)(hour / HoursOfDay))))
            {
                days[(hour / HoursOfDay) - first]++;
            }
        }

        var log = new double[days.Length];
        for (var day = 0; day < days.Length; day++)
        {
            var around = 0.0;
            for (var d = Math.Max(0, day - DaysAround); d <= Math.Min(days.Length - 1, day + DaysAround); d++)
            {
                around += days[d];
            }

            log[day] = Math.Log(Math.Min(1, Math.Max(around, 2) / Population));
        }

        return (first, log);
    }
}
