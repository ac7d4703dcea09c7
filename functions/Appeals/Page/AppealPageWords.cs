namespace Compliance.Functions.Appeals.Page;

/// <summary>The words of the public page in one language.</summary>
internal sealed partial record AppealPageWords
{
    public required string Title { get; init; }

    public required string YourAppeal { get; init; }

    public required string Decided { get; init; }

    public required string DecidedOn { get; init; }

    public required string Until { get; init; }

    public required string LastDay { get; init; }

    public required string Why { get; init; }

    public required string FactsWrong { get; init; }

    public required string NotMe { get; init; }

    public required string RuleMisapplied { get; init; }

    public required string Disproportionate { get; init; }

    public required string NewInformation { get; init; }

    public required string Other { get; init; }

    public required string Words { get; init; }

    public required string WordsHint { get; init; }

    public required string Files { get; init; }

    public required string FilesHint { get; init; }

    public required string Send { get; init; }

    public required string Received { get; init; }

    public required string Number { get; init; }

    public required string DueBy { get; init; }

    public required string UsedTitle { get; init; }

    public required string Used { get; init; }

    public required string ExpiredTitle { get; init; }

    public required string Expired { get; init; }

    public required string ForgedTitle { get; init; }

    public required string Forged { get; init; }

    public required string NothingSent { get; init; }

    public required string ChooseGround { get; init; }

    public required string WriteWords { get; init; }

    public required string QuestionTitle { get; init; }

    public required string Question { get; init; }

    public required string Answer { get; init; }

    public required string SendAnswer { get; init; }

    public required string AnswerTitle { get; init; }

    public required string AnswerReceived { get; init; }

    public required string Free { get; init; }

    /// <summary>The words of a language.</summary>
    public static AppealPageWords Of(string locale) => locale switch
    {
        "de" => De,
        "fr" => Fr,
        "es" => Es,
        "ar" => Ar,
        "zh" => Zh,
        _ => En,
    };
}
