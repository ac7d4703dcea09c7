using System.Globalization;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Screening.Law;

namespace Compliance.ScreeningCore.Screening;

/// <summary>What is to be used: model weights, computing for training, and the red flags of both. The rows of law decide; what is written
/// here are the values that they ask for and the reasons.</summary>
internal static class ExportUse
{
    private const string HeadquartersTest = "headquarters-test";

    public static IEnumerable<GateReason> Reasons(ScreeningRequest request, PolicySet policy, DateOnly day)
    {
        if (request.Use is not { } use || Asked(use) is not { Length: > 0 } asked)
        {
            return [];
        }

        var law = policy.LawOn(day);
        bool IsThere(CountryCode country) => country.IsStated && law.Names(LawChapter.Computing, HeadquartersTest, country.Value);
        var owners = request.Subject.Owners.IsDefault ? [] : request.Subject.Owners;
        var held = OwnershipWalk.Share(owners, owner => IsThere(owner.HeadquartersCountry), OwnershipTest.HalfOrMore);
        var values = Known(request, use, day)
            .Append(("owners_share", PolicyFact.Of(OwnershipLaw.Hundredths(held, OwnershipTest.HalfOrMore))))
            .Append(("owners_there", PolicyFact.Of(OwnershipWalk.All(owners).Any(owner => IsThere(owner.HeadquartersCountry)))))
            .ToArray();
        return asked.SelectMany(chapter => law.Speaking(chapter, values))
            .Select(row => ReasonOf(row, request, use, held, policy, day));
    }

    private static string[] Asked(IntendedUse use)
    {
        var action = use.Action?.ToUpperInvariant() ?? "";
        var computing = action.Contains("GPU", StringComparison.Ordinal) || action.Contains("TRAINING", StringComparison.Ordinal)
            || use.Accelerators > 0 || use.GpuHours > 0;
        return [.. action.Contains("WEIGHTS", StringComparison.Ordinal) ? [LawChapter.Weights] : Array.Empty<string>(),
            .. computing ? [LawChapter.Computing, LawChapter.RedFlags] : Array.Empty<string>()];
    }

    private static IEnumerable<(string, PolicyFact)> Known(ScreeningRequest request, IntendedUse use, DateOnly day)
    {
        var subject = request.Subject;
        yield return ("weights_open", PolicyFact.Of(use.Weights?.Contains("open", StringComparison.OrdinalIgnoreCase) ?? false));
        yield return ("weights_stated", PolicyFact.Of(use.Weights is not null));
        yield return ("organisation", PolicyFact.Of(subject.Kind == PartyKind.Organization));
        yield return ("owners_stated", PolicyFact.Of(!subject.Owners.IsDefaultOrEmpty));
        var own = subject.Country.IsStated ? subject.Country : subject.ResidenceCountry;
        yield return ("payer_elsewhere", PolicyFact.Of(request.Signals.Payment?.PayerCountry is { IsStated: true } payer && own.IsStated
            && payer != own));
        foreach (var (name, country) in new[] { ("destination", DestinationOf(request, use)), ("place", PlaceOf(request)),
            ("headquarters", subject.HeadquartersCountry) })
        {
            if (country.IsStated)
            {
                yield return (name, PolicyFact.Of(country.Value));
            }
        }

        if (use.Eccn is { Length: > 0 } eccn)
        {
            yield return ("eccn", PolicyFact.Of(eccn.ToUpperInvariant()));
        }

        (string, double?)[] numbers = [("training", use.TrainingOperations / ExportLaw.TrainingUnit), ("accelerators", use.Accelerators),
            ("gpu_hours", use.GpuHours),
            ("company_days", subject.RegisteredOn is { } registered ? day.DayNumber - registered.DayNumber : null)];
        foreach (var (name, number) in numbers)
        {
            if (number is { } value && !double.IsNaN(value))
            {
                yield return (name, PolicyFact.Of((long)Math.Clamp(Math.Floor(value), name == "training" ? 0 : -1e18, 1e18)));
            }
        }

        if (subject.HasKnownActivity is { } active)
        {
            yield return ("active", PolicyFact.Of(active));
        }
    }

    private static GateReason ReasonOf((string Row, PolicyVerdict Verdict) said, ScreeningRequest request, IntendedUse use, decimal held,
        PolicySet policy, DateOnly day)
    {
        var rule = policy.ExportRuleOn(said.Row.Split('.')[0], day)!;
        var destination = DestinationOf(request, use);
        var code = "export." + said.Row switch
        {
            HeadquartersTest => "headquarters",
            HeadquartersTest + ".minority" => "headquarters_minority",
            HeadquartersTest + ".unknown" => "headquarters_unknown",
            _ => rule.Code.Replace('-', '_'),
        };
        var text = said.Row switch
        {
            "weights-embargoed" => $"{rule.Sentence} The destination is {destination}.",
            "weights-closed.unstated" => rule.Sentence + " Neither the kind of weights nor the training size is fully stated.",
            "weights-destination" => $"{rule.Sentence} The destination is {(destination.IsStated ? destination.Value : "not stated")}.",
            HeadquartersTest + ".minority" => string.Create(CultureInfo.InvariantCulture,
                $"{rule.Sentence} Owners from there hold {held:0.##} percent."),
            HeadquartersTest + ".unknown" => "Computing for training is asked for, and neither the headquarters nor the owners of the "
                + "organisation are stated. Ask for them.",
            _ => rule.Sentence,
        };
        return said.Verdict == PolicyVerdict.Block ? GateReason.Block(ScreeningAction.Deny, code, text, rule.Basis.Authority)
            : GateReason.Review(code, text, rule.Basis.Authority);
    }

    private static CountryCode DestinationOf(ScreeningRequest request, IntendedUse use)
        => use.Destination.IsStated ? use.Destination : PlaceOf(request);

    /// <summary>Where the customer is, by the first of residence, country and network that is known.</summary>
    internal static CountryCode PlaceOf(ScreeningRequest request)
    {
        var subject = request.Subject;
        return subject.ResidenceCountry.IsStated ? subject.ResidenceCountry
            : subject.Country.IsStated ? subject.Country
            : (request.Signals.Geo ?? request.Signals.LookedUp)?.Country ?? default;
    }
}
