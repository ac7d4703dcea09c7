using System.Text.Json;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Events;

/// <summary>From bytes to stored events, however they arrived: one event, or an array of up to a thousand.</summary>
internal sealed class EventReading(EventIntake intake, TimeProvider time)
{
    /// <summary>Most events of one batch.</summary>
    public const int MaxEvents = 1000;

    /// <summary>Takes what can be taken; a problem where the bytes are no events at all.</summary>
    public async Task<(EventsAnswer? Answer, ProblemBody? Problem)> TakeAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        JsonDocument json;
        try
        {
            json = WellFormedJson.Parse(body, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return (null, Problems.InvalidJson(new FieldError("$", null, "The body must be JSON, each name once in its object.")));
        }

        using (json)
        {
            var batch = json.RootElement.ValueKind == JsonValueKind.Array;
            JsonElement[] elements = batch ? [.. json.RootElement.EnumerateArray()] : [json.RootElement];
            if (elements.Length > MaxEvents)
            {
                return (null, Problems.InvalidRequest([new FieldError("$", $"{elements.Length} events",
                    $"At most {MaxEvents} are allowed.")]));
            }

            var (events, places, refused) = (new List<PlatformEvent>(), new List<int>(), new List<RefusedEvent>());
            for (var place = 0; place < elements.Length; place++)
            {
                var problems = new List<EventProblem>();
                if (EventReader.Read(elements[place], batch ? $"$[{place}]" : "$", time.GetUtcNow(), problems) is { } happened)
                {
                    events.Add(happened);
                    places.Add(place);
                }
                else
                {
                    refused.Add(new RefusedEvent(place, IdOf(elements[place]),
                        [.. problems.Take(20).Select(problem => new FieldError(problem.Path, null, problem.Message))]));
                }
            }

            var outcomes = await intake.TakeAsync(events, cancellation);
            refused.AddRange(outcomes.Select((outcome, number) => Refusal(outcome, places[number], events[number],
                batch)).OfType<RefusedEvent>());
            return (new EventsAnswer(outcomes.Count(one => one == EventOutcome.Accepted), outcomes.Count(one
                => one == EventOutcome.Duplicate),
                [.. refused.OrderBy(one => one.Index)]), null);
        }
    }

    private static RefusedEvent? Refusal(EventOutcome outcome, int place, PlatformEvent happened, bool batch)
    {
        var path = batch ? $"$[{place}]" : "$";
        return outcome switch
        {
            EventOutcome.Reused => new RefusedEvent(place, happened.Id,
                [new FieldError(path + ".id", null, "An event of this source and id is stored already, with other content.")]),
            EventOutcome.Foreign => new RefusedEvent(place, happened.Id,
                [new FieldError(path + ".data", null, "The subject belongs to another account or organisation.")]),
            EventOutcome.Accepted or EventOutcome.Duplicate => null,
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    private static string? IdOf(JsonElement json) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.String && id.GetRawText() is { Length: < 100 } text && !text.Contains('\\',
            StringComparison.Ordinal)
        ? id.GetString() : null;
}
