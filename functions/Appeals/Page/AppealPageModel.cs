namespace Compliance.Functions.Appeals.Page;

/// <summary>What the public page shows.</summary>
/// <param name="Locale">Its language.</param>
/// <param name="Title">Its title.</param>
public sealed record AppealPageModel(string Locale, string Title)
{
    /// <summary>A sentence below the title; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>Facts, each with its word.</summary>
    public IReadOnlyList<(string Word, string Value)> Facts { get; init; } = [];

    /// <summary>What was asked; null where nothing was.</summary>
    public string? Question { get; init; }

    /// <summary>Where the form goes; null where there is none.</summary>
    public string? Action { get; init; }

    /// <summary>What stands against the form that was sent.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The words that were sent.</summary>
    public string Words { get; init; } = "";

    /// <summary>The grounds that were chosen.</summary>
    public IReadOnlyCollection<string> Chosen { get; init; } = [];
}
