namespace Compliance.EnforcementCore.Appeals;

/// <summary>What an action or a strike says that an appeal ended or began: which appeal, and how it was decided. Why stands with the appeal
/// alone, so that it goes where the subject is erased; what happened to actions stays.</summary>
public static class AppealTrace
{
    private const string Before = "appeal ";
    private const string After = ": ";

    /// <summary>The sentence, such as <c>appeal apl_…: overturned</c>.</summary>
    /// <param name="appeal">The id of the appeal.</param>
    /// <param name="outcome">How it was decided.</param>
    public static string Of(string appeal, AppealOutcome outcome) => Before + appeal + After + Word(outcome);

    /// <summary>Why, where a text is such a sentence and the appeal still has reasons; else the text itself.</summary>
    /// <param name="appeals">The appeals of the subject.</param>
    /// <param name="text">What stands with the action or the strike.</param>
    public static string? ReasonsOr(this SubjectAppeals appeals, string? text) => text is not null
        && text.StartsWith(Before, StringComparison.Ordinal) && text.IndexOf(After, StringComparison.Ordinal) is > 0 and var end
        && appeals.All.GetValueOrDefault(text[Before.Length..end]) is { Decided.Ruling: { Reasons: { Length: > 0 } reasons } ruling } one
        && text == Of(one.Appeal.Id, ruling.Outcome) ? reasons : text;

    private static string Word(AppealOutcome outcome) => outcome switch
    {
        AppealOutcome.Varied => "varied",
        AppealOutcome.Overturned => "overturned",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Nothing follows for an action."),
    };
}
