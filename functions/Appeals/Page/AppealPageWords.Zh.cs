namespace Compliance.Functions.Appeals.Page;

/// <content>In the language zh.</content>
internal sealed partial record AppealPageWords
{
    private static AppealPageWords Zh { get; } = new()
    {
        Title = "对决定提出申诉",
        YourAppeal = "您的申诉",
        Decided = "我们的决定",
        DecidedOn = "决定日期",
        Until = "截止",
        LastDay = "申诉截止日",
        Why = "您为什么申诉？",
        FactsWrong = "事实并非如此",
        NotMe = "不是我做的",
        RuleMisapplied = "规则并非如此规定",
        Disproportionate = "措施过重",
        NewInformation = "有情况未被了解",
        Other = "其他原因",
        Words = "用您自己的话说明",
        WordsHint = "最多 5000 个字符，任何语言均可。",
        Files = "文件",
        FilesHint = "最多 5 个文件（PDF、PNG、JPEG 或文本），合计不超过 1.2 MB，按原样保存。",
        Send = "提交申诉",
        Received = "我们已收到您的申诉",
        Number = "编号为",
        DueBy = "将由未参与该决定的人员审查。我们最迟答复日期：",
        UsedTitle = "此链接已被使用",
        Used = "通过它提交的申诉正在处理，没有重复提交。",
        ExpiredTitle = "此链接已过期",
        Expired = "申诉或答复的期限已过。",
        ForgedTitle = "此链接无效",
        Forged = "它不完整，或不是由我们发出的。请从通知中重新打开。",
        NothingSent = "没有提交任何内容",
        ChooseGround = "请至少选择一个原因。",
        WriteWords = "请写下您的意见，最多 5000 个字符。",
        QuestionTitle = "关于您申诉的问题",
        Question = "我们的问题",
        Answer = "您的答复",
        SendAnswer = "提交答复",
        AnswerTitle = "我们已收到您的答复",
        AnswerReceived = "我们将继续处理您的申诉。",
        Free = "您可以免费申诉，无需账户。",
    };
}
