using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;

namespace Compliance.Functions.Yente;

/// <summary>What an algorithm of a request looks at.</summary>
internal enum YenteFacts
{
    /// <summary>Names and every fact beside them.</summary>
    All,

    /// <summary>Names alone.</summary>
    Names,

    /// <summary>Names, birth date, gender, countries and numbers of organisations.</summary>
    Qualified,

    /// <summary>Names, by the emulation of OFAC's search tool.</summary>
    Ofac,
}

/// <summary>A scoring algorithm by the name that clients know, and what answers in its place.</summary>
/// <param name="Name">The name.</param>
/// <param name="Facts">What is looked at.</param>
/// <param name="Description">What answers, in words.</param>
internal sealed record YenteAlgorithm(string Name, YenteFacts Facts, string Description)
{
    /// <summary>The name of what answers a request that names none.</summary>
    public const string Best = "logic-v2";

    /// <summary>The score at which this service would hold a customer for a person, as requests see it: yente's own threshold.</summary>
    public const double Line = 0.7;

    private const string Engine = "Answered by this service's engine, profile onboarding: names and every fact beside them.";

    /// <summary>Every algorithm there is.</summary>
    public static ImmutableArray<YenteAlgorithm> All { get; } =
    [
        new(Best, YenteFacts.All, Engine),
        new("logic-v1", YenteFacts.All, Engine),
        new("regression-v1", YenteFacts.All, Engine),
        new("name-based", YenteFacts.Names, "Answered by this service's engine, profile onboarding, with the names of the query alone."),
        new("name-qualified", YenteFacts.Qualified, "Answered by this service's engine, profile onboarding, with names, birth date, "
            + "gender, countries and numbers of organisations."),
        new("ofac-249", YenteFacts.Ofac, "The score that OFAC's public search tool would show of the names that this service's engine "
            + "finds."),
    ];

    /// <summary>The profile that all of them judge by.</summary>
    public static ScoringProfile Profile { get; } = ScoringProfile.Named("onboarding");

    /// <summary>The algorithm of a name; <c>best</c> and no name at all are the best.</summary>
    /// <exception cref="YenteFailure">There is none of that name.</exception>
    public static YenteAlgorithm Named(string name)
    {
        var clean = name.Trim().ToLowerInvariant();
        clean = clean is "" or "best" ? Best : clean == "ofac" ? "ofac-249" : clean;
        return All.FirstOrDefault(one => one.Name == clean) ?? throw YenteFailure.Of(400, $"Invalid algorithm: {name}");
    }

    /// <summary>A probability of identity as requests see it: what the profile holds for a person stands at <see cref="Line"/> or above,
    /// everything else below, in the same order.</summary>
    public static double Shown(double probability) => probability < Profile.Threshold
        ? probability / Profile.Threshold * Line
        : Line + ((probability - Profile.Threshold) / (1 - Profile.Threshold) * (1 - Line));

    /// <summary>The probability that is shown as a score.</summary>
    public static double Probability(double shown) => shown < Line
        ? shown / Line * Profile.Threshold
        : Profile.Threshold + ((shown - Line) / (1 - Line) * (1 - Profile.Threshold));
}
