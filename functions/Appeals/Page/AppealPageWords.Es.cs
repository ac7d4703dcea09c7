namespace Compliance.Functions.Appeals.Page;

/// <content>In the language es.</content>
internal sealed partial record AppealPageWords
{
    private static AppealPageWords Es { get; } = new()
    {
        Title = "Reclamación contra una decisión",
        YourAppeal = "Su reclamación",
        Decided = "Qué hemos decidido",
        DecidedOn = "Decidido el",
        Until = "Hasta",
        LastDay = "Último día para reclamar",
        Why = "¿Por qué reclama?",
        FactsWrong = "No ocurrió así",
        NotMe = "No fui yo",
        RuleMisapplied = "La regla no dice eso",
        Disproportionate = "La medida va demasiado lejos",
        NewInformation = "Algo no se sabía",
        Other = "Otro motivo",
        Words = "Con sus palabras",
        WordsHint = "Hasta 5000 caracteres, en cualquier idioma.",
        Files = "Archivos",
        FilesHint = "Hasta 5 archivos, PDF, PNG, JPEG o texto, en total hasta 1,2 MB. Se conservan tal como son.",
        Send = "Enviar la reclamación",
        Received = "Hemos recibido su reclamación",
        Number = "Su número es",
        DueBy = "La examinará una persona que no participó en la decisión. Tendrá noticias nuestras antes del final del",
        UsedTitle = "Este enlace ya se usó",
        Used = "La reclamación que se envió con él está en curso. No se ha enviado nada por segunda vez.",
        ExpiredTitle = "Este enlace ha caducado",
        Expired = "El plazo para reclamar o responder ha terminado.",
        ForgedTitle = "Este enlace no funciona",
        Forged = "Está incompleto o no procede de nosotros. Ábralo de nuevo desde el aviso.",
        NothingSent = "No se ha enviado nada",
        ChooseGround = "Elija al menos un motivo.",
        WriteWords = "Escriba lo que quiere decir, hasta 5000 caracteres.",
        QuestionTitle = "Una pregunta sobre su reclamación",
        Question = "Nuestra pregunta",
        Answer = "Su respuesta",
        SendAnswer = "Enviar la respuesta",
        AnswerTitle = "Hemos recibido su respuesta",
        AnswerReceived = "Seguimos con su reclamación.",
        Free = "Puede reclamar sin coste y sin cuenta.",
    };
}
