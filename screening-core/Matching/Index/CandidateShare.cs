namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>How much of a candidate the look-ups could link: more than the comparer will link, never less. Says nothing of names that were
/// found by neighbours written as one word.</summary>
/// <param name="Subject">Share of the subject's weight, 0 and up (a word that two listed words answer counts twice).</param>
/// <param name="Listed">Share of the listed name's weight, 0 and up.</param>
/// <param name="Found">What else it was found by.</param>
internal readonly record struct CandidateShare(float Subject, float Listed, FoundBy Found);

/// <summary>How a name was found beside its single words.</summary>
[Flags]
internal enum FoundBy : byte
{
    /// <summary>By single words alone.</summary>
    Words = 0,

    /// <summary>By neighbours written as one word: the comparer weighs other words than those that were looked up.</summary>
    Joined = 1,

    /// <summary>By initials, which may turn out to be no acronym.</summary>
    Initials = 2,
}
