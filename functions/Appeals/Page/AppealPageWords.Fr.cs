namespace Compliance.Functions.Appeals.Page;

/// <content>In the language fr.</content>
internal sealed partial record AppealPageWords
{
    private static AppealPageWords Fr { get; } = new()
    {
        Title = "Recours contre une décision",
        YourAppeal = "Votre recours",
        Decided = "Ce que nous avons décidé",
        DecidedOn = "Décidé le",
        Until = "Jusqu’au",
        LastDay = "Dernier jour pour un recours",
        Why = "Pourquoi formez-vous un recours ?",
        FactsWrong = "Cela ne s’est pas passé ainsi",
        NotMe = "Ce n’était pas moi",
        RuleMisapplied = "La règle ne dit pas cela",
        Disproportionate = "La mesure va trop loin",
        NewInformation = "Un élément n’était pas connu",
        Other = "Une autre raison",
        Words = "Dans vos mots",
        WordsHint = "Jusqu’à 5 000 caractères, dans toute langue.",
        Files = "Fichiers",
        FilesHint = "Jusqu’à 5 fichiers, PDF, PNG, JPEG ou texte, 1,2 Mo au total. Ils sont conservés tels quels.",
        Send = "Envoyer le recours",
        Received = "Votre recours a été reçu",
        Number = "Son numéro est",
        DueBy = "Une personne qui n’a pas participé à la décision l’examinera. Vous aurez une réponse au plus tard le",
        UsedTitle = "Ce lien a déjà été utilisé",
        Used = "Le recours envoyé avec lui est en cours de traitement. Rien n’a été envoyé une seconde fois.",
        ExpiredTitle = "Ce lien a expiré",
        Expired = "Le délai de recours ou de réponse est écoulé.",
        ForgedTitle = "Ce lien ne fonctionne pas",
        Forged = "Il est incomplet ou ne vient pas de nous. Ouvrez-le de nouveau depuis l’avis.",
        NothingSent = "Rien n’a été envoyé",
        ChooseGround = "Choisissez au moins une raison.",
        WriteWords = "Écrivez ce que vous voulez dire, jusqu’à 5 000 caractères.",
        QuestionTitle = "Une question sur votre recours",
        Question = "Notre question",
        Answer = "Votre réponse",
        SendAnswer = "Envoyer la réponse",
        AnswerTitle = "Votre réponse a été reçue",
        AnswerReceived = "Nous poursuivons l’examen de votre recours.",
        Free = "Vous pouvez former un recours gratuitement, sans compte.",
    };
}
