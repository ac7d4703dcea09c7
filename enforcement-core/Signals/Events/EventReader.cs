using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Events;

/// <summary>
/// Reads CloudEvents 1.0 in their JSON form (CloudEvents specification 1.0.2, JSON event format). Attributes and fields that nobody knows
/// are refused with their path: a field that is misspelt must not be a fact that is missing.
/// </summary>
public static class EventReader
{
    private static readonly string[] Attributes =
    [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data", "dataschema", "sequence", "sequencetype",
            "traceparent", "tracestate", "partitionkey",
    ];

    /// <summary>Reads one event; null where something is wrong, then the problems say what.</summary>
    /// <param name="json">The event.</param>
    /// <param name="path">Its path in the body, for example <c>$[3]</c>.</param>
    /// <param name="now">The moment of arrival.</param>
    /// <param name="problems">Where problems go.</param>
    public static PlatformEvent? Read(JsonElement json, string path, DateTimeOffset now, ICollection<EventProblem> problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new EventProblem(path, "An event is a JSON object."));
            return null;
        }

        var before = problems.Count;
        foreach (var attribute in json.EnumerateObject().Where(one => !Attributes.Contains(one.Name)))
        {
            problems.Add(new EventProblem($"{path}.{Shown(attribute.Name)}", "This attribute is not known."));
        }

        var values = new EventValues(problems);
        if (values.Text(json, path, "specversion", 10) is { } version && version != "1.0")
        {
            problems.Add(new EventProblem($"{path}.specversion", "1.0 is allowed."));
        }

        if (json.TryGetProperty("datacontenttype", out var content) && content.GetRawText() is not "\"application/json\"")
        {
            problems.Add(new EventProblem($"{path}.datacontenttype", "application/json is allowed."));
        }

        var (id, source) = (values.Text(json, path, "id", 200), values.Text(json, path, "source", 200));
        var type = Type(values.Text(json, path, "type", 100), path, problems);
        var subject = Subject(values.Text(json, path, "subject", 300), type, path, problems);
        var time = values.Moment(json, path, "time", now, required: true);
        var sequence = values.Sequence(json, path);
        if (type is null)
        {
            return null;
        }

        var data = json.TryGetProperty("data", out var fields) ? fields : default;
        var read = EventData.Read(type, data, path + ".data", now, values);
        return problems.Count > before ? null : new PlatformEvent(source!, id!, type, subject!.Value, time!.Value, read, sequence);
    }

    private static EventType? Type(string? name, string path, ICollection<EventProblem> problems)
    {
        if (name is not null && EventTypes.Find(name) is null)
        {
            problems.Add(new EventProblem($"{path}.type",
                $"This type is not known. Known are {string.Join(", ", EventTypes.All.Select(type => type.Name))}."));
        }

        return name is null ? null : EventTypes.Find(name);
    }

    private static SubjectRef? Subject(string? text, EventType? type, string path, ICollection<EventProblem> problems)
    {
        if (text is null)
        {
            return null;
        }

        if (!SubjectRef.TryParse(text, out var subject, out var problem))
        {
            problems.Add(new EventProblem($"{path}.subject", problem));
            return null;
        }

        if (type is not null && !type.About.Contains(subject.Kind))
        {
            problems.Add(new EventProblem($"{path}.subject",
                $"An event of this type is about {string.Join(" or ", type.About.Select(SubjectKinds.NameOf))}."));
            return null;
        }

        return subject;
    }

    internal static string Shown(string name) => name.Length <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? name
        : string.Create(CultureInfo.InvariantCulture, $"({name.Length} characters)");
}
