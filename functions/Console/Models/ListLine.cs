using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.History;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console.Models;

/// <summary>One list as the console shows it.</summary>
/// <param name="Code">The list.</param>
/// <param name="About">What the project knows of it; null for a list it does not know.</param>
/// <param name="Version">The version in use; null where none is.</param>
/// <param name="Status">How the last look went.</param>
public sealed record ListLine(ListCode Code, ListDescriptor? About, ListVersion? Version, ListStatus Status)
{
    /// <summary>Failures since the last success.</summary>
    public ListIncident? Incident { get; init; }

    /// <summary>A rollback in force.</summary>
    public ListHold? Hold { get; init; }

    /// <summary>The last change of content.</summary>
    public ListEvent? LastChange { get; init; }

    /// <summary>True where nobody is cleared while it is absent.</summary>
    public bool IsRequired { get; init; }

    /// <summary>When it is looked for next; null where that is not planned.</summary>
    public DateTimeOffset? NextLookAt { get; init; }

    /// <summary>The state as a chip: its kind, and its text.</summary>
    public (string Kind, string Text) StateAt(DateTimeOffset now) => this switch
    {
        { Version: null, IsRequired: true } => ("breached", "Missing"),
        { Version: null } => ("notcomparable", "Not loaded"),
        { Version: { IsSample: true } } => ("atrisk", "Sample"),
        { Version: { } version } when version.IsStaleAt(now) => ("breached", "Stale"),
        { Hold: not null } => ("atrisk", "Rolled back"),
        { Incident: not null } => ("atrisk", "Not refreshed"),
        _ => ("done", "Current"),
    };

    /// <summary>What a match on the list obliges to, by default.</summary>
    public string Measures
        => About is null or { DefaultMeasures.IsEmpty: true } ? "as each entry states"
        : string.Join(", ", About.DefaultMeasures.Select(ConsoleText.Of));
}
