using System.Globalization;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Rescreening;

/// <summary>Everything of an outcome that a person or a caller acts on, as text: decision, action, reasons, and every hit with its score to
/// nine places.</summary>
internal static class OutcomeSignature
{
    public static string Of(ScreeningOutcome outcome) => string.Join('\n',
    [
        $"{outcome.Decision} {outcome.Action}",
        .. outcome.Gates.SelectMany(gate => gate.Reasons.Select(reason => $"{gate.Gate} {gate.Decision} {reason.Code} {reason.Text}")),
        .. outcome.Hits.Select(hit =>
            string.Create(CultureInfo.InvariantCulture,
            $"{hit.Role} {hit.Entry} {hit.Outcome} {hit.Match.Name.Text} {hit.Match.Score:F9}")),
    ]);
}
