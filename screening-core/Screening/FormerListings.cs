using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>
/// What was listed and is not any more. A delisting frees nobody by itself: blocked property is unblocked after a check and reported, and
/// identifiers that stood on a list for years, such as those of a mixer, stay a risk that a person weighs.
/// </summary>
internal static class FormerListings
{
    private const string UnblockingReport = "31 CFR 501.603(b)(3), 89 FR 40372";

    public static IEnumerable<GateReason> Reasons(ScreeningRequest request, ScreeningContext context) =>
        request.HeldUnder.Distinct().Select(entry => Held(entry, context)).Concat(Identifiers(request, context));

    private static GateReason Held(ListEntryId entry, ScreeningContext context)
    {
        if (context.Corpus.Find(entry) is { } party)
        {
            return party.Measures.HasFlag(Measures.Freeze)
                ? GateReason.Block(ScreeningAction.Freeze, "list.held",
                    $"Property is held under {entry}, and {party.PrimaryName.Text} is still listed there: it stays blocked.",
                    Programmes(party))
                : GateReason.Review("list.held_without_block",
                    $"Property is held under {entry}, but the listing of {party.PrimaryName.Text} does not block property now: check "
                        + $"what changed.", Programmes(party));
        }

        return context.Corpus.Lists.Any(list => list.Code == entry.List)
            ? GateReason.Review("list.delisted",
                $"Property is held under {entry}, which the list does not hold any more. Check the removal, unblock, and file the report "
                    + $"on unblocked property within ten business days.", UnblockingReport)
            : GateReason.Review("list.held_unknown",
                $"Property is held under {entry}, and the list {entry.List} is not loaded: nobody can say whether the entry still stands.");
    }

    private static IEnumerable<GateReason> Identifiers(ScreeningRequest request, ScreeningContext context)
    {
        if (context.Policy is not { } policy)
        {
            yield break;
        }

        var day = PolicyDay.Of(request, context);
        foreach (var identifier in ListGate.PartiesOf(request).SelectMany(party => party.Subject.Identifiers))
        {
            if (policy.FormerListingOf(identifier, day) is { } former)
            {
                yield return GateReason.Review(
                    "list.formerly_listed",
                        $"The {Word(identifier.Type)} belongs to {former.Name}, which was listed and is not any more: nothing is "
                            + $"blocked, but {former.Risk}.", former.Basis.Authority);
            }
        }
    }

    private static string Word(IdentifierType type) => type == IdentifierType.Wallet ? "wallet address" : "identifier";

    private static string Programmes(ListedParty party)
        => string.Join(", ", party.Designations.Select(designation => designation.Programme).Distinct().Take(4));
}
