using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Console.Comparison;

/// <summary>Documents, numbers, wallets and addresses of both sides.</summary>
internal static class IdentifierComparison
{
    /// <summary>The row.</summary>
    public static FieldRow Of(ImmutableArray<Identifier> subject, ImmutableArray<Identifier> party)
    {
        ImmutableArray<FieldValue> ours = [.. subject.Select(Shown)];
        ImmutableArray<FieldValue> listed = [.. party.Select(Shown)];
        if (ours.IsEmpty || listed.IsEmpty)
        {
            return new FieldRow("Identifiers", ours, listed, FieldState.Missing, ours.IsEmpty ? listed.IsEmpty ? "Neither side states any"
                : "Not stated by the subject" : "Not stated on the list");
        }

        var pairs = subject.SelectMany(mine => party.Where(other => other.Type == mine.Type).Select(other => (mine, other))).ToList();
        return pairs.FirstOrDefault(pair => Compact(pair.mine.Value) == Compact(pair.other.Value)) is { mine: not null } same
                ? new FieldRow("Identifiers", ours, listed, FieldState.Same, $"The same {Word(same.mine.Type)}")
            : pairs.FirstOrDefault(pair => pair.mine.Country.IsStated && pair.mine.Country == pair.other.Country)
                is { mine: not null } other
                ? new FieldRow("Identifiers", ours, listed, FieldState.Conflict, $"Another {Word(other.mine.Type)} of the same country")
            : new FieldRow("Identifiers", ours, listed, FieldState.NotComparable, pairs.Count == 0 ? "Of different kinds"
                : "Of the same kind, countries not comparable");
    }

    private static FieldValue Shown(Identifier one) =>
        new(one.Value, $"{one.Label ?? Word(one.Type)}{(one.Asset is null ? "" : " " + one.Asset)}{(one.Country.IsStated ? $", "
        + $"{one.Country}" : "")}");

    private static string Word(IdentifierType type) => type switch
    {
        IdentifierType.NationalId => "national id",
        IdentifierType.TaxId => "tax number",
        IdentifierType.RegistrationNumber => "registration number",
        IdentifierType.DriverLicence => "driver licence",
        IdentifierType.ResidencePermit => "residence permit",
        IdentifierType.CallSign => "call sign",
        IdentifierType.AircraftTail => "aircraft mark",
        IdentifierType.AircraftSerial => "aircraft serial",
        IdentifierType.AircraftModeS => "Mode S code",
        IdentifierType.Imo or IdentifierType.Mmsi or IdentifierType.Bic or IdentifierType.Lei or IdentifierType.Duns
            or IdentifierType.Isin => type.ToString().ToUpperInvariant(),
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string Compact(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
}
