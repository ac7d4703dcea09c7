using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Lists.Tests.Screening.Plain;

/// <summary>The ownership gate read from the tables row by row, without the language of policies.</summary>
internal static class PlainOwnershipGate
{
    /// <summary>Decides the question for the subject, its counterparties and its payment rail.</summary>
    public static GateResult Decide(ScreeningRequest request, ScreeningContext context)
    {
        var subjects = request.Counterparties.Select(counterparty => counterparty.Subject).Prepend(request.Subject)
            .Where(subject => !subject.Owners.IsDefaultOrEmpty).ToArray();
        var rails = request.Signals.Payment is { } payment && (payment.Scheme ?? payment.Bin) is not null;
        if (subjects.Length == 0 && !rails)
        {
            return GateResult.Pass(Gate.Ownership);
        }

        if (context.Policy is not { } policy)
        {
            return PolicyDay.NoPolicy(Gate.Ownership);
        }

        return PolicyDay.Combine(Gate.Ownership,
            [.. subjects.SelectMany(subject => OwnershipGate.Owned(subject, request, context, policy, PlainOutcome.Of)),
                .. Rails(request, context, policy)]);
    }

    private static IEnumerable<GateReason> Rails(ScreeningRequest request, ScreeningContext context, PolicySet policy)
    {
        var day = PolicyDay.Of(request, context);
        var payment = request.Signals.Payment;
        foreach (var rail in policy.Tables.Rails.Where(rail => rail.Basis.HoldsOn(day)))
        {
            var byScheme = payment?.Scheme is { } scheme && scheme.Trim().Equals(rail.Scheme, StringComparison.OrdinalIgnoreCase);
            if (!byScheme && !(payment?.Bin is { } bin && rail.BinPrefixes.Any(prefix => bin.StartsWith(prefix, StringComparison.Ordinal))))
            {
                continue;
            }

            var listed = context.Corpus.Find(rail.Operator);
            yield return listed is not null && listed.Measures.HasFlag(Measures.Freeze)
                ? GateReason.Block(ScreeningAction.Freeze, "ownership.payment_rail",
                    $"The card runs over {rail.Scheme}, operated by {rail.OperatorName}, whose property is blocked ({rail.Operator}).",
                    rail.Basis.Authority)
                : GateReason.Review("ownership.payment_rail_unconfirmed",
                    $"The card runs over {rail.Scheme}, operated by {rail.OperatorName}; the loaded lists do not show that operator as "
                        + $"blocked ({rail.Operator}): check before accepting.", rail.Basis.Authority);
        }
    }
}
