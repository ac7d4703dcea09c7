using System.Globalization;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Features;

/// <summary>What one event adds to the counters of one subject.</summary>
/// <param name="Subject">Whose counters.</param>
/// <param name="Feature">The feature.</param>
/// <param name="Amount">How much; 0 for a distinct count.</param>
/// <param name="Value">The value of a distinct count; null for a sum.</param>
public sealed record FeatureChange(SubjectRef Subject, string Feature, long Amount, string? Value);

/// <summary>Which features an event adds to. Names come from this code and never from the sender, so there are finitely many.</summary>
public static class EventFeatures
{
    private static readonly string[] Grounds =
    [
        "biological", "chemical", "child_safety", "copyright", "cyber", "deception", "fraud", "harassment", "hate", "nuclear", "privacy",
            "self_harm", "sexual", "violence", "weapons",
    ];

    private static readonly string[] Currencies = ["EUR", "GBP", "JPY", "USD"];

    /// <summary>The output of a window over its input, up to which each count of ratios goes; the last has no end.</summary>
    public static readonly IReadOnlyList<double> RatioSteps = [1.0 / 16, 1.0 / 4, 1, 4];

    /// <summary>The changes of one event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="isGuarded">True for a model whose provider forbids to train on its answers: its use is counted apart too. Metadata
    /// alone is looked at.</param>
    public static IEnumerable<FeatureChange> Of(PlatformEvent happened, Func<string, bool>? isGuarded = null)
    {
        yield return Count(happened.Subject, happened.Type.Name);
        foreach (var change in happened.Type.Name switch
        {
            "account.signed_in" => SignIn(happened),
            "usage.window" => Usage(happened, isGuarded ?? (_ => false)),
            "api_key.created" or "api_key.revoked" or "content.flagged" or "report.filed" or "provider.notice" => OnAccount(happened),
            var name when name.StartsWith("payment.", StringComparison.Ordinal) => Payment(happened),
            _ => [],
        })
        {
            yield return change;
        }
    }

    /// <summary>The ground of a refusal as features name it.</summary>
    public static string GroundOf(string stated) => Grounds.Contains(stated) ? stated : "other";

    /// <summary>The feature that counts requests of one step of <see cref="RatioSteps"/>.</summary>
    public static string RatioFeature(int step) => "usage.guarded.ratio." + step.ToString(CultureInfo.InvariantCulture);

    private static string RatioFeature(double ratio) => RatioFeature(RatioSteps.Count(step => ratio > step));

    private static IEnumerable<FeatureChange> SignIn(PlatformEvent happened)
    {
        yield return Count(happened.Subject, "account.signed_in." + happened.Text("outcome"));
        foreach (var (field, feature) in new[] { ("country", "signin.countries"), ("device", "signin.devices"), ("ip", "signin.prefixes") })
        {
            if (happened.Text("outcome") == "success" && happened.Text(field) is { } value)
            {
                yield return new FeatureChange(happened.Subject, feature, 0, value);
            }
        }
    }

    private static IEnumerable<FeatureChange> Payment(PlatformEvent happened)
    {
        var currency = happened.Text("currency") is { } stated && Currencies.Contains(stated) ? stated : "other";
        yield return new FeatureChange(happened.Subject, $"{happened.Type.Name}.{currency}", happened.Number("amount"), null);
        if (happened.Text("instrument") is { } instrument)
        {
            yield return new FeatureChange(happened.Subject, "payment.instruments", 0, instrument);
        }
    }

    private static IEnumerable<FeatureChange> Usage(PlatformEvent happened, Func<string, bool> isGuarded)
    {
        var guarded = happened.Text("model") is { } named && isGuarded(named);
        var subjects = new[] { happened.Subject, happened.Account, happened.EndUser }.OfType<SubjectRef>().Distinct().ToArray();
        foreach (var subject in subjects)
        {
            foreach (var field in new[] { "requests", "input_tokens", "output_tokens", "errors" })
            {
                yield return new FeatureChange(subject, "usage." + field, happened.Number(field), null);
            }

            foreach (var field in guarded ? new[] { "requests", "input_tokens", "output_tokens" } : [])
            {
                yield return new FeatureChange(subject, "usage.guarded." + field, happened.Number(field), null);
            }

            if (guarded && happened.Number("input_tokens") is > 0 and var read)
            {
                yield return new FeatureChange(subject, RatioFeature((double)happened.Number("output_tokens") / read),
                    happened.Number("requests"), null);
            }

            foreach (var (ground, count) in happened.Counts("refusals"))
            {
                yield return new FeatureChange(subject, "usage.refusals", count, null);
                yield return new FeatureChange(subject, "usage.refusals." + GroundOf(ground), count, null);
            }

            if (happened.EndUser is { } user && subject != user)
            {
                yield return new FeatureChange(subject, "usage.end_users", 0, user.Id);
            }

            if (happened.Text("model") is { } model)
            {
                yield return new FeatureChange(subject, "usage.models", 0, model);
            }
        }
    }

    private static IEnumerable<FeatureChange> OnAccount(PlatformEvent happened)
    {
        if (happened.Account is { } account && account != happened.Subject)
        {
            yield return Count(account, happened.Type.Name);
        }
    }

    private static FeatureChange Count(SubjectRef subject, string feature) => new(subject, feature, 1, null);
}
