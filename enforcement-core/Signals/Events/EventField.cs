using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Events;

/// <summary>What kind of value a field holds.</summary>
public enum FieldKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>One of the allowed codes.</summary>
    Code,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A moment with its offset.</summary>
    Moment,

    /// <summary>Two letters of ISO 3166-1.</summary>
    Country,

    /// <summary>The id of another subject.</summary>
    Subject,

    /// <summary>An object of codes and how often each.</summary>
    Counts,
}

/// <summary>A field of an event's data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
public sealed record EventField(string Name, FieldKind Kind)
{
    /// <summary>True where it must be there.</summary>
    public bool Required { get; init; }

    /// <summary>Most characters of a text, the largest number, or most entries of counts.</summary>
    public long Max { get; init; } = 200;

    /// <summary>The codes; empty where any is allowed.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The kind of subject that it names.</summary>
    public SubjectKind Names { get; init; }

    /// <summary>What it means.</summary>
    public string Meaning { get; init; } = "";
}

/// <summary>A type of event: about which subjects, with which data.</summary>
/// <param name="Name">The CloudEvents type.</param>
/// <param name="About">The kinds of subject it may be about.</param>
/// <param name="Fields">The fields of its data.</param>
/// <param name="Meaning">What happened.</param>
public sealed record EventType(string Name, IReadOnlyList<SubjectKind> About, IReadOnlyList<EventField> Fields, string Meaning);
