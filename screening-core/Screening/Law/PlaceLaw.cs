using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening.Law;

/// <summary>What follows where the evidence says that somebody is in an embargoed place, as rows: one for each place.</summary>
internal static class PlaceLaw
{
    /// <summary>The row that lets a claimed licence wait for a person.</summary>
    public const string Licence = "place.licence";

    /// <summary>Writes the rows: what the evidence about one place comes to, which place it is, whether the caller is bound by the place's
    /// rule, and whether a licence is claimed that may cover it.</summary>
    public static void Write(RowWriter rows, PolicySet policy, DateOnly day)
    {
        rows.Lines("""
            feature finding enum clear, review, prohibited, blocked
            feature found code
            feature binds flag
            feature licence_claimed flag
            """);
        var places = policy.Tables.Location.Places.Where(place => place.Basis.HoldsOn(day))
            .OrderBy(place => place.Code, StringComparer.Ordinal).ToArray();
        var own = Own("A place that the evidence points to and that has no row: the reason names what it rests on", policy);
        rows.List("places", places.Select(place => place.Code));
        rows.List("places_sure", places.Where(place => place.Basis.IsCertain).Select(place => place.Code));
        rows.Lines("must block when binds and finding = blocked\nmust review when binds and finding = prohibited\n"
            + "must review when binds and finding = review"
            + (places.Any(place => place.Basis.IsCertain)
                ? "\nmust block when binds and finding = prohibited and not licence_claimed and found in @places_sure" : ""));
        rows.List("places_unsure", places.Where(place => !place.Basis.IsCertain).Select(place => place.Code));
        var elsewhere = places.Length > 0 ? "(found is missing or found not in @places)" : "(found is missing or found is not missing)";
        var sure = places.Any(place => !place.Basis.IsCertain) ? " and (found is missing or found not in @places_unsure)" : "";
        rows.Row("place.blocked", "block", "binds and finding = blocked",
            Own("Property of a blocked government and its bodies: the reason names the order", policy), "action=freeze");
        foreach (var place in places)
        {
            rows.Row($"place.{place.Code}", "block", $"binds and finding = prohibited and found is not missing and found = "
                + $"{RowWriter.Word(place.Code)}{(place.Basis.IsCertain ? " and not licence_claimed" : "")}", place.Basis,
                "action=reject");
        }

        rows.Row("place.elsewhere", "block", $"binds and finding = prohibited and {elsewhere} and not licence_claimed", own,
            "action=reject");
        rows.Row(Licence, "review", $"binds and finding = prohibited and licence_claimed{sure}",
            Own("A claimed licence is verified by a person; until then the dealing waits", policy));
        rows.Row("place.doubt", "review", "binds and finding = review",
            Own("Evidence that does not decide, or a programme that is no embargo: a person looks", policy));
    }

    private static PolicyBasis Own(string rule, PolicySet policy) => new(rule, "our own rule",
        policy.Tables.Location.Places.Select(place => place.Basis.CheckedOn).DefaultIfEmpty().Max(), DateOnly.MinValue, null,
        IsCertain: true);
}
