using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Cli.Evaluation.Standings;

/// <summary>Something that happened to one subject: to what it is, or to its actions.</summary>
internal sealed record StandingFact(SubjectRef Subject, SubjectEvent? OfSubject, ActionEvent? OfActions);

/// <summary>The small world of a schedule: who contains whom.</summary>
internal static class StandingWorld
{
    private static readonly (string Subject, string? Parent)[] Rows =
    [
        ("organisation:o1", null), ("organisation:o2", null),
        ("account:a1", "organisation:o1"), ("account:a2", "organisation:o1"), ("account:a3", "organisation:o2"),
        ("api_key:k1", "account:a1"), ("api_key:k2", "account:a2"), ("api_key:k3", "account:a3"),
        ("end_user:a1/u", "account:a1"), ("end_user:a2/u", "account:a2"),
        ("instrument:fp_1", null), ("ip_prefix:203.0.113.0/24", null),
    ];

    public static SubjectRef[] Subjects { get; } = [.. Rows.Select(row => SubjectRef.Parse(row.Subject))];

    /// <summary>Places of the parents; -1 where there is none.</summary>
    public static int[] Parents { get; } = [.. Rows.Select(row => Array.FindIndex(Rows, other => other.Subject == row.Parent))];
}
