using System.Collections.Immutable;
using Compliance.Functions.Console.Comparison;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>A comparison without the values that a role does not see. It is made of the real values first: how two values stand to each
/// other stays true.</summary>
internal static class MaskedRows
{
    private static readonly HashSet<string> SeenInComparison =
        ["Kind", "Name that matched", "Other names", "Birth date", "Nationality", "Gender", "Country"];

    public static ImmutableArray<FieldRow> Of(ImmutableArray<FieldRow> rows, ScreeningSubject subject, PersonalDataView view) => view switch
    {
        PersonalDataView.Full => rows,
        PersonalDataView.Comparison =>
            [.. rows.Select(row => SeenInComparison.Contains(row.Label) ? row : row with { Ours = Hidden(row, subject, view) })],
        PersonalDataView.Masked => [.. rows.Select(row => row with { Ours = Hidden(row, subject, view), Difference = null })],
        _ => throw new ArgumentOutOfRangeException(nameof(view), view, "Not a view."),
    };

    private static ImmutableArray<FieldValue> Hidden(FieldRow row, ScreeningSubject subject, PersonalDataView view)
    {
        var masked = PersonalDataMask.Of(subject, view);
        return row.Label switch
        {
            "Kind" => row.Ours,
            "Name that matched" or "Other names" => [.. row.Ours.Select(value => new FieldValue(PersonalDataMask.Initials(value.Text)))],
            "Birth date" when masked.BirthDate.IsStated => [ConsoleText.Of(masked.BirthDate)],
            "Identifiers" when view == PersonalDataView.Comparison =>
                [.. masked.Identifiers.Zip(row.Ours, (one, shown) => new FieldValue(one.Value, shown.Note))],
            _ => [.. row.Ours.Select(_ => new FieldValue(PersonalDataMask.Hidden))],
        };
    }
}
