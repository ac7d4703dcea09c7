using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Signals;

/// <summary>Something observed that speaks for a harm. It is no finding: what it comes to is for the risk score and for people.</summary>
/// <param name="Id">The id; the same observation is the same id.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Type">What was observed, with its version, for example <c>payment.failures@1</c>.</param>
/// <param name="Group">Signals of one group speak of one fact: only the strongest counts.</param>
/// <param name="Value">The number observed.</param>
/// <param name="WeightMilli">How much it speaks for the harm, in thousandths of a natural log-odds unit; negative speaks against.</param>
/// <param name="HalfLifeHours">Hours after which it weighs half.</param>
/// <param name="ObservedAt">When.</param>
/// <param name="Source">The detector or sender.</param>
/// <param name="Severity">1 (slight) to 5 (grave): how bad it would be if it were so.</param>
/// <param name="CertaintyPercent">0 to 100: how sure the observation itself is.</param>
public sealed record Signal(string Id, SubjectRef Subject, string Type, string Group, long Value, int WeightMilli, int HalfLifeHours,
    DateTimeOffset ObservedAt, string Source, int Severity, int CertaintyPercent)
{
    /// <summary>The ground for an action that it points to; a code, see the catalogue of grounds.</summary>
    public string Ground { get; init; } = "";

    /// <summary>What was seen, in words that show numbers and no person.</summary>
    public string Text { get; init; } = "";

    /// <summary>Thirty-two hexadecimal digits of what makes an observation the same.</summary>
    public static string IdOf(SubjectRef subject, string type, string occasion)
        => "sig_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{subject}\n{type}\n{occasion}")).AsSpan(0, 16));

    /// <summary>The day of a moment: an observation that lasts is one a day.</summary>
    public static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Something that happened to the signals about a subject.</summary>
/// <param name="By">Who; the service for detectors.</param>
/// <param name="At">When.</param>
[JsonDerivedType(typeof(SignalObserved), "observed")]
[JsonDerivedType(typeof(SignalRetracted), "retracted")]
public abstract record SignalEvent(OfficerId By, DateTimeOffset At);

/// <summary>A signal was observed.</summary>
public sealed record SignalObserved(OfficerId By, DateTimeOffset At, Signal Signal) : SignalEvent(By, At);

/// <summary>A signal was retracted: it was wrong, or its source took it back. That it was there remains.</summary>
public sealed record SignalRetracted(OfficerId By, DateTimeOffset At, string Signal, string Text) : SignalEvent(By, At);
