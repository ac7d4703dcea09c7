namespace Compliance.EnforcementCore.Networks;

/// <summary>Compares pairs of accounts. The same pair and generation give the same bits: fields are added in one order, the smaller account
/// first.</summary>
internal sealed class PairScorer
{
    private const int Classes = 4;
    private const int Fields = 17; // Sixteen types, and the sign-up.
    private const int SignUp = 16;
    private readonly NetworkFacts _facts;
    private readonly EffectiveDegrees _degrees;
    private readonly double[] _rarest = new double[Fields];
    private readonly double _prior;
    private readonly double[] _agree = new double[Fields * Classes];
    private readonly double[] _differ = new double[Fields * Classes];

    public PairScorer(NetworkFacts facts, EffectiveDegrees degrees, NetworkModel model)
    {
        (_facts, _degrees) = (facts, degrees);
        _prior = Math.Log(NetworkModel.Partners / degrees.Population);
        for (var field = 0; field < Fields; field++)
        {
            _rarest[field] = field == SignUp ? 0 : degrees.Rarest((ArtefactType)field);
            var rates = field == SignUp ? model.SignUp : model.Rates[field];
            for (var c = 0; c < Classes; c++)
            {
                _agree[(field * Classes) + c] = Math.Log(rates.Of((PairClass)c));
                _differ[(field * Classes) + c] = Math.Log(1 - rates.Of((PairClass)c));
            }
        }
    }

    /// <summary>Weighs a pair.</summary>
    /// <param name="a">One account.</param>
    /// <param name="b">The other.</param>
    /// <param name="into">Where the evidence of each field goes; null where nobody asks.</param>
    public PairScore Score(int a, int b, List<PairEvidence>? into = null)
    {
        (a, b) = (Math.Min(a, b), Math.Max(a, b));
        var sum = new Sum { Household = _prior, Organisation = _prior, Reseller = _prior, SameActor = _prior, Possible = _prior };
        sum.Artefact = -1;
        var one = _facts.Of(a);
        var two = _facts.Of(b);
        var (i, j) = (0, 0);
        while (i < one.Length && j < two.Length)
        {
            var type = _facts.TypeOf(one[i]);
            var other = _facts.TypeOf(two[j]);
            if (type != other)
            {
                _ = type < other ? i++ : j++;
                continue;
            }

            var (best, weight, rarity) = (-1, 0.0, 0.0);
            while (i < one.Length && j < two.Length && _facts.TypeOf(one[i]) == type && _facts.TypeOf(two[j]) == type)
            {
                if (one[i] == two[j])
                {
                    var w = Math.Exp(-_facts.GapDays(a, i, b, j) * Ln2 / ArtefactUse.Of(type).HalfLifeDays);
                    var u = _degrees.LogFrequency(one[i]);
                    if (best < 0 || w * -u > weight * -rarity)
                    {
                        (best, weight, rarity) = (one[i], w, u);
                    }

                    i++;
                    j++;
                }
                else
                {
                    _ = one[i] < two[j] ? i++ : j++;
                }
            }

            i = SkipType(one, i, type);
            j = SkipType(two, j, type);
            Add(ref sum, (int)type, best, weight, rarity, into);
        }

        AddSignUp(ref sum, a, b, into);
        if (!HasType(one, ArtefactType.MailDomain) && !HasType(two, ArtefactType.MailDomain))
        {
            sum.Organisation += NetworkModel.NoDomain;
        }

        sum.SameActor += Math.Max(sum.Against, -NetworkModel.MostAgainst);
        sum.Possible += Math.Max(sum.Against, -NetworkModel.MostAgainst);
        return new PairScore(sum.Household, sum.Organisation, sum.Reseller, sum.SameActor, sum.Types, sum.Artefact, sum.Most,
            sum.Possible);
    }

    /// <summary>What agreeing on an artefact at one time says for a class, in nats.</summary>
    public double Agreed(int artefact, PairClass c)
        => Math.Max(_agree[((int)_facts.TypeOf(artefact) * Classes) + (int)c] - _degrees.LogFrequency(artefact), 0);

