using System.Collections.Immutable;
using System.Globalization;
using Compliance.Functions.Console.Comparison;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Console.Models;

/// <summary>The comparison in one sentence, made of its own rows and of nothing else. It weighs nothing anew: it says what differs, what
/// agrees, and which way that points; the officer decides.</summary>
/// <param name="Sentence">Such as "Birth date and nationality differ; name 0.98: probably somebody else."</param>
/// <param name="Agree">Facts beside the name that are the same or compatible.</param>
/// <param name="Differ">Facts that both sides state and that differ.</param>
/// <param name="Unknown">Facts that one side or neither states.</param>
public sealed record AlertSummary(string Sentence, int Agree, int Differ, int Unknown)
{
    /// <summary>The fields that one person has once: where both sides state them and they differ, two parties are meant.</summary>
    private static readonly ImmutableArray<string> Telling = ["Kind", "Birth date", "Gender", "Identifiers"];

    private static readonly ImmutableArray<string> Facts = ["Kind", "Birth date", "Birth place", "Nationality", "Gender", "Identifiers"];

    /// <summary>The same without the judgement, for a line of the queue.</summary>
    public string InBrief { get; init; } = "";

    /// <summary>The sentence of a hit.</summary>
    public static AlertSummary Of(Hit hit, ImmutableArray<FieldRow> rows)
    {
        var facts = rows.Where(row => Facts.Contains(row.Label)).ToArray();
        var differ = Labels(facts, FieldState.Conflict);
        var agree = Labels(facts.Where(row => row.Label != "Kind"), FieldState.Same, FieldState.Close);
        var name = hit.Match.ByIdentifier && hit.Match.NameScore < 0.5 ? "the names differ"
            : "name " + hit.Match.NameScore.ToString("0.00", CultureInfo.InvariantCulture);
        string[] parts =
        [
            .. differ.Length > 0 ? new[] { $"{List(differ)} {(differ.Length == 1 && differ[0] != "identifiers" ? "differs" : "differ")}" }
                : [],
            .. agree.Length > 0 ? new[] { $"{List(agree)} {(agree.Length == 1 && agree[0] != "identifiers" ? "agrees" : "agree")}" } : [],
            name,
        ];
        var sentence = string.Join("; ", parts);
        return new AlertSummary(
            $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}: {Towards(facts)}.",
            facts.Count(row => row.State is FieldState.Same or FieldState.Close),
            differ.Length,
            Facts.Length - facts.Count(row => row.State is FieldState.Same or FieldState.Close or FieldState.Conflict))
        {
            InBrief = parts.Length == 1 ? "only the name" : string.Join("; ", parts[..^1]),
        };
    }

    /// <summary>The reason that the comparison itself bears out for "somebody else", with its sentence; null where no telling fact differs,
    /// where an identifier is the same, or where the finding blocks: such a one is weighed by hand.</summary>
    public static (ReviewReason Reason, string Text)? Obvious(AlertFinding finding, ImmutableArray<FieldRow> rows)
    {
        var differ = rows.Where(row => Facts.Contains(row.Label) && row.State == FieldState.Conflict).Select(row => row.Label).ToArray();
        if (!finding.IsHit || finding.Outcome == Decision.Block || !differ.Any(Telling.Contains)
            || rows.Any(row => row.Label == "Identifiers" && row.State is FieldState.Same or FieldState.Close))
        {
            return null;
        }

        var code = differ.Length > 1 ? "several_differences" : differ[0] switch
        {
            "Kind" => "different_type",
            "Birth date" => "different_birth_date",
            "Gender" => "different_gender",
            _ => "different_identifier",
        };
        return ReviewReason.Find(code) is { } reason && reason.Supports(Disposition.FalsePositive, finding)
            && ReasonSuggestion.For(reason, rows) is { Length: > 0 } text ? (reason, text) : null;
    }

    private static string Towards(FieldRow[] facts)
    {
        bool Is(string label, params FieldState[] states) => facts.Any(row => row.Label == label && states.Contains(row.State));
        var (telling, identifier) = (facts.Any(row => Telling.Contains(row.Label) && row.State == FieldState.Conflict),
            Is("Identifiers", FieldState.Same, FieldState.Close));
        return identifier && telling ? "one speaks for the listed party and one against, so look closely"
            : identifier ? "probably the listed party"
            : telling ? "probably somebody else"
            : Is("Nationality", FieldState.Conflict) ? "perhaps somebody else"
            : Is("Birth date", FieldState.Same) ? "probably the listed party"
            : facts.Any(row => row.Label != "Kind" && row.State is FieldState.Same or FieldState.Close) ? "may be the listed party"
            : "nothing but the name is known to agree or differ";
    }

    private static string[] Labels(IEnumerable<FieldRow> rows, params FieldState[] states) =>
        [.. rows.Where(row => states.Contains(row.State)).Select(row => row.Label.ToLowerInvariant())];

    private static string List(string[] words) => words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} and {words[^1]}";
}
