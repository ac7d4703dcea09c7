using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Policies.Proofs;

/// <summary>
/// Divides the values of every feature into cells: conditions meet constants only, so all values of a cell get the same answers, and
/// looking at one value of each cell is looking at all values.
/// </summary>
public sealed class PolicyCells
{
    private const int MaxSetClasses = 12;
    private readonly ImmutableArray<PolicyCell>[] _cells;
    private readonly List<int>[] _notGreater;
    private readonly List<int>[] _notLess;

    /// <summary>Divides by all conditions that will be asked.</summary>
    /// <exception cref="PolicyLimitException">Some feature has too many cells.</exception>
    public PolicyCells(PolicyCoding coding, IEnumerable<PolicyTest> tests, IEnumerable<PolicyOrder> orders)
    {
        Coding = coding;
        var ranges = tests.SelectMany(Ranges).ToLookup(range => range.Feature);
        _cells = [.. coding.Features.Select(feature => Cells(feature, ranges[feature.Index]))];
        _notGreater = Closure(coding.Features.Length, orders);
        _notLess = [.. Enumerable.Range(0, _notGreater.Length).Select(one => Enumerable.Range(0, _notGreater.Length)
            .Where(other => _notGreater[other].Contains(one)).ToList())];
    }

    /// <summary>How values are coded.</summary>
    public PolicyCoding Coding { get; }

    /// <summary>The cells of a feature; the missing value is the last.</summary>
    public ImmutableArray<PolicyCell> Of(int feature) => _cells[feature];

    /// <summary>Features that the feature is never greater than.</summary>
    public IReadOnlyList<int> NotGreaterThan(int feature) => _notGreater[feature];

    /// <summary>Features that are never greater than the feature.</summary>
    public IReadOnlyList<int> NotLessThan(int feature) => _notLess[feature];

    /// <summary>The cells of a policy.</summary>
    public static PolicyCells Of(PolicyProgram program)
    {
        var coding = PolicyCoding.Of(program);
        return new PolicyCells(coding, PolicyCoding.ConditionsOf(program).Select(coding.Lower), program.Orders);
    }

    private ImmutableArray<PolicyCell> Cells(PolicyFeature feature, IEnumerable<PolicyTest.InRange> ranges)
    {
        var cells = feature.Type switch
        {
            PolicyType.Flag => [Number(feature, 0, 0), Number(feature, 1, 1)],
            PolicyType.Choice or PolicyType.Code => Words(feature),
            PolicyType.Codes => Sets(feature),
            _ => Intervals(feature, ranges),
        };
        return [.. cells, new PolicyCell(PolicyCoding.Unknown, 0, 0, null, "missing")];
    }

    private static IEnumerable<PolicyCell> Intervals(PolicyFeature feature, IEnumerable<PolicyTest.InRange> ranges)
    {
        var starts = ranges.SelectMany(range => new[] { range.Low, range.High + 1 })
            .Where(cut => cut > feature.Least && cut <= feature.Most).Append(feature.Least).Distinct().Order().ToArray();
        return starts.Select((low, place) => Number(feature, low, place + 1 < starts.Length ? starts[place + 1] - 1 : feature.Most));
    }

    private static PolicyCell Number(PolicyFeature feature, long low, long high)
    {
        string Shown(long number) => PolicyFormatter.Number(feature, number);
        var text = feature.Type == PolicyType.Flag ? low == 1 ? "true" : "false"
            : low == high ? $"= {Shown(low)}"
            : low <= feature.Least && high >= feature.Most ? "anything known"
            : low <= feature.Least ? $"<= {Shown(high)}"
            : high >= feature.Most ? $">= {Shown(low)}"
            : $"between {Shown(low)} and {Shown(high)}";
        var example = low <= 0 && high >= 0 ? 0 : low > 0 ? low : high;
        return new PolicyCell(example, low, high, PolicyFact.Of(example), text);
    }

    private IEnumerable<PolicyCell> Words(PolicyFeature feature)
    {
        var examples = Coding.ExamplesOf(feature);
        for (var place = 0; place < examples.Length; place++)
        {
            if (place > 0 || examples[0].Length > 0)
            {
                yield return new PolicyCell(place, place, place, PolicyFact.Of(examples[place]), Text(Coding.WordsOf(feature, place)));
            }
            else if (feature.Type == PolicyType.Code)
            {
                yield return new PolicyCell(0, 0, 0, PolicyFact.Of(Other(feature)), "any other");
            }
        }
    }

    // A set of codes is told apart by which classes have a code in it; class 0, of codes that nothing names, makes no difference.
    private IEnumerable<PolicyCell> Sets(PolicyFeature feature)
    {
        var examples = Coding.ExamplesOf(feature);
        if (examples.Length - 1 > MaxSetClasses)
        {
            throw new PolicyLimitException($"{feature.Name} has more than {MaxSetClasses} classes of codes, and every set of them "
                + $"is a case.");
        }

        for (var mask = 0; mask < 1 << (examples.Length - 1); mask++)
        {
            var words = examples.Skip(1).Where((_, place) => (mask >> place & 1) != 0).ToImmutableArray();
            yield return new PolicyCell((long)mask << 1, 0, 0, new PolicyFact(0, words),
                words.IsEmpty ? "none of those named" : "with " + string.Join(", ", words));
        }
    }

    private string Other(PolicyFeature feature)
    {
        var word = "other";
        while (Coding.WordsOf(feature, 0).Contains(word) || Enumerable.Range(1, Coding.ExamplesOf(feature).Length)
            .Any(place => Coding.WordsOf(feature, place).Contains(word)))
        {
            word += "_";
        }

        return word;
    }

    private static string Text(IEnumerable<string> words)
    {
        const int Shown = 4;
        var all = words.ToArray();
        return all.Length == 1 ? $"= {all[0]}"
            : $"in ({string.Join(", ", all.Take(Shown))}{(all.Length > Shown ? $" and {all.Length - Shown} more" : "")})";
    }

    private static IEnumerable<PolicyTest.InRange> Ranges(PolicyTest test) => test switch
    {
        PolicyTest.All one => one.Parts.SelectMany(Ranges),
        PolicyTest.Any one => one.Parts.SelectMany(Ranges),
        PolicyTest.Not one => Ranges(one.Part),
        PolicyTest.InRange one => [one],
        _ => [],
    };

    private static List<int>[] Closure(int count, IEnumerable<PolicyOrder> orders)
    {
        var reach = new bool[count, count];
        foreach (var order in orders)
        {
            reach[order.Smaller, order.Greater] = true;
        }

        for (var middle = 0; middle < count; middle++)
        {
            for (var one = 0; one < count; one++)
            {
                for (var other = 0; other < count && reach[one, middle]; other++)
                {
                    reach[one, other] |= reach[middle, other];
                }
            }
        }

        return [.. Enumerable.Range(0, count).Select(one => Enumerable.Range(0, count).Where(other
            => other != one && reach[one, other]).ToList())];
    }
}
