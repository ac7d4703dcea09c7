namespace Compliance.Functions.Appeals.Page;

/// <content>In the language ar.</content>
internal sealed partial record AppealPageWords
{
    private static AppealPageWords Ar { get; } = new()
    {
        Title = "تظلّم من قرار",
        YourAppeal = "تظلّمك",
        Decided = "ما قررناه",
        DecidedOn = "تاريخ القرار",
        Until = "حتى",
        LastDay = "آخر يوم للتظلّم",
        Why = "لماذا تتظلّم؟",
        FactsWrong = "لم يحدث الأمر هكذا",
        NotMe = "لم أكن أنا",
        RuleMisapplied = "القاعدة لا تقول ذلك",
        Disproportionate = "الإجراء مبالغ فيه",
        NewInformation = "هناك ما لم يكن معروفاً",
        Other = "سبب آخر",
        Words = "بكلماتك",
        WordsHint = "حتى 5000 حرف، بأي لغة.",
        Files = "ملفات",
        FilesHint = "حتى 5 ملفات: PDF أو PNG أو JPEG أو نص، بمجموع لا يتجاوز 1.2 ميغابايت. تُحفظ كما هي.",
        Send = "إرسال التظلّم",
        Received = "تلقّينا تظلّمك",
        Number = "رقمه",
        DueBy = "سيفحصه شخص لم يشارك في القرار. وسيصلك ردّنا في موعد أقصاه",
        UsedTitle = "استُخدم هذا الرابط من قبل",
        Used = "التظلّم الذي أُرسل به قيد المعالجة. لم يُرسل شيء مرة ثانية.",
        ExpiredTitle = "انتهت صلاحية هذا الرابط",
        Expired = "انقضت مهلة التظلّم أو الإجابة.",
        ForgedTitle = "هذا الرابط لا يعمل",
        Forged = "إنه ناقص أو ليس منّا. افتحه مجدداً من الإشعار.",
        NothingSent = "لم يُرسل شيء",
        ChooseGround = "اختر سبباً واحداً على الأقل.",
        WriteWords = "اكتب ما تريد قوله، حتى 5000 حرف.",
        QuestionTitle = "سؤال بشأن تظلّمك",
        Question = "سؤالنا",
        Answer = "إجابتك",
        SendAnswer = "إرسال الإجابة",
        AnswerTitle = "تلقّينا إجابتك",
        AnswerReceived = "سنواصل النظر في تظلّمك.",
        Free = "يمكنك التظلّم مجاناً ودون حساب.",
    };
}
