namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>A name that a subject's name is worth comparing with.</summary>
/// <param name="Name">Its number in the table.</param>
/// <param name="MayJoin">True where neighbours of one name may make a word of the other.</param>
internal readonly record struct Candidate(int Name, bool MayJoin);
