namespace Compliance.Functions.Appeals.Transparency;

/// <summary>Parts 7 to 11 of the template: complaints, automated means, people, recipients, and what is told in words.</summary>
internal static class EcIndicators
{
    private const string Complaint = "Internal complaints mechanism";
    private const string Disputes = "Out-of-court dispute settlement bodies";
    private const string Repeated = "Suspensions imposed on repeated offenders";
    private const string Means = "Use of automated means for content moderation";
    private const string Submitted = "Number of complaints submitted to the internal-complaints mechanism";
    private const string NoAction = "Complaint regarding a decision not to take action on a notice submitted ";
    private const string NotLarge =
        "Concerns services that the Commission designated as very large (Regulation (EU) 2022/2065, Article 33).";

    /// <summary>Part 7.</summary>
    public static IEnumerable<string[]> Complaints(EcNumbers numbers)
    {
        yield return Header("Contextual Information");
        yield return Line(EcTemplate.All, Complaint, Submitted, "Total number", numbers.Counted("complaints", "all", "total"), "");
        foreach (var (scope, key) in Outcomes.Append(("Decision omitted", "omitted")))
        {
            yield return Line(EcTemplate.Platforms, Complaint, Submitted, scope, Number("all", key), key == "omitted"
                ? "Withdrawn, not admitted, sent back, or still open at the end of the period." : "");
        }

        yield return Line(EcTemplate.Platforms, Complaint, "Number of restrictions newly imposed as a result of an internal complaint",
            "Total number", Number("all", "newly_imposed"), "Reports whose dismissal was contested and that then came to an action.");
        foreach (var (indicator, key) in new[]
        {
            ("Complaint regarding a decision to remove or disable access to or restrict visibility of information", "visibility"),
            ("Complaint regarding a decision to suspend or terminate the provision of the service", "provision"),
            ("Complaint regarding a decision to suspend or terminate an account", "account"),
            ("Complaint regarding a decision to restrict the ability to monetise information", "monetary"),
            (NoAction + "in accordance with Article 16", "no_action"),
            (NoAction + "by a Trusted Flagger in accordance with Article 16", "trusted_flagger"),
        })
        {
            foreach (var (scope, outcome) in Outcomes.Prepend(("Total number", "total")))
            {
                yield return Line(EcTemplate.Platforms, Complaint, indicator, scope, Number(key, outcome), scope != "Total number" ? ""
                    : key == "visibility" ? "This service restricts no visibility." : key == "trusted_flagger"
                    ? "Trusted flaggers are not told apart." : "");
            }
        }

        foreach (var scope in Outcomes.Select(one => one.Scope).Prepend("Total number").Append("Decision omitted")
            .Append("Percentage of outcomes implemented"))
        {
            yield return Line(EcTemplate.Platforms, Disputes, "Number of disputes submitted to out-of-court dispute settlement bodies",
                scope, "",
                scope == "Total number" ? "Disputes before these bodies are not kept by this service." : "");
        }

        foreach (var what in new[] { "content", "notices", "complaints" })
        {
            yield return Line(EcTemplate.Platforms, Repeated, "Number of suspensions enacted for the provision of manifestly "
                + (what == "content" ? "illegal " : "unfounded ") + what, "Total number", "", what == "content"
                ? "Suspensions are not told apart by repetition (Article 23): parts 5 and 6 count them all."
                : "This service suspends nobody's right to report or to complain.");
        }

        string Number(string indicator, string scope) => scope.StartsWith("median", StringComparison.Ordinal)
            || indicator is "visibility" or "trusted_flagger" ? numbers.Of("complaints", indicator, scope)
            : numbers.Counted("complaints", indicator, scope);
        string[] Line(string whom, string section, string indicator, string scope, string value, string context)
            => [whom, numbers.Service, numbers.Period, section, indicator, scope, value, context];
    }

