using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Events;

/// <summary>Reads single values of an event; what is wrong goes to the problems with its path.</summary>
internal sealed class EventValues(ICollection<EventProblem> problems)
{
    public void Add(string path, string message) => problems.Add(new EventProblem(path, message));

    /// <summary>A text that must be there.</summary>
    public string? Text(JsonElement json, string path, string name, int max)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            Add($"{path}.{name}", "This is needed.");
            return null;
        }

        return Text(value, $"{path}.{name}", max);
    }

    public string? Text(JsonElement value, string path, long max)
    {
        var text = value.ValueKind == JsonValueKind.String && TryGet(value, out var read) ? read : null;
        var problem = text is null ? "A well-formed text is allowed." : CommandTexts.Problem(text, (int)max);
        if (problem is not null)
        {
            Add(path, problem);
            return null;
        }

        return text;
    }

    public long? Whole(JsonElement value, string path, long max)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 && number <= max)
        {
            return number;
        }

        Add(path, string.Create(CultureInfo.InvariantCulture, $"A whole number from 0 to {max} is allowed."));
        return null;
    }

    public DateTimeOffset? Moment(JsonElement json, string path, string name, DateTimeOffset now, bool required)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            if (required)
            {
                Add($"{path}.{name}", "This is needed: a moment with its offset, such as 2026-11-30T10:00:00Z.");
            }

            return null;
        }

        return Moment(value, $"{path}.{name}", now);
    }

    public DateTimeOffset? Moment(JsonElement value, string path, DateTimeOffset now, bool mayLieAhead = false)
    {
        var text = value.ValueKind == JsonValueKind.String && TryGet(value, out var read) ? read : "";
        if (text.Length is < 20 or > 40 || text[10] != 'T' || !(text.EndsWith('Z') || text[^6] is '+' or '-')
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            Add(path, "A moment with its offset is allowed, such as 2026-11-30T10:00:00Z.");
            return null;
        }

        if ((mayLieAhead && moment >= Moments.Earliest && moment <= now.AddYears(1) ? null : Moments.Problem(moment, now)) is { } problem)
        {
            Add(path, problem);
            return null;
        }

        return moment.ToUniversalTime();
    }

    /// <summary>The sequence extension of CloudEvents: a number, or a text of digits.</summary>
    public long? Sequence(JsonElement json, string path)
    {
        if (!json.TryGetProperty("sequence", out var value))
        {
            return null;
        }

        var read = value.ValueKind == JsonValueKind.String
            && long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : -1;
        if (read < 0)
        {
            Add($"{path}.sequence", "A number that rises by one with each event of this source about this subject.");
        }

        return read < 0 ? null : read;
    }

    // Half a surrogate pair in an escape is JSON, and no text.
    private static bool TryGet(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString() ?? "";
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
