namespace Compliance.Functions.Appeals.Page;

/// <content>In the language de.</content>
internal sealed partial record AppealPageWords
{
    private static AppealPageWords De { get; } = new()
    {
        Title = "Beschwerde gegen eine Entscheidung",
        YourAppeal = "Ihre Beschwerde",
        Decided = "Was wir entschieden haben",
        DecidedOn = "Entschieden am",
        Until = "Bis",
        LastDay = "Letzter Tag für eine Beschwerde",
        Why = "Warum beschweren Sie sich?",
        FactsWrong = "So ist es nicht geschehen",
        NotMe = "Ich war es nicht",
        RuleMisapplied = "Die Regel sagt das nicht",
        Disproportionate = "Die Maßnahme geht zu weit",
        NewInformation = "Etwas war nicht bekannt",
        Other = "Ein anderer Grund",
        Words = "In Ihren Worten",
        WordsHint = "Bis zu 5.000 Zeichen, in jeder Sprache.",
        Files = "Dateien",
        FilesHint = "Bis zu 5 Dateien, PDF, PNG, JPEG oder Text, zusammen bis 1,2 MB. Sie werden aufbewahrt, wie sie sind.",
        Send = "Beschwerde absenden",
        Received = "Ihre Beschwerde ist eingegangen",
        Number = "Ihre Nummer ist",
        DueBy = "Ein Mensch, der an der Entscheidung nicht beteiligt war, prüft sie. Sie hören von uns bis zum",
        UsedTitle = "Dieser Link wurde bereits benutzt",
        Used = "Die Beschwerde, die damit abgesandt wurde, wird bearbeitet. Es wurde nichts ein zweites Mal abgesandt.",
        ExpiredTitle = "Dieser Link ist abgelaufen",
        Expired = "Die Zeit für eine Beschwerde oder eine Antwort ist vorbei.",
        ForgedTitle = "Dieser Link funktioniert nicht",
        Forged = "Er ist unvollständig oder stammt nicht von uns. Öffnen Sie ihn noch einmal aus der Mitteilung.",
        NothingSent = "Nichts wurde abgesandt",
        ChooseGround = "Wählen Sie mindestens einen Grund.",
        WriteWords = "Schreiben Sie, was Sie sagen möchten, bis zu 5.000 Zeichen.",
        QuestionTitle = "Eine Frage zu Ihrer Beschwerde",
        Question = "Unsere Frage",
        Answer = "Ihre Antwort",
        SendAnswer = "Antwort absenden",
        AnswerTitle = "Ihre Antwort ist eingegangen",
        AnswerReceived = "Wir arbeiten an Ihrer Beschwerde weiter.",
        Free = "Sie können sich kostenlos und ohne Konto beschweren.",
    };
}
