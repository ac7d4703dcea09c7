using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies.Evaluation;

namespace Compliance.ScreeningCore.Policies.Proofs;

/// <summary>Which truths a condition can still have, while some features have a cell and others are open: a bit a truth.</summary>
internal abstract class CellTruth
{
    public const int CanBeFalse = 1;
    public const int CanBeUnknown = 2;
    public const int CanBeTrue = 4;

    /// <summary>The truths that are possible. Exact where every feature has a cell; otherwise none is left out.</summary>
    /// <param name="chosen">The place of each feature's cell; negative where it is open.</param>
    public abstract int Of(int[] chosen);

    public static CellTruth Make(PolicyTest test, PolicyCells cells) => test switch
    {
        PolicyTest.All one => new Joined([.. one.Parts.Select(part => Make(part, cells))], All),
        PolicyTest.Any one => new Joined([.. one.Parts.Select(part => Make(part, cells))], Any),
        PolicyTest.Not one => new Opposite(Make(one.Part, cells)),
        PolicyTest.InRange one => Single(cells, one.Feature, code => code >= one.Low && code <= one.High),
        PolicyTest.InClasses one => Single(cells, one.Feature, code => one.Classes[(int)code]),
        PolicyTest.Meets one => Single(cells, one.Feature, code => (code & one.Mask) != 0),
        PolicyTest.Missing one => new Leaf(one.Feature,
            [.. cells.Of(one.Feature).Select(cell => cell.Code == PolicyCoding.Unknown ? CanBeTrue : CanBeFalse)]),
        _ => throw new InvalidOperationException($"Unknown test {test.GetType()}."),
    };

    private static Leaf Single(PolicyCells cells, int feature, Func<long, bool> holds) => new(feature, [.. cells.Of(feature)
        .Select(cell => cell.Code == PolicyCoding.Unknown ? CanBeUnknown : holds(cell.Code) ? CanBeTrue : CanBeFalse)]);

    private static int All(int one, int other)
        => (((one | other) & CanBeFalse) != 0 ? CanBeFalse : 0)
            | (((one & CanBeUnknown) != 0 && (other & (CanBeUnknown | CanBeTrue)) != 0)
                || ((other & CanBeUnknown) != 0 && (one & (CanBeUnknown | CanBeTrue)) != 0) ? CanBeUnknown : 0)
            | (one & other & CanBeTrue);

    private static int Any(int one, int other) => Turned(All(Turned(one), Turned(other)));

    private static int Turned(int mask) => (mask & CanBeUnknown) | ((mask & CanBeFalse) != 0 ? CanBeTrue : 0)
        | ((mask & CanBeTrue) != 0 ? CanBeFalse : 0);

    private sealed class Leaf(int feature, ImmutableArray<int> truths) : CellTruth
    {
        private readonly int _open = truths.Aggregate(0, (all, one) => all | one);

        public override int Of(int[] chosen) => chosen[feature] < 0 ? _open : truths[chosen[feature]];
    }

    private sealed class Opposite(CellTruth part) : CellTruth
    {
        public override int Of(int[] chosen) => Turned(part.Of(chosen));
    }

    private sealed class Joined(ImmutableArray<CellTruth> parts, Func<int, int, int> join) : CellTruth
    {
        public override int Of(int[] chosen)
        {
            var mask = parts[0].Of(chosen);
            for (var place = 1; place < parts.Length; place++)
            {
                mask = join(mask, parts[place].Of(chosen));
            }

            return mask;
        }
    }
}

/// <summary>Which answers a row can still give: a bit an answer, in the order of <see cref="PolicyAnswer"/>.</summary>
internal sealed class CellAnswer(PolicyRule rule, PolicyCells cells)
{
    public const int CanBeSilent = CellTruth.CanBeFalse;
    public const int CanBeUnknown = CellTruth.CanBeUnknown;
    public const int CanFire = CellTruth.CanBeTrue;

    private readonly CellTruth _when = CellTruth.Make(cells.Coding.Lower(rule.When), cells);
    private readonly CellTruth? _except = rule.Except is { } except ? CellTruth.Make(cells.Coding.Lower(except.When), cells) : null;

    public PolicyRule Rule => rule;

    public int Of(int[] chosen)
    {
        var (when, except) = (_when.Of(chosen), _except?.Of(chosen) ?? CellTruth.CanBeFalse);
        return ((except & CellTruth.CanBeTrue) != 0 ? CanBeSilent : 0)
            | ((except & (CellTruth.CanBeFalse | CellTruth.CanBeUnknown)) != 0 ? when : 0);
    }

    /// <summary>The mildest and the strictest verdict that an answer of the mask comes to.</summary>
    public (PolicyVerdict Least, PolicyVerdict Most) Verdicts(int mask)
    {
        var (least, most) = (PolicyVerdict.Block, PolicyVerdict.None);
        for (var answer = PolicyAnswer.Silent; answer <= PolicyAnswer.Fires; answer++)
        {
            if ((mask & (1 << (int)answer)) != 0)
            {
                var verdict = rule.VerdictOf(answer);
                (least, most) = (verdict < least ? verdict : least, verdict > most ? verdict : most);
            }
        }

        return (least, most);
    }
}
