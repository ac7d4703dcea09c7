using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>What is asked of every party that bears a name, in eight bytes: its facts are read only where these do not settle it.</summary>
/// <param name="Bits">From 0 the number of its only birth date plus one, if that is a day and certain; at 32 that it has no birth date; at
/// 33 that a publisher calls one of its names weak; from 40 the gender.</param>
internal readonly record struct PartyBrief(ulong Bits)
{
    private const ulong NoBirthDate = 1UL << 32;
    private const ulong WeakName = 1UL << 33;
    private const int GenderAt = 40;

    /// <summary>A party in brief.</summary>
    public static PartyBrief Of(PartyFacts facts) => new(
        (facts.BirthDates is [{ Precision: DatePrecision.Day, IsCirca: false } day] ? (ulong)day.Earliest.DayNumber + 1 : 0)
        | (facts.BirthDates.IsDefaultOrEmpty ? NoBirthDate : 0)
        | (facts.Names.Any(name => name.Strength == AliasStrength.Weak) ? WeakName : 0)
        | ((ulong)facts.Gender << GenderAt));

    /// <summary>The only birth date, where it is a day; null where it is none, or not the only one.</summary>
    public PartialDate? BirthDay =>
        (int)(Bits & int.MaxValue) is var day and > 0 ? PartialDate.OfDay(DateOnly.FromDayNumber(day - 1)) : null;

    /// <summary>True where no birth date is stated.</summary>
    public bool HasNoBirthDate => (Bits & NoBirthDate) != 0;

    /// <summary>True where the publisher calls one of the names weak.</summary>
    public bool HasWeakName => (Bits & WeakName) != 0;

    /// <summary>The gender.</summary>
    public Gender Gender => (Gender)((Bits >> GenderAt) & byte.MaxValue);
}
