namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>How much of a candidate the look-ups could link: more than the comparer will link, never less.</summary>
/// <param name="Subject">Share of the subject's weight, 0 and up (a word that two listed words answer counts twice).</param>
/// <param name="Listed">Share of the listed name's weight, 0 and up.</param>
/// <param name="Loose">True where words were joined or abbreviated to find it: the shares then say nothing about the words that are compared.</param>
internal readonly record struct CandidateShare(float Subject, float Listed, bool Loose);
