using Azure.Core;
using Azure.Core.Pipeline;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Counts how often the SDK sends one call. Where it sent more than once, an earlier try may have had its effect with the answer lost, and
/// what looks like a conflict may be the call's own work. Make it in the method that awaits the call, and dispose it there.
/// </summary>
internal sealed class TryCount : IDisposable
{
    private const string Key = "Compliance.TryCount";

    private readonly IDisposable scope;
    private int tries;

    public TryCount() => scope = HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Key] = this });

    /// <summary>Counts; belongs in every client's pipeline, behind the repetition.</summary>
    public static HttpPipelinePolicy Policy { get; } = new Counting();

    /// <summary>Whether the call was sent more than once.</summary>
    public bool WasRepeated => tries > 1;

    public void Dispose() => scope.Dispose();

    private sealed class Counting : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.TryGetProperty(Key, out var value) && value is TryCount count)
            {
                count.tries++;
            }
        }
    }
}
