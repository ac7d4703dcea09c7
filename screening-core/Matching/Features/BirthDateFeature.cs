using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>How two birth dates relate, from the best agreement to the worst contradiction. The profile gives each its log-odds.</summary>
public enum BirthDateRelation
{
    /// <summary>One side states none: neither for nor against.</summary>
    Missing,

    /// <summary>The same day.</summary>
    SameDay,

    /// <summary>Day and month exchanged, same year.</summary>
    DayMonthSwapped,

    /// <summary>One digit differs, or two neighbouring digits are exchanged.</summary>
    OneDigit,

    /// <summary>The same month, day not stated on one side.</summary>
    SameMonth,

    /// <summary>The same year or within a stated range, no more being stated on one side.</summary>
    SameYear,

    /// <summary>Within the allowance of "circa" (2 years), or the year before or after.</summary>
    NearYear,

    /// <summary>Same year, other day: both state the day.</summary>
    OtherDay,

    /// <summary>Two to five years apart.</summary>
    OtherYear,

    /// <summary>More than five years apart.</summary>
    FarYear,
}

/// <summary>Compares the subject's birth date with all birth dates of a listed party; the best relation counts, since publishers list
/// several where they are unsure.</summary>
public static class BirthDateFeature
{
    /// <summary>Years that "circa" may be off (OFAC treats about five years around a birth date as near; two is inside every
    /// reading).</summary>
    public const int CircaYears = 2;

    /// <summary>The best relation and the listed date that has it.</summary>
    public static (BirthDateRelation Relation, PartialDate Listed) Compare(PartialDate subject, ImmutableArray<PartialDate> listed)
    {
        if (!subject.IsStated || listed.IsDefaultOrEmpty)
        {
            return (BirthDateRelation.Missing, default);
        }

        var best = (Relation: BirthDateRelation.FarYear, Listed: listed[0]);
        foreach (var date in listed)
        {
            var relation = Between(subject, date);
            if (relation != BirthDateRelation.Missing && relation < best.Relation)
            {
                best = (relation, date);
            }
        }

        return best;
    }

    internal static BirthDateRelation Between(PartialDate subject, PartialDate listed)
    {
        if (subject.Precision == DatePrecision.Day && listed.Precision == DatePrecision.Day)
        {
            return Days(subject.Earliest, listed.Earliest, subject.IsCirca || listed.IsCirca);
        }

        if (subject.Earliest <= listed.Latest && listed.Earliest <= subject.Latest)
        {
            var month = subject.Precision is DatePrecision.Day or DatePrecision.Month
                && listed.Precision is DatePrecision.Day or DatePrecision.Month;
            return month ? BirthDateRelation.SameMonth : BirthDateRelation.SameYear;
        }

        var years = YearsApart(subject, listed);
        var allowance = subject.IsCirca || listed.IsCirca ? CircaYears : 1;
        return years <= allowance ? BirthDateRelation.NearYear : years <= 5 ? BirthDateRelation.OtherYear : BirthDateRelation.FarYear;
    }

    private static BirthDateRelation Days(DateOnly subject, DateOnly listed, bool circa)
    {
        if (subject == listed)
        {
            return BirthDateRelation.SameDay;
        }

        if (subject.Year == listed.Year && subject.Day == listed.Month && subject.Month == listed.Day)
        {
            return BirthDateRelation.DayMonthSwapped;
        }

        if (OneDigitApart(subject, listed))
        {
            return BirthDateRelation.OneDigit;
        }

        var years = Math.Abs(subject.Year - listed.Year);
        if (years == 0)
        {
            return circa ? BirthDateRelation.NearYear : BirthDateRelation.OtherDay;
        }

        return years <= (circa ? CircaYears : 1) ? BirthDateRelation.NearYear : years <= 5 ? BirthDateRelation.OtherYear
            : BirthDateRelation.FarYear;
    }

    private static bool OneDigitApart(DateOnly subject, DateOnly listed)
    {
        Span<int> left =
            [subject.Year / 1000, subject.Year / 100 % 10, subject.Year / 10 % 10, subject.Year % 10, subject.Month / 10,
            subject.Month % 10, subject.Day / 10, subject.Day % 10];
        Span<int> right =
            [listed.Year / 1000, listed.Year / 100 % 10, listed.Year / 10 % 10, listed.Year % 10, listed.Month / 10, listed.Month % 10,
            listed.Day / 10, listed.Day % 10];
        var (differing, first, second) = (0, -1, -1);
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                differing++;
                (first, second) = (first < 0 ? i : first, i);
            }
        }

        return differing == 1 || (differing == 2 && second == first + 1 && left[first] == right[second] && left[second] == right[first]);
    }

    private static int YearsApart(PartialDate subject, PartialDate listed) =>
        subject.Latest < listed.Earliest ? listed.Earliest.Year - subject.Latest.Year : subject.Earliest.Year - listed.Latest.Year;
}
