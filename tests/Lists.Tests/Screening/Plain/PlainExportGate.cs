using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Lists.Tests.Screening.Plain;

/// <summary>The export gate read from the tables row by row, without the language of policies: what the rows must come to.</summary>
internal static class PlainExportGate
{
    /// <summary>Decides the question.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">Lists, policy, moment.</param>
    /// <param name="hits">What the list gate found.</param>
    public static GateResult Decide(ScreeningRequest request, ScreeningContext context, ImmutableArray<Hit> hits)
    {
        var listed = hits.Where(hit => ListedEndUsers.Concerns(hit.Match.Party)).ToArray();
        var owned = !request.Subject.Owners.IsDefaultOrEmpty;
        if (!request.Nexus.IsDefaultOrEmpty && !request.Nexus.Contains("US"))
        {
            return GateResult.Pass(Gate.Export);
        }

        if (listed.Length == 0 && !owned && request.Use is null)
        {
            return GateResult.Pass(Gate.Export);
        }

        if (context.Policy is not { } policy)
        {
            return PolicyDay.NoPolicy(Gate.Export);
        }

        var day = PolicyDay.Of(request, context);
        return PolicyDay.Combine(Gate.Export,
        [
            .. listed.SelectMany(hit => PlainEndUsers.Reasons(hit, policy, day)),
            .. ExportGate.Affiliates(request, context, policy, day, PlainOutcome.Of),
            .. PlainUse.Reasons(request, policy, day),
        ]);
    }
}

/// <summary>Hits on the lists of export control, each list with its own consequence.</summary>
internal static class PlainEndUsers
{
    public static IEnumerable<GateReason> Reasons(Hit hit, PolicySet policy, DateOnly day)
    {
        var party = hit.Match.Party;
        var certain = hit.Outcome == Decision.Block || hit.Reason.Code == ListMatchJudgement.OtherMeasure;
        foreach (var (measure, code)
            in new[] { (Measures.ExportDenial, "list-denied"), (Measures.ExportLicence, "list-licence"),
            (Measures.ExportCaution, "list-caution") })
        {
            if (!party.Measures.HasFlag(measure) || policy.ExportRuleOn(code, day) is not { } rule)
            {
                continue;
            }

            var text = $"{party.PrimaryName.Text} ({party.Entry}): {rule.Sentence}";
            if (measure == Measures.ExportLicence && ListedEndUsers.NotReceiving.Contains(hit.Role))
            {
                yield return GateReason.Review("export.listed_payer",
                    $"{party.PrimaryName.Text} ({party.Entry}) stands under export control and takes part as "
                        + $"{hit.Role}, receiving nothing: a red flag. Find out for whom it acts.", rule.Basis.Authority);
                continue;
            }

            yield return rule.Decision == Decision.Block && certain
                ? GateReason.Block(ScreeningAction.Deny, "export." + code, text, rule.Basis.Authority)
                : GateReason.Review("export." + code, certain ? text
                    : text + " Whether it is the same party is for a person to say.", rule.Basis.Authority);
        }
    }
}

/// <summary>What is to be used: model weights, computing for training, and the red flags of both.</summary>
internal static class PlainUse
{
    public static IEnumerable<GateReason> Reasons(ScreeningRequest request, PolicySet policy, DateOnly day)
    {
        if (request.Use is not { } use)
        {
            yield break;
        }

        var action = use.Action?.ToUpperInvariant() ?? "";
        if (action.Contains("WEIGHTS", StringComparison.Ordinal))
        {
            foreach (var reason in Weights(request, use, policy, day))
            {
                yield return reason;
            }
        }

        var computing = action.Contains("GPU", StringComparison.Ordinal) || action.Contains("TRAINING", StringComparison.Ordinal)
            || use.Accelerators > 0 || use.GpuHours > 0;
        if (computing)
        {
            foreach (var reason in Computing(request, policy, day).Concat(RedFlags(request, use, policy, day)))
            {
                yield return reason;
            }
        }
    }

