namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>All Latin renderings of one letter, letter group or syllable, prepared once: as a letter tree for the distance, and as
/// the few different things they do to a consonant key.</summary>
internal sealed class Renderings
{
    /// <summary>The longest rendering, in letters.</summary>
    public const int MaxLength = 24;

    private readonly RenderingStep[] _steps;
    private readonly (string Classes, byte Cost)[] _keyEffects;

    private Renderings(LetterOption[] options)
    {
        Options = options;
        Shortest = options.Min(static o => o.Label.Length);
        _steps = StepsOf(options);
        Supply = LetterSupply.Of(options);
        _keyEffects = [.. options
            .GroupBy(static o => KeyAutomaton.ClassesOf(o.Label), StringComparer.Ordinal)
            .Select(static group => (group.Key, group.Min(static o => o.Cost)))
            .OrderBy(static effect => effect.Item2).ThenBy(static effect => effect.Key, StringComparer.Ordinal)];
    }

    /// <summary>The renderings in the order of their letters, each once.</summary>
    public IReadOnlyList<LetterOption> Options { get; }

    /// <summary>The length of the shortest rendering.</summary>
    public int Shortest { get; }

    /// <summary>Which letters they give, and at what price.</summary>
    public LetterSupply Supply { get; }

    /// <summary>The letter tree, parents before children.</summary>
    public ReadOnlySpan<RenderingStep> Steps => _steps;

    /// <summary>The different effects on a consonant key, cheapest first.</summary>
    public ReadOnlySpan<(string Classes, byte Cost)> KeyEffects => _keyEffects;

    /// <summary>Prepares renderings; of equal labels the cheapest counts.</summary>
    /// <exception cref="ArgumentException">There is none, or one is longer than <see cref="MaxLength"/>.</exception>
    public static Renderings Of(IEnumerable<LetterOption> options)
    {
        var distinct = options
            .GroupBy(static o => o.Label, StringComparer.Ordinal)
            .Select(static group => new LetterOption(group.Key, group.Min(static o => o.Cost)))
            .OrderBy(static o => o.Label, StringComparer.Ordinal)
            .ToArray();
        if (distinct.Length == 0 || distinct.Any(static o => o.Label.Length > MaxLength))
        {
            throw new ArgumentException($"A letter needs at least one rendering, none longer than {MaxLength} letters.", nameof(options));
        }

        return new Renderings(distinct);
    }

    private static RenderingStep[] StepsOf(LetterOption[] options)
    {
        var steps = new List<RenderingStep>();
        var before = "";
        foreach (var (label, cost) in options)
        {
            var shared = 0;
            while (shared < before.Length && shared < label.Length && before[shared] == label[shared])
            {
                shared++;
            }

            for (var i = shared; i < label.Length; i++)
            {
                steps.Add(new RenderingStep(EditCosts.CodeOf(label[i]), (byte)(i + 1), 0, false, 0));
            }

            steps.Add(new RenderingStep(0, (byte)label.Length, cost, true, 0));
            before = label;
        }

        var result = steps.ToArray();
        for (var i = 0; i < result.Length; i++)
        {
            if (result[i].IsEnd)
            {
                continue;
            }

            var next = i + 1;
            var least = byte.MaxValue;
            while (next < result.Length
                && (result[next].Depth > result[i].Depth || (result[next].IsEnd && result[next].Depth == result[i].Depth)))
            {
                least = result[next].IsEnd ? Math.Min(least, result[next].Cost) : least;
                next++;
            }

            result[i] = result[i] with { Cost = least, Next = (short)next };
        }

        return result;
    }
}

/// <summary>One step of a letter tree in depth-first order.</summary>
/// <param name="Code">The letter, as <see cref="EditCosts.CodeOf"/> numbers it.</param>
/// <param name="Depth">How many letters the path has after this step.</param>
/// <param name="Cost">At an end what the rendering costs; at a letter the least cost below it; tenths of an edit.</param>
/// <param name="IsEnd">Whether a rendering ends here rather than goes on by a letter.</param>
/// <param name="Next">At a letter the step after everything below it.</param>
internal readonly record struct RenderingStep(byte Code, byte Depth, byte Cost, bool IsEnd, short Next);
