using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Notices;

/// <summary>What stands against a notice, whoever wrote its template.</summary>
public static class NoticeRules
{
    /// <summary>Most characters of a notice.</summary>
    public const int MostChars = 20_000;

    /// <summary>Names of detectors and of what they count: with them somebody would learn how to stay beneath.</summary>
    private static readonly FrozenSet<string> Secret = DetectorCatalogue.All.Select(detector => detector.Type)
        .Concat(DetectorCatalogue.All.Select(detector => detector.Type.Split('@')[0]).Where(type => !IsGround(type)))
        .Concat(["usage.requests", "usage.refusals", "usage.end_users", "payment.instruments", "signin.countries", "api_key.created"])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands against the variables of a notice: those that are needed and empty.</summary>
    public static Refusal? Problem(NoticeKind kind, ImmutableSortedDictionary<string, NoticeValue> values)
        => NoticeTemplates.VariablesOf(kind).FirstOrDefault(variable => !values.TryGetValue(variable.Name, out var value) || IsEmpty(value))
            is { } missing ? new Refusal(RefusalCode.MissingVariable, $"The variable {missing.Name} is missing.") : null;

    /// <summary>What stands against a notice as it was written.</summary>
    /// <param name="kind">What it tells.</param>
    /// <param name="audience">Who reads it.</param>
    /// <param name="text">Title and text.</param>
    /// <param name="values">The variables.</param>
    public static Refusal? Problem(NoticeKind kind, NoticeAudience audience, string text,
        ImmutableSortedDictionary<string, NoticeValue> values)
    {
        if (text.Length > MostChars || text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal))
        {
            return new Refusal(RefusalCode.BadText, $"A notice has at most {MostChars} characters, and nothing of its template.");
        }

        if (Secret.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            return new Refusal(RefusalCode.RevealsDetector, "The text names a detector, or what it counts. Say what happened instead.");
        }

        if (audience is NoticeAudience.Reporter or NoticeAudience.Provider)
        {
            return null;
        }

        foreach (var name in NoticeTemplates.NeededBy(kind))
        {
            var isRedress = name is "redress" or "appeal_link" or "appeal_until";
            if ((name is not ("appeal_link" or "appeal_until") || values.GetValueOrDefault("can_appeal") is NoticeValue.Flag { Value: true })
                && !Holds(text, values.GetValueOrDefault(name)))
            {
                return new Refusal(isRedress ? RefusalCode.NoRedress : RefusalCode.MissingVariable,
                    isRedress ? $"The notice does not say what can be done about it ({name})." : $"The notice leaves out {name}.");
            }
        }

        return null;
    }

    private static bool Holds(string text, NoticeValue? value) => value switch
    {
        NoticeValue.Text one => one.Value.Length > 0 && text.Contains(one.Value, StringComparison.Ordinal),
        NoticeValue.Texts many => many.Values.All(one => text.Contains(one, StringComparison.Ordinal)),
        _ => false,
    };

    private static bool IsEmpty(NoticeValue value) => value switch
    {
        NoticeValue.Text one => string.IsNullOrWhiteSpace(one.Value),
        NoticeValue.Texts many => many.Values.IsDefaultOrEmpty || many.Values.Any(string.IsNullOrWhiteSpace),
        _ => false,
    };

    private static bool IsGround(string type) => Enforcement.GroundCatalogue.Find(type) is not null;
}
