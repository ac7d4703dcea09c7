using Azure.Core;
using Azure.Core.Pipeline;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Makes the SDK repeat the one case it does not see: a transaction that is answered 202 outside and busy inside. Such an answer counts as
/// none, so that the pipeline's own repetition waits and sends again. Source: learn.microsoft.com, "Performing entity group transactions".
/// </summary>
internal sealed class BusyTransactionPolicy : HttpPipelineSynchronousPolicy
{
    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.Response is not { Status: 202, ContentStream: MemoryStream })
        {
            return;
        }

        // A refused transaction has one inner answer, so the first status line decides.
        var content = message.Response.Content.ToMemory().Span;
        var line = content.IndexOf("HTTP/1.1 "u8);
        if (line >= 0 && (content[(line + 9)..].StartsWith("5"u8) || content[(line + 9)..].StartsWith("429"u8)))
        {
            throw new IOException($"a transaction was answered busy inside ({System.Text.Encoding.ASCII.GetString(
                content.Slice(line + 9, 3))}).");
        }
    }
}
