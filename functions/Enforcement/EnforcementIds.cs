using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Enforcement;

/// <summary>Ids of actions.</summary>
internal static class ActionIds
{
    private const string Prefix = "act";

    public static string Of(SubjectRef subject, string digits) => SubjectItemIds.Make(Prefix, subject, digits);

    /// <summary>The key of the subject; null where the text is no id.</summary>
    public static string? KeyOf(string? id) => SubjectItemIds.KeyOf(Prefix, id);
}

/// <summary>Ids of strikes.</summary>
internal static class StrikeIds
{
    private const string Prefix = "str";

    public static string Of(SubjectRef subject, string digits) => SubjectItemIds.Make(Prefix, subject, digits);

    /// <summary>The key of the subject; null where the text is no id.</summary>
    public static string? KeyOf(string? id) => SubjectItemIds.KeyOf(Prefix, id);
}
