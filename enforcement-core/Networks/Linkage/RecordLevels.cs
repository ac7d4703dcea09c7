using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.EnforcementCore.Networks.Linkage;

/// <summary>How far two values of a field agree, from the least to the most.</summary>
public enum FieldLevel
{
    /// <summary>One of them is not known: it says nothing.</summary>
    Missing,

    /// <summary>They differ.</summary>
    Differs,

    /// <summary>They have something in common, as a name and its short form.</summary>
    Resembles,

    /// <summary>They differ by a slip of the hand.</summary>
    Near,

    /// <summary>They are the same.</summary>
    Agrees,
}

/// <summary>Compares records that people typed, field by field.</summary>
public static class RecordLevels
{
    /// <summary>Similarity from which two values differ by a slip, 0 to 1.</summary>
    public const double NearFrom = 0.92;

    /// <summary>Similarity from which they have something in common.</summary>
    public const double ResemblesFrom = 0.80;

    /// <summary>How many levels there are.</summary>
    public const int Count = 5;

    /// <summary>A value as it is compared: letters and digits, in small letters.</summary>
    public static string Folded(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return string.Concat(value.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
    }

    /// <summary>The level of two folded values.</summary>
    public static FieldLevel Of(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Length == 0 || other.Length == 0 ? FieldLevel.Missing : one == other ? FieldLevel.Agrees
            : JaroWinkler.Similarity(one, other, JaroWinkler.UsualGate) switch
            {
                >= NearFrom => FieldLevel.Near,
                >= ResemblesFrom => FieldLevel.Resembles,
                _ => FieldLevel.Differs,
            };
    }

    /// <summary>The levels of two records with the same fields in the same order.</summary>
    public static ImmutableArray<FieldLevel> Of(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return [.. one.Select((value, field) => Of(value, other[field]))];
    }
}
