using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Events;

/// <summary>A value of an event's data: a text (also codes, countries, ids), a number or a moment's text, or counts.</summary>
public sealed record EventValue(string? Text, long? Number, ImmutableSortedDictionary<string, long>? Counts);

/// <summary>An event that was taken in: what its sender says that happened to a subject.</summary>
/// <param name="Source">Who sent it, as CloudEvents names it.</param>
/// <param name="Id">The sender's id; with the source it names the event for good.</param>
/// <param name="Type">The type.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Time">When it happened, by the sender's clock.</param>
/// <param name="Data">The data by field, in ordinal order.</param>
/// <param name="Sequence">The sender's number, which rises by one; null where it gives none.</param>
public sealed record PlatformEvent(string Source, string Id, EventType Type, SubjectRef Subject, DateTimeOffset Time,
    ImmutableSortedDictionary<string, EventValue> Data, long? Sequence)
{
    /// <summary>Thirty-two hexadecimal digits of source and id: the same event is the same key.</summary>
    public string Key { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Source}\n{Id}")).AsSpan(0, 16));

    /// <summary>The text of a field; null where it is not there.</summary>
    public string? Text(string field) => Data.GetValueOrDefault(field)?.Text;

    /// <summary>The number of a field; 0 where it is not there.</summary>
    public long Number(string field) => Data.GetValueOrDefault(field)?.Number ?? 0;

    /// <summary>The counts of a field; empty where it is not there.</summary>
    public ImmutableSortedDictionary<string, long> Counts(string field)
        => Data.GetValueOrDefault(field)?.Counts ?? ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>The subject that a field names; null where it is not there.</summary>
    public SubjectRef? Named(string field) => NamedIn(Type, Data, field);

    /// <summary>The account of the subject, where the event says it.</summary>
    public SubjectRef? Account { get; } = AccountOf(Type, Subject, Data);

    /// <summary>The end user of a usage window; null where none is named.</summary>
    public SubjectRef? EndUser { get; } = Subject.Kind == SubjectKind.EndUser ? Subject
        : Data.GetValueOrDefault("end_user")?.Text is { } identifier && AccountOf(Type, Subject, Data) is { } account
            && SubjectRef.TryMake(SubjectKind.EndUser, $"{account.Id}/{identifier}", out var user, out _) ? user : null;

    private static SubjectRef? AccountOf(EventType type, SubjectRef subject, ImmutableSortedDictionary<string, EventValue> data)
        => subject.Kind == SubjectKind.Account ? subject : subject.NamedAccount ?? NamedIn(type, data, "account");

    private static SubjectRef? NamedIn(EventType type, ImmutableSortedDictionary<string, EventValue> data, string field)
        => data.GetValueOrDefault(field)?.Text is { } id
            && type.Fields.FirstOrDefault(one => one.Name == field) is { Kind: FieldKind.Subject } known
            && SubjectRef.TryMake(known.Names, id, out var subject, out _) ? subject : null;
}

/// <summary>What is wrong with an event.</summary>
/// <param name="Path">Where, as a JSON path.</param>
/// <param name="Message">What is allowed instead; repeats no value.</param>
public sealed record EventProblem(string Path, string Message);
