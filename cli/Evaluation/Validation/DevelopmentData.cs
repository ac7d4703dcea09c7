namespace Compliance.Cli.Evaluation.Validation;

/// <summary>The labelled data of a directory, by the number that begins each file's name; null where a kind is absent.</summary>
internal sealed class DevelopmentData(string directory)
{
    /// <summary>Name pairs with the labellers' confidence.</summary>
    public string Pairs { get; } = Find(directory, "01_")
        ?? throw new InvalidInputException($"'{directory}' has no file of name pairs (01_….csv): a validation needs at least that.");

    /// <summary>Pairs of whole entities.</summary>
    public string? Entities { get; } = Find(directory, "02_");

    /// <summary>Scores that OFAC's search tool showed.</summary>
    public string? OfacScores { get; } = Find(directory, "06_");

    /// <summary>Listed people with disturbed names.</summary>
    public string? Queries { get; } = Find(directory, "07_");

    /// <summary>Words in original scripts with their Latin forms.</summary>
    public string? Transliterations { get; } = Find(directory, "13_");

    /// <summary>Given names and surnames, same or different.</summary>
    public string? NameParts { get; } = Find(directory, "14_");

    /// <summary>Record pairs with several attributes.</summary>
    public string? Records { get; } = Find(directory, "16_");

    /// <summary>People on no list, from the whole world.</summary>
    public string Strangers { get; } = Find(directory, "21_")
        ?? throw new InvalidInputException(
        $"'{directory}' has no file of people on no list (21_….csv): F1 without an alert rate means nothing.");

    /// <summary>The same with American names.</summary>
    public string? AmericanStrangers { get; } = Find(directory, "22_");

    /// <summary>Companies on no list.</summary>
    public string? Companies { get; } = Find(directory, "24_");

    private static string? Find(string directory, string prefix) => Directory.Exists(directory)
        ? Directory.EnumerateFiles(directory, prefix + "*").Order(StringComparer.Ordinal).FirstOrDefault()
        : throw new InvalidInputException($"'{directory}' is not a directory of labelled data.");
}
