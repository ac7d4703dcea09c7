using System.Collections.Immutable;
using System.Numerics;

namespace Compliance.ScreeningCore.Policies.Evaluation;

/// <summary>Cases by columns of coded values, a column a feature: what backtests run on.</summary>
/// <param name="coding">How values are coded.</param>
/// <param name="count">How many cases there are.</param>
public sealed class PolicyColumns(PolicyCoding coding, int count)
{
    private const int BlockWords = 64;
    private const int WordBits = 64;
    private readonly long[][] _columns = [.. coding.Features.Select(_ => Filled(count))];

    /// <summary>How many cases there are.</summary>
    public int Count => count;

    /// <summary>Sets the values of a case.</summary>
    public void Set(int place, PolicyFacts facts)
    {
        foreach (var feature in coding.Features)
        {
            _columns[feature.Index][place] = facts[feature] is { } fact ? coding.Encode(feature, fact) : PolicyCoding.Unknown;
        }
    }

    /// <summary>Sets one coded value.</summary>
    public void Set(int place, int feature, long value) => _columns[feature][place] = value;

    /// <summary>What a policy says of all cases. The policy must be one that the coding was made for.</summary>
    public PolicyColumnOutcome Evaluate(PolicyProgram program)
    {
        var verdicts = new PolicyVerdict[count];
        var rows = ImmutableArray.CreateBuilder<PolicyColumnAnswers>(program.Rules.Length);
        Span<ulong> yes = stackalloc ulong[BlockWords];
        Span<ulong> unknown = stackalloc ulong[BlockWords];
        foreach (var rule in program.Rules)
        {
            var test = coding.Lower(rule);
            var (fired, undecided) = (new ulong[(count + WordBits - 1) / WordBits], new ulong[(count + WordBits - 1) / WordBits]);
            for (var from = 0; from < fired.Length; from += BlockWords)
            {
                var words = Math.Min(BlockWords, fired.Length - from);
                Answer(test, from, yes[..words], unknown[..words]);
                yes[..words].CopyTo(fired.AsSpan(from));
                unknown[..words].CopyTo(undecided.AsSpan(from));
            }

            Raise(verdicts, fired, rule.Then.Verdict);
            Raise(verdicts, undecided, rule.Unknown);
            rows.Add(new PolicyColumnAnswers(rule.Id, fired, undecided));
        }

        return new PolicyColumnOutcome([.. verdicts], rows.ToImmutable());
    }

    private void Answer(PolicyRuleTest rule, int from, Span<ulong> yes, Span<ulong> unknown)
    {
        Truth(rule.When, from, yes, unknown);
        if (rule.Except is { } except)
        {
            Span<ulong> exempt = stackalloc ulong[yes.Length];
            Span<ulong> unsure = stackalloc ulong[yes.Length];
            Truth(except, from, exempt, unsure);
            for (var word = 0; word < yes.Length; word++)
            {
                yes[word] &= ~exempt[word];
                unknown[word] &= ~exempt[word];
            }
        }
    }

    private void Truth(PolicyTest test, int from, Span<ulong> yes, Span<ulong> unknown)
    {
        switch (test)
        {
            case PolicyTest.All one: Joined(one.Parts, from, yes, unknown, all: true); break;
            case PolicyTest.Any one: Joined(one.Parts, from, yes, unknown, all: false); break;
            case PolicyTest.Not one:
                Truth(one.Part, from, yes, unknown);
                for (var word = 0; word < yes.Length; word++)
                {
                    yes[word] = ~(yes[word] | unknown[word]) & Filled(from + word);
                }

                break;
            default: Simple(test, from, yes, unknown); break;
        }
    }

