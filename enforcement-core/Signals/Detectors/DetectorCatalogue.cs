using System.Collections.Immutable;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Detectors;

/// <summary>
/// The first catalogue. Thresholds and weights are proposals to be fitted on outcomes; each is changed together with its version, so
/// what was observed under the old one stays what it was.
/// </summary>
public static class DetectorCatalogue
{
    /// <summary>Every detector, in order of type.</summary>
    public static ImmutableArray<IDetector> All { get; } =
    [
        new Detector("abuse.end_user_rotation@1", "Nearly every request of the key names another end user",
            new DetectorGrade("rotation", "abuse.evasion", 1100, 72, 3, 70),
            input => On(input, "usage.window", SubjectKind.ApiKey) && input.Distinct("usage.end_users", "24h") is >= 50 and var users
                && input.Sum("usage.requests", "24h") < users * 2 ? users : null),
        new Detector("abuse.keys_created@1", "Many keys were made within an hour", new DetectorGrade("velocity", "abuse.velocity", 700,
            24, 2, 95),
            input => On(input, "api_key.created", SubjectKind.Account) ? AtLeast(input.Sum("api_key.created", "1h"), 10) : null),
        new Detector("account.signins_failed@1", "Many sign-ins failed within a quarter of an hour",
            new DetectorGrade("takeover", "account.takeover", 600, 24, 2, 90),
            input => On(input, "account.signed_in", SubjectKind.Account) ? AtLeast(input.Sum("account.signed_in.failed", "15m"), 10)
                : null),
        new Detector("account.signins_far_apart@1", "Sign-ins succeeded from three or more countries within a day",
            new DetectorGrade("takeover", "account.takeover", 900, 48, 3, 60),
            input => On(input, "account.signed_in", SubjectKind.Account) ? AtLeast(input.Distinct("signin.countries", "24h"), 3) : null),
        new Detector("identity.verification_failed@1", "A verification failed", new DetectorGrade("identity", "identity.failed", 800, 720,
            2, 90),
            input => input.Event.Type.Name == "verification.completed" && input.Subject == input.Event.Subject
                && input.Event.Text("outcome") == "failed" ? 1 : null, each: true),
        new Detector(Verified, "An identity was verified by a document or better", new DetectorGrade("identity", "",
            -1600, 8760, 1, 95),
            input => input.Event.Type.Name == "verification.completed" && input.Subject == input.Event.Subject
                && input.Event.Text("outcome") == "passed" && input.Event.Number("level") >= 2 ? input.Event.Number("level") : null,
            each: true),
        new Detector("payment.disputes@1", "A payment was disputed", new DetectorGrade("disputes", "payment.disputes", 1500, 2160, 3, 95),
            input => On(input, "payment.disputed", SubjectKind.Account) ? AtLeast(input.Sum("payment.disputed", "90d"), 1) : null),
        new Detector("payment.failures@1", "Many payments failed within an hour", new DetectorGrade("card_testing", "payment.failures",
            1000, 48, 2, 90),
            input => On(input, "payment.failed", SubjectKind.Account) ? AtLeast(input.Sum("payment.failed", "1h"), 5) : null),
        new Detector("payment.instruments@1", "Many instruments were tried within a day",
            new DetectorGrade("card_testing", "payment.failures", 1200, 72, 3, 90),
            input => OnPayment(input) ? AtLeast(input.Distinct("payment.instruments", "24h"), 4) : null),
        new Detector("provider.refusals@1",
            "Providers refused at least one in twenty requests on grounds of safety, and at least twenty in an hour",
            new DetectorGrade("refusals", "provider.refusals", 1300, 72, 3, 80),
            input => input.Event.Type.Name == "usage.window" && input.Subject == (input.Event.EndUser ?? input.Event.Subject)
                && input.Sum("usage.refusals", "1h") is >= 20 and var refused
                && refused * 20 >= input.Sum("usage.requests", "1h") ? refused : null),
        new Detector("safety.content@1", "Content of high severity was flagged", new DetectorGrade("content", "safety.content", 1400, 336,
            4, 70),
            input => input.Event.Type.Name == "content.flagged" && input.Subject == input.Event.Subject
                && input.Event.Number("severity") >= 4 ? input.Event.Number("severity") : null),
    ];

    /// <summary>A run of the networks finds an account with others of one actor, surely enough to act on.</summary>
    public const string NetworkEnforceable = "network.enforceable@1";

    /// <summary>A run of the networks finds an account with others of one actor, surely enough to show.</summary>
    public const string NetworkLinked = "network.linked@1";

    /// <summary>What a run of the networks says of a member, beside how sure it is.</summary>
    /// <param name="enforceable">True where it is sure enough to act on.</param>
    /// <param name="certaintyPercent">How sure it is.</param>
    public static DetectorGrade OfNetwork(bool enforceable, int certaintyPercent) => new("network", "abuse.coordination",
        enforceable ? 3000 : 1800, 720, 3, certaintyPercent);

    /// <summary>That an identity was verified: it meets a challenge.</summary>
    public const string Verified = "identity.verification_passed@1";

    /// <summary>What the detectors observe in an event, for one of the subjects that it counts for.</summary>
    public static IEnumerable<Signal> Look(DetectorInput input)
        => All.Select(detector => detector.Look(input)).OfType<Signal>();

    private static bool On(DetectorInput input, string type, SubjectKind kind)
        => input.Event.Type.Name == type && input.Subject.Kind == kind;

    private static bool OnPayment(DetectorInput input)
        => input.Event.Type.Name.StartsWith("payment.", StringComparison.Ordinal) && input.Subject.Kind == SubjectKind.Account;

    private static long? AtLeast(long value, long threshold) => value >= threshold ? value : null;
}
