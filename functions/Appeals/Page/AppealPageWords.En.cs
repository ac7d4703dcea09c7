namespace Compliance.Functions.Appeals.Page;

/// <content>In the language en.</content>
internal sealed partial record AppealPageWords
{
    private static AppealPageWords En { get; } = new()
    {
        Title = "Appeal against a decision",
        YourAppeal = "Your appeal",
        Decided = "What we decided",
        DecidedOn = "Decided on",
        Until = "Until",
        LastDay = "Last day for an appeal",
        Why = "Why do you appeal?",
        FactsWrong = "It did not happen like that",
        NotMe = "It was not me",
        RuleMisapplied = "The rule does not say so",
        Disproportionate = "The measure goes too far",
        NewInformation = "Something was not known",
        Other = "Another reason",
        Words = "In your words",
        WordsHint = "Up to 5,000 characters. Write in any language.",
        Files = "Files",
        FilesHint = "Up to 5 files, PDF, PNG, JPEG or text, together up to 1.2 MB. They are kept as they are.",
        Send = "Send the appeal",
        Received = "Your appeal has been received",
        Number = "Its number is",
        DueBy = "A person who took no part in the decision will examine it. You will hear from us by",
        UsedTitle = "This link has been used",
        Used = "The appeal that was sent with it is being dealt with. Nothing was sent a second time.",
        ExpiredTitle = "This link has expired",
        Expired = "The time for an appeal, or for an answer, is over.",
        ForgedTitle = "This link does not work",
        Forged = "It is incomplete, or it does not come from us. Open it again from the notice.",
        NothingSent = "Nothing was sent",
        ChooseGround = "Choose at least one reason.",
        WriteWords = "Write what you want to say, up to 5,000 characters.",
        QuestionTitle = "A question about your appeal",
        Question = "Our question",
        Answer = "Your answer",
        SendAnswer = "Send the answer",
        AnswerTitle = "Your answer has been received",
        AnswerReceived = "We will go on with your appeal.",
        Free = "You can appeal free of charge, without an account.",
    };
}
