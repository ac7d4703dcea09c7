using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// The listed names that a search found near a subject: of every party near enough to be noted, and of the namesakes of these. How near a
/// party's best name is does not depend on any other party, so it stays true of every party that does not change, however many others do.
/// </summary>
/// <param name="Level">Log-odds by name from which every party is among them; <see cref="double.MaxValue"/> where no namesakes were looked
/// for.</param>
/// <param name="Names">The best name of each party, by entry.</param>
public sealed record NearNames(double Level, ImmutableArray<NearName> Names)
{
    /// <summary>Most names that are kept; who bears a commoner name is searched anew.</summary>
    public const int Most = 100;

    /// <summary>Nobody is near.</summary>
    public static NearNames None { get; } = new(double.MaxValue, []);
}

/// <summary>One listed name near a subject's.</summary>
/// <param name="Entry">The party.</param>
/// <param name="AsPerson">True where both were read as persons' names.</param>
/// <param name="Reading">Which reading of the subject's names it is near to, in their order, from 0.</param>
/// <param name="Ordinal">Place of the name among its party's, from 0.</param>
/// <param name="LogOdds">How near, in log-odds of the name alone.</param>
public sealed record NearName(ListEntryId Entry, bool AsPerson, int Reading, int Ordinal, double LogOdds);

/// <summary>What a search leaves to know for later changes of the lists.</summary>
/// <param name="Floors">How close a name must be to matter as a namesake's.</param>
/// <param name="Near">The names near the subject; null where they are too many or an identifier was found: a later search then begins
/// anew.</param>
public readonly record struct SearchMemory(NamesakeFloors Floors, NearNames? Near);