    private void Joined(ImmutableArray<PolicyTest> parts, int from, Span<ulong> yes, Span<ulong> unknown, bool all)
    {
        Span<ulong> oneYes = stackalloc ulong[yes.Length];
        Span<ulong> oneUnknown = stackalloc ulong[yes.Length];
        Truth(parts[0], from, yes, unknown);
        foreach (var part in parts.AsSpan()[1..])
        {
            Truth(part, from, oneYes, oneUnknown);
            for (var word = 0; word < yes.Length; word++)
            {
                // Kleene: an “and” holds where both hold, and can hold where both can; an “or” where one does.
                var can = all ? (yes[word] | unknown[word]) & (oneYes[word] | oneUnknown[word])
                    : yes[word] | unknown[word] | oneYes[word] | oneUnknown[word];
                yes[word] = all ? yes[word] & oneYes[word] : yes[word] | oneYes[word];
                unknown[word] = can & ~yes[word];
            }
        }
    }

    private void Simple(PolicyTest test, int from, Span<ulong> yes, Span<ulong> unknown)
    {
        for (var word = 0; word < yes.Length; word++)
        {
            var first = (from + word) * WordBits;
            var length = Math.Min(WordBits, count - first);
            (yes[word], unknown[word]) = test switch
            {
                PolicyTest.InRange one => Range(_columns[one.Feature].AsSpan(first, length), one.Low, one.High),
                PolicyTest.InClasses one => Classes(_columns[one.Feature].AsSpan(first, length), one.Classes),
                PolicyTest.Meets one => Meets(_columns[one.Feature].AsSpan(first, length), one.Mask),
                PolicyTest.Missing one => (Range(_columns[one.Feature].AsSpan(first, length), 0, -1).Unknown, 0UL),
                _ => throw new InvalidOperationException($"Unknown test {test.GetType()}."),
            };
        }
    }

    private static (ulong Yes, ulong Unknown) Range(ReadOnlySpan<long> values, long low, long high)
    {
        var (yes, unknown) = (0UL, 0UL);
        for (var place = 0; place < values.Length; place++)
        {
            var value = values[place];
            unknown |= (value == PolicyCoding.Unknown ? 1UL : 0) << place;
            yes |= ((value >= low) & (value <= high) & (value != PolicyCoding.Unknown) ? 1UL : 0) << place;
        }

        return (yes, unknown);
    }

    private static (ulong Yes, ulong Unknown) Classes(ReadOnlySpan<long> values, ImmutableArray<bool> classes)
    {
        var (yes, unknown) = (0UL, 0UL);
        for (var place = 0; place < values.Length; place++)
        {
            var value = values[place];
            unknown |= (value == PolicyCoding.Unknown ? 1UL : 0) << place;
            yes |= (value != PolicyCoding.Unknown && classes[(int)value] ? 1UL : 0) << place;
        }

        return (yes, unknown);
    }

    private static (ulong Yes, ulong Unknown) Meets(ReadOnlySpan<long> values, long mask)
    {
        var (yes, unknown) = (0UL, 0UL);
        for (var place = 0; place < values.Length; place++)
        {
            var value = values[place];
            unknown |= (value == PolicyCoding.Unknown ? 1UL : 0) << place;
            yes |= ((value != PolicyCoding.Unknown) & ((value & mask) != 0) ? 1UL : 0) << place;
        }

        return (yes, unknown);
    }

    private ulong Filled(int word) => (word + 1) * WordBits <= count ? ulong.MaxValue : (1UL << (count - (word * WordBits))) - 1;

    private static void Raise(PolicyVerdict[] verdicts, ulong[] marked, PolicyVerdict verdict)
    {
        for (var word = 0; word < marked.Length; word++)
        {
            for (var bits = marked[word]; bits != 0; bits &= bits - 1)
            {
                ref var said = ref verdicts[(word * WordBits) + BitOperations.TrailingZeroCount(bits)];
                said = verdict > said ? verdict : said;
            }
        }
    }

    private static long[] Filled(int count, long value = PolicyCoding.Unknown)
    {
        var column = new long[count];
        Array.Fill(column, value);
        return column;
    }
}
