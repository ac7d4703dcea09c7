namespace Compliance.ScreeningCore.Screening.Law;

/// <summary>Rows of law that answer one question: they share features, and a proof covers them together.</summary>
/// <param name="Name">Stable name, such as <c>places</c>.</param>
/// <param name="Question">The question, in a sentence an officer can read aloud.</param>
/// <param name="Text">The rows as text.</param>
/// <param name="Rows">The rows, compiled.</param>
public sealed record LawChapter(string Name, string Question, string Text, RowBook Rows)
{
    /// <summary>Where somebody is.</summary>
    internal const string Places = "places";

    /// <summary>Who owns whom.</summary>
    internal const string Ownership = "ownership";

    /// <summary>Whose payment rail it is.</summary>
    internal const string Rails = "rails";

    /// <summary>Who is listed by export control.</summary>
    internal const string ExportLists = "export-lists";

    /// <summary>Weights of models.</summary>
    internal const string Weights = "weights";

    /// <summary>Computing for training.</summary>
    internal const string Computing = "computing";

    /// <summary>Red flags of computing for training.</summary>
    internal const string RedFlags = "red-flags";

    /// <summary>Banned services.</summary>
    internal const string Services = "services";
}
