namespace Compliance.ScreeningCore.Matching;

/// <summary>How close a party's name must be, in log-odds, to count among the namesakes of somebody's hits, so that a change of that party
/// changes their scores.</summary>
/// <param name="OfHits">For parties that come: the least of the names of those who reach the threshold, namesakes counted, and may be
/// raised.</param>
/// <param name="OfAll">For parties that go: the least of those who would reach it if they bore their names alone, and may be raised; at
/// most <paramref name="OfHits"/>.</param>
public readonly record struct NamesakeFloors(double OfHits, double OfAll)
{
    /// <summary>No hit depends on any namesake: no name is so close.</summary>
    public static NamesakeFloors NotContested { get; } = new(double.MaxValue, double.MaxValue);

    /// <summary>Every near party may change a hit: one is raised below the threshold, and whoever scores higher may displace it.</summary>
    public static NamesakeFloors Open { get; } = new(double.MinValue, double.MinValue);

    /// <summary>False where nobody is, or may be, a hit: then there is none whose place another match could take.</summary>
    public bool HasHits => OfHits < double.MaxValue;

    /// <summary>The lesser of both.</summary>
    public static NamesakeFloors Least(NamesakeFloors left, NamesakeFloors right)
        => new(Math.Min(left.OfHits, right.OfHits), Math.Min(left.OfAll, right.OfAll));
}
