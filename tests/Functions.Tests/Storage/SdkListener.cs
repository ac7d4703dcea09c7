using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Compliance.Functions.Tests.Storage;

/// <summary>Hears every event and span of the SDK, at the most talkative level.</summary>
internal sealed class SdkListener : EventListener
{
    private readonly ConcurrentQueue<string> texts = new();
    private readonly ActivityListener spans;

    public SdkListener()
    {
        spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Azure", StringComparison.Ordinal),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => texts.Enqueue(
                $"{span.DisplayName} {string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(spans);
    }

    public IEnumerable<string> Texts => texts;

    public override void Dispose()
    {
        spans.Dispose();
        base.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("Azure", StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.LogAlways);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
        => texts?.Enqueue($"{eventData.EventName} {string.Join(' ', eventData.Payload ?? [])}");
}