    /// <summary>Part 8.</summary>
    public static IEnumerable<string[]> Automated(EcNumbers numbers)
    {
        yield return Header("Contextual Information");
        foreach (var (whom, scope, things, key) in new[]
        {
            (EcTemplate.All, "Total number", "measures", "all"), (EcTemplate.All, "Own-initiative", "measures", "own_initiative"),
            (EcTemplate.Hosting, "NAM Total", "notices", "reports"), (EcTemplate.Platforms, "NAM Trusted Flagger", "notices", "flagger"),
        })
        {
            string Number(string how) => key == "flagger" ? "" : numbers.Counted("automated_means", key, how);
            yield return Line(whom, $"Number of {things} solely {(things == "measures" ? "taken" : "processed")} by automated means", scope,
                Number("solely"), key == "reports" ? "Reports end by a person's decision alone."
                    : key == "flagger" ? "Trusted flaggers are not told apart." : "");
            yield return Line(whom, $"Number of {things} not {(things == "measures" ? "taken" : "processed")} by automated means", scope,
                Number("not"), key == "all" ? "Measures that a machine proposed and a person decided count here." : "");
            foreach (var measure in new[] { "Accuracy", "Precision", "Recall" })
            {
                yield return Line(whom, $"Accuracy of the automated means - {measure}", scope, "",
                    measure == "Accuracy" ? "Not measured by this service: it needs a sample that people judge." : "");
            }
        }

        string[] Line(string whom, string indicator, string scope, string value, string context)
            => [whom, numbers.Service, numbers.Period, Means, indicator, scope, value, context];
    }

    /// <summary>Part 9.</summary>
    public static IEnumerable<string[]> People(EcNumbers numbers)
    {
        yield return Header("Contextual information");
        foreach (var indicator in new[] { "Number of internal moderators employed by the provider",
            "Number of external moderators contracted by the provider", "Number of total moderators with sufficient linguistic expertise" })
        {
            yield return [EcTemplate.Large, numbers.Service, numbers.Period, "Human resources dedicated to content moderation", indicator,
                "Total number", "", NotLarge];
        }
    }

    /// <summary>Part 10.</summary>
    public static IEnumerable<string[]> Recipients(EcNumbers numbers) =>
    [
        ["Applicability", "Service", "Reporting period", "Section", "Indicator", "Scope", "Value"],
        [EcTemplate.Large + " and VLOSEs", numbers.Service, numbers.Period, "AMAR",
            "Number of average monthly active recipients during the reporting period", "TOTAL", ""],
    ];

    /// <summary>Part 11. What the numbers say is written; the rest is for the provider to say.</summary>
    public static IEnumerable<string[]> Qualitative(EcNumbers numbers)
    {
        yield return ["Applicability", "Service", "Reporting period", "Indicator", "Value"];
        foreach (var (indicator, value) in new[]
        {
            ("Summary of the content moderation engaged in at the providers' own initiative",
                $"{numbers.Counted("automated_means", "own_initiative", "solely", "not")} measures at the provider's own initiative, "
                + $"{numbers.Counted("complaints", "all", "total")} complaints; parts 5 to 8 count them by category."),
            ("Meaningful and comprehensible information regarding content moderation engaged in at the providers' own initiative", ""),
            ("Qualitative description of the automated means", ""),
            ("Qualitative description of indicators of accuracy and possible rate of error of automated means", ""),
            ("Specification of the precise purposes to apply automated means", ""),
            ("Safeguards applied to the use of automated means",
                "Machines restrict capabilities at most; suspensions and terminations are decided by people, the gravest by two. Every "
                    + "measure "
                + "is told with its grounds, and complaints are decided by people who took no part in it."),
        })
        {
            yield return [EcTemplate.All, numbers.Service, numbers.Period, indicator, value];
        }

        foreach (var indicator in new[] { "High-level description of the content moderation governance structure",
            "Qualifications of the human resources dedicated to content moderation",
            "Training given to human resources dedicated to content moderation",
            "Support given to human resources dedicated to content moderation",
            "Methodology used to compute the number of human resources dedicated to content moderation" })
        {
            yield return [EcTemplate.Large, numbers.Service, numbers.Period, indicator, NotLarge];
        }
    }

    private static readonly (string Scope, string Key)[] Outcomes = [("Decisions upheld", "upheld"),
        ("Decisions partially reversed", "varied"), ("Decisions reversed", "overturned"), ("Median time", "median_hours")];

    private static string[] Header(string context) => ["Applicability", "Service", "Reporting period", "Section", "Indicator", "Scope",
        "Value", context];
}
