using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.ScreeningCore.Location;

/// <summary>What follows from the text of an address.</summary>
internal static class AddressRules
{
    /// <summary>Longest age of a control map that is relied on.</summary>
    internal const int MaxMapAgeDays = 30;

    public static void Add(AddressReading reading, LocationFacts facts, LocationPolicy policy,
        ImmutableArray<PlaceFinding>.Builder findings)
    {
        foreach (var sign in reading.Signs)
        {
            var place = policy.PlaceOf(sign.Place)!;
            if (place.Rule is PlaceRule.None or PlaceRule.GovernmentReview)
            {
                continue;
            }

            var inside = sign.Reach == AddressReach.Inside;
            if (sign.IsContested && ControlOf(facts, policy) is { } control)
            {
                if (!control.IsGovernment)
                {
                    findings.Add(
                        Finding("location.embargoed_address", PlaceOutcome.Prohibited, place,
                        $"The address says {sign.Written}, which the control map of {Day(control.MapDate)} shows outside government "
                            + $"control."));
                }

                continue;
            }

            findings.Add((place.Rule, inside) switch
            {
                (PlaceRule.Prohibited or PlaceRule.PartlyProhibited, true) =>
                    Finding("location.embargoed_address", PlaceOutcome.Prohibited, place,
                    $"The address says {sign.Written}: {sign.Why}, to which services are prohibited."),
                (PlaceRule.OccupiedReview, _) =>
                    Finding("location.occupied_locality", PlaceOutcome.Review, place,
                    $"The address says {sign.Written}: {sign.Why}. No US embargo is known there; EU and UK restrict the areas not "
                        + $"controlled by the government."),
                (PlaceRule.Review, _) =>
                    Finding("location.programme_address", PlaceOutcome.Review, place,
                    $"The address says {sign.Written}: {sign.Why}. {place.Name} is under sanctions programmes that are not an embargo."),
                _ => Finding("location.address_unclear", PlaceOutcome.Review, place, $"The address says {sign.Written}: {sign.Why}."),
            });
        }
    }

    /// <summary>The caller's map where it is recent enough to be relied on; null otherwise.</summary>
    internal static AreaControl? ControlOf(LocationFacts facts, LocationPolicy policy) =>
        facts.Control is { } control && policy.Day.DayNumber - control.MapDate.DayNumber is >= 0 and <= MaxMapAgeDays ? control : null;

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static PlaceFinding Finding(string code, PlaceOutcome outcome, EmbargoedPlace place, string text)
        => new(code, outcome, text, place.Basis.Authority) { Place = place };
}