    private static IEnumerable<GateReason> Weights(ScreeningRequest request, IntendedUse use, PolicySet policy, DateOnly day)
    {
        if (use.Weights is { } kind && kind.Contains("open", StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        var destination = use.Destination.IsStated ? use.Destination : ExportUse.PlaceOf(request);
        if (policy.ExportRuleOn("weights-embargoed", day) is { } embargoed && IsIn(destination, embargoed, policy, day))
        {
            yield return GateReason.Block(ScreeningAction.Deny, "export.weights_embargoed",
                $"{embargoed.Sentence} The destination is {destination}.", embargoed.Basis.Authority);
        }

        if (policy.ExportRuleOn("weights-closed", day) is { } closed)
        {
            var large = use.TrainingOperations >= closed.Limit || (use.Eccn is { } eccn && closed.Words.Contains(eccn.ToUpperInvariant()));
            if (large || use.TrainingOperations is null || use.Weights is null)
            {
                yield return GateReason.Review("export.weights_closed", large ? closed.Sentence
                    : closed.Sentence + " Neither the kind of weights nor the training size is fully stated.", closed.Basis.Authority);
            }
        }

        if (policy.ExportRuleOn("weights-destination", day) is { } sensitive
            && (!destination.IsStated || IsIn(destination, sensitive, policy, day)))
        {
            yield return GateReason.Review("export.weights_destination",
                $"{sensitive.Sentence} The destination is {(destination.IsStated ? destination.Value : "not stated")}.",
                sensitive.Basis.Authority);
        }
    }

    private static IEnumerable<GateReason> Computing(ScreeningRequest request, PolicySet policy, DateOnly day)
    {
        if (policy.ExportRuleOn("headquarters-test", day) is { } test)
        {
            bool IsThere(CountryCode country) => IsIn(country, test, policy, day);
            var held = OwnershipWalk.Share(request.Subject.Owners, owner => IsThere(owner.HeadquartersCountry), OwnershipTest.HalfOrMore);
            var some = OwnershipWalk.All(request.Subject.Owners).Any(owner => IsThere(owner.HeadquartersCountry));
            var place = ExportUse.PlaceOf(request);
            if (IsThere(request.Subject.HeadquartersCountry) && !some || IsThere(place) || held >= 50)
            {
                yield return GateReason.Block(ScreeningAction.Deny, "export.headquarters", test.Sentence, test.Basis.Authority);
            }
            else if (some || IsThere(request.Subject.HeadquartersCountry))
            {
                yield return GateReason.Review("export.headquarters_minority",
                    $"{test.Sentence} Owners from there hold {held.ToString("0.##", CultureInfo.InvariantCulture)} percent.",
                    test.Basis.Authority);
            }
            else if (request.Subject.Kind == PartyKind.Organization && !request.Subject.HeadquartersCountry.IsStated
                && request.Subject.Owners.IsDefaultOrEmpty)
            {
                yield return GateReason.Review("export.headquarters_unknown",
                    "Computing for training is asked for, and neither the headquarters nor the owners of the organisation are stated. "
                        + "Ask for them.", test.Basis.Authority);
            }
        }

        if (policy.ExportRuleOn("computing-destination", day) is { } destination && ExportUse.PlaceOf(request) is { IsStated: true } there
            && IsIn(there, destination, policy, day))
        {
            yield return GateReason.Review("export.computing_destination", destination.Sentence, destination.Basis.Authority);
        }
    }

    private static IEnumerable<GateReason> RedFlags(ScreeningRequest request, IntendedUse use, PolicySet policy, DateOnly day)
    {
        var subject = request.Subject;
        var own = subject.Country.IsStated ? subject.Country : subject.ResidenceCountry;
        (string Code, Func<ExportRule, bool> Applies)[] flags =
        [
            ("flag-volume-accelerators", rule => use.Accelerators >= rule.Limit),
            ("flag-volume-hours", rule => use.GpuHours >= rule.Limit),
            ("flag-new-company", rule => subject.RegisteredOn is { } registered && day.DayNumber - registered.DayNumber <= rule.Limit),
            ("flag-no-activity", _ => subject.HasKnownActivity == false),
            ("flag-third-country-payer", _ => request.Signals.Payment?.PayerCountry is { IsStated: true } payer && own.IsStated
                && payer != own),
        ];
        return flags.Select(flag => policy.ExportRuleOn(flag.Code, day) is { } rule && flag.Applies(rule)
            ? GateReason.Review("export." + flag.Code.Replace('-', '_'), rule.Sentence, rule.Basis.Authority) : null).OfType<GateReason>();
    }

    private static bool IsIn(CountryCode country, ExportRule rule, PolicySet policy, DateOnly day) =>
        country.IsStated
        && (rule.Groups.Contains(country.Value) || (policy.GroupsOf(country, day)?.Groups.Any(rule.Groups.Contains) ?? false));
}
