using System.Collections.Immutable;
using Compliance.Functions.Console.Comparison;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Console.Models;

/// <summary>A first sentence for a reason, made of the very values on the page; the officer edits and owns it. Empty where the comparison
/// does not bear the reason out.</summary>
internal static class ReasonSuggestion
{
    public static string For(ReviewReason reason, ImmutableArray<FieldRow> rows) => reason.Code switch
    {
        "different_type" => Of(rows, "Kind", FieldState.Conflict),
        "different_name" => Of(rows, "Name that matched", FieldState.Conflict),
        "different_birth_date" => Of(rows, "Birth date", FieldState.Conflict),
        "different_identifier" => Of(rows, "Identifiers", FieldState.Conflict),
        "different_country" => Of(rows, "Nationality", FieldState.Conflict),
        "different_gender" => Of(rows, "Gender", FieldState.Conflict),
        "same_identifier" => Of(rows, "Identifiers", FieldState.Same),
        "several_differences" => string.Join(" ", rows.Where(row => row.State == FieldState.Conflict).Select(Sentence)),
        "facts_missing" => string.Join(" ", rows.Where(row => row.State == FieldState.Missing).Select(row => $"{row.Label}: {row.Note}.")),
        _ => "",
    };

    private static string Of(ImmutableArray<FieldRow> rows, string label, FieldState state) =>
        rows.FirstOrDefault(row => row.Label == label && row.State == state) is { } row ? Sentence(row) : "";

    private static string Sentence(FieldRow row)
        => $"{row.Label}: ours {string.Join(", ", row.Ours.Select(value => value.Text))}; listed "
            + $"{string.Join(", ", row.Listed.Take(4).Select(value => value.Text))}.";
}
