using System.Collections.Immutable;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Identifiers that a subject states in a field of another kind: a ship's IMO number behind or instead of its name, two mailboxes
/// in one field.</summary>
internal static class StatedElsewhere
{
    private static readonly char[] BetweenBoxes = [',', ';', ' ', '\n', '\t'];

    /// <summary>The subject with them among its identifiers; the same subject where there are none.</summary>
    /// <param name="subject">The subject as stated.</param>
    public static ScreeningSubject Read(ScreeningSubject subject)
    {
        var found = ImmutableArray.CreateBuilder<Identifier>();
        if (subject.Kind is PartyKind.Vessel or PartyKind.Unknown)
        {
            foreach (var name in subject.Aliases.Prepend(subject.Name))
            {
                if (ShipNames.ImoNumber(name, alone: subject.Kind == PartyKind.Vessel) is { } number)
                {
                    found.Add(new Identifier(IdentifierType.Imo, number));
                }
            }
        }

        foreach (var box
            in subject.Identifiers.Where(one => one.Type == IdentifierType.Email && one.Value.Count(letter => letter == '@') > 1))
        {
            found.AddRange(box.Value.Split(BetweenBoxes, StringSplitOptions.RemoveEmptyEntries)
                .Where(part => part.Contains('@', StringComparison.Ordinal)).Select(part => box with { Value = part }));
        }

        return found.Count == 0 ? subject : subject with { Identifiers = subject.Identifiers.AddRange(found) };
    }
}
