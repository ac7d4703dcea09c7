namespace Compliance.ScreeningCore.Ownership;

/// <summary>The share at which ownership counts.</summary>
/// <param name="Percent">The line in per cent, 0 to 100.</param>
/// <param name="AtLine">True where the line itself counts ("50 per cent or more"), false where it must be passed ("more than 50 per
/// cent").</param>
public readonly record struct OwnershipTest(decimal Percent, bool AtLine)
{
    /// <summary>Fifty per cent or more.</summary>
    public static OwnershipTest HalfOrMore { get; } = new(50, AtLine: true);

    /// <summary>More than fifty per cent.</summary>
    public static OwnershipTest MoreThanHalf { get; } = new(50, AtLine: false);

    /// <summary>True where a share meets the test.</summary>
    public bool IsMetBy(decimal share) => AtLine ? share >= Percent : share > Percent;

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{(AtLine ? "" : "more than ")}{Percent} percent{(AtLine ? " or more" : "")}");
}
