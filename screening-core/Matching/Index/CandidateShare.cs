namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>How much of a candidate the look-ups could link word by word: more than the comparer will link, never less. It says nothing where words may be joined.</summary>
/// <param name="Subject">Share of the subject's weight, 0 and up (a word that two listed words answer counts twice).</param>
/// <param name="Listed">Share of the listed name's weight, 0 and up.</param>
/// <param name="ByInitials">True where initials found it too: it may be an acronym.</param>
internal readonly record struct CandidateShare(float Subject, float Listed, bool ByInitials);

/// <summary>What a name was found by.</summary>
internal enum FoundBy
{
    /// <summary>A single word.</summary>
    Words,

    /// <summary>Neighbours written as one word.</summary>
    Joined,

    /// <summary>Initials, which may turn out to be no acronym.</summary>
    Initials,
}