    private const double Ln2 = 0.69314718055994531;

    private bool HasType(ReadOnlySpan<int> row, ArtefactType type)
    {
        foreach (var artefact in row)
        {
            if (_facts.TypeOf(artefact) == type)
            {
                return true;
            }
        }

        return false;
    }

    private int SkipType(ReadOnlySpan<int> row, int at, ArtefactType type)
    {
        while (at < row.Length && _facts.TypeOf(row[at]) == type)
        {
            at++;
        }

        return at;
    }

    private void Add(ref Sum sum, int field, int artefact, double weight, double logFrequency, List<PairEvidence>? into)
    {
        if (artefact < 0)
        {
            Differ(ref sum, field, into);
            return;
        }

        var type = (ArtefactType)field;
        var device = type == ArtefactType.Device ? NetworkModel.OfDevice(_degrees.AccountsOf(artefact)) : 0;
        if (type == ArtefactType.Card)
        {
            sum.Household += NetworkModel.AgainstHousehold(_degrees.AccountsOf(artefact));
            sum.Reseller += NetworkModel.AgainstReseller(_degrees.AccountsOf(artefact));
        }

        var same = Agree(ref sum, field, weight, logFrequency, device, into, artefact);
        if (!ArtefactUse.Of(type).IsContext)
        {
            sum.Types |= 1 << field;
            if (same > sum.Most)
            {
                (sum.Most, sum.Artefact) = (same, artefact);
            }
        }
    }

    private double Agree(ref Sum sum, int field, double weight, double logFrequency, double device, List<PairEvidence>? into, int artefact)
    {
        var at = field * Classes;
        var household = weight * Math.Max(_agree[at] - logFrequency, 0);
        var organisation = weight * Math.Max(_agree[at + 1] - logFrequency, 0);
        var reseller = weight * Math.Max(_agree[at + 2] - logFrequency, 0);
        var same = (weight * Math.Max(_agree[at + 3] - logFrequency, 0)) + device;
        sum.Household += household;
        sum.Organisation += organisation;
        sum.Reseller += reseller;
        sum.SameActor += same;
        sum.Possible += (weight * Math.Max(_agree[at + 3] - Math.Min(_rarest[field], logFrequency), 0)) + device;
        into?.Add(new PairEvidence(field == SignUp ? null : (ArtefactType)field, artefact, true,
            artefact < 0 ? 0 : _degrees.AccountsOf(artefact), artefact < 0
                ? 0 : _degrees.ClustersOf(artefact), same, household, organisation,
            reseller));
        return same;
    }

    private void Differ(ref Sum sum, int field, List<PairEvidence>? into)
    {
        var at = field * Classes;
        sum.Household += _differ[at];
        sum.Organisation += _differ[at + 1];
        sum.Reseller += _differ[at + 2];
        sum.Against += _differ[at + 3];
        into?.Add(new PairEvidence(field == SignUp ? null : (ArtefactType)field, -1, false, 0, 0, _differ[at + 3], _differ[at],
            _differ[at + 1], _differ[at + 2]));
    }

    private void AddSignUp(ref Sum sum, int a, int b, List<PairEvidence>? into)
    {
        var (one, two) = (_facts.SignUpHour(a), _facts.SignUpHour(b));
        if (one == NetworkFacts.UnknownHour || two == NetworkFacts.UnknownHour)
        {
            return;
        }

        if (Math.Abs(one - two) <= NetworkModel.SignUpHours)
        {
            Agree(ref sum, SignUp, 1, _degrees.LogSignUpFrequency(one, two), 0, into, -1);
        }
        else
        {
            Differ(ref sum, SignUp, into);
        }
    }

    private struct Sum
    {
        public double Household, Organisation, Reseller, SameActor, Possible, Against, Most;
        public int Types, Artefact;
    }
}
