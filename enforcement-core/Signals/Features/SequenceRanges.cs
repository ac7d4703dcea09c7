using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.EnforcementCore.Signals.Features;

/// <summary>Numbers that are missing between those that came from one sender.</summary>
/// <param name="Source">The sender, as CloudEvents names it.</param>
/// <param name="First">The first missing number.</param>
/// <param name="Last">The last missing number.</param>
public sealed record SequenceGap(string Source, long First, long Last);

/// <summary>
/// Which numbers of a sender came, as ranges: a union, so order and repetition do not matter. A sender that leaves more than
/// <see cref="MaxRanges"/> gaps at a time is told of the newest; the oldest ones are then taken as filled.
/// </summary>
public sealed class SequenceRanges
{
    /// <summary>Most ranges that are kept apart.</summary>
    public const int MaxRanges = 200;

    private readonly List<(long First, long Last)> _ranges = [];

    /// <summary>The ranges, ascending, apart from one another.</summary>
    public IReadOnlyList<(long First, long Last)> Ranges => _ranges;

    /// <summary>The gaps between them, ascending.</summary>
    public IEnumerable<(long First, long Last)> Gaps => _ranges.Zip(_ranges.Skip(1), (one, next) => (one.Last + 1, next.First - 1));

    /// <summary>Adds a number.</summary>
    public void Add(long number) => Add(number, number);

    /// <summary>Adds everything that came to another.</summary>
    public void Add(SequenceRanges other)
    {
        foreach (var (first, last) in other._ranges)
        {
            Add(first, last);
        }
    }

    /// <summary>The stored form: <c>1-5,7-7</c>.</summary>
    public string Write() => string.Join(',', _ranges.Select(range => string.Create(CultureInfo.InvariantCulture,
        $"{range.First}-{range.Last}")));

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static SequenceRanges Read(string text)
    {
        var ranges = new SequenceRanges();
        foreach (var range in text.Split(','))
        {
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            ranges.Add(long.Parse(range.AsSpan(0, Math.Max(dash, 0)), NumberStyles.None, CultureInfo.InvariantCulture),
                long.Parse(range.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture));
        }

        return ranges;
    }

    private void Add(long first, long last)
    {
        var place = _ranges.FindIndex(range => range.Last >= first - 1);
        place = place < 0 ? _ranges.Count : place;
        while (place < _ranges.Count && _ranges[place].First <= last + 1)
        {
            (first, last) = (Math.Min(first, _ranges[place].First), Math.Max(last, _ranges[place].Last));
            _ranges.RemoveAt(place);
        }

        _ranges.Insert(place, (first, last));
        if (_ranges.Count > MaxRanges)
        {
            _ranges[1] = (_ranges[0].First, _ranges[1].Last);
            _ranges.RemoveAt(0);
        }
    }
}
