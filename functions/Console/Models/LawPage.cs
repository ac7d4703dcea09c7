using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Screening.Law;

namespace Compliance.Functions.Console.Models;

/// <summary>One chapter of law as the page shows it.</summary>
/// <param name="Policy">The tables, as evidence pins them.</param>
/// <param name="Day">The day that counts.</param>
/// <param name="Chapters">All chapters of the day.</param>
/// <param name="Shown">The one that is shown; null where the day has none.</param>
/// <param name="Proof">What is proved of it.</param>
/// <param name="Problem">What was asked for and could not be read; null where nothing.</param>
public sealed record LawPage(string Policy, DateOnly Day, ImmutableArray<LawChapter> Chapters, LawChapter? Shown, PolicyProof? Proof,
    string? Problem)
{
    /// <summary>Finds a chapter on a day; what cannot be read is said, and the first chapter or today stands in.</summary>
    public static LawPage Of(PolicySet policy, string? chapter, string? on, DateOnly today)
    {
        var stated = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        day = stated ? day : today;
        var law = policy.LawOn(day);
        var shown = law.Chapters.FirstOrDefault(one => one.Name == chapter);
        var problem = !stated && !string.IsNullOrEmpty(on) ? $"“{on}” is no day; write one such as 2026-11-30. Today is shown."
            : shown is null && !string.IsNullOrEmpty(chapter)
                ? $"On {day:yyyy-MM-dd} there is no chapter “{chapter}”. The first is shown."
            : null;
        shown ??= law.Chapters.FirstOrDefault();
        return new LawPage(policy.Id, day, law.Chapters, shown, shown is null ? null : PolicyProver.Prove(shown.Rows.Program, day),
            problem);
    }
}
