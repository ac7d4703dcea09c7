using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console.Models;

/// <summary>What stands around every page: who is signed in, which lists are in force, the form token.</summary>
/// <param name="Officer">The officer; null on the sign-in page.</param>
/// <param name="Corpus">The lists; null while none is loaded.</param>
/// <param name="Now">The moment the page was made.</param>
/// <param name="TokenField">Name of the form field that proves where a form comes from.</param>
/// <param name="Token">Its value.</param>
/// <param name="Path">The page's own path, to return to.</param>
public sealed record ConsoleFrame(Officer? Officer, ScreeningCorpus? Corpus, DateTimeOffset Now, string TokenField, string Token,
    string Path)
{
    /// <summary>Lines that the terms of the location databases ask to be shown wherever their data may stand on a page.</summary>
    public ImmutableArray<string> Attributions { get; init; } = [];

    /// <summary>True where everything in the store is invented: every page says so.</summary>
    public bool Demo { get; init; }

    /// <summary>The query of the queue that the officer came from, such as <c>?status=Open</c>; null where the page was opened by
    /// itself.</summary>
    public string? In { get; init; }

    /// <summary>The alert that was just decided and left, so that it can be opened and undone; null where there is none.</summary>
    public AlertId? Left { get; init; }

    /// <summary>What was just done, in a sentence; null where nothing was.</summary>
    public string? Notice { get; init; }
}
