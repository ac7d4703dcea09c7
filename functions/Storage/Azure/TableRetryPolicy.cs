using Azure.Core;
using Azure.Core.Pipeline;

namespace Compliance.Functions.Storage.Azure;

/// <summary>The SDK's repetition, and one case it does not see: a transaction that is answered 202 outside and busy inside. Source:
/// learn.microsoft.com, "Performing entity group transactions", "Sample response".</summary>
internal sealed class TableRetryPolicy(int maxRetries, DelayStrategy delay) : RetryPolicy(maxRetries, delay)
{
    private readonly int most = maxRetries;

    protected override bool ShouldRetry(HttpMessage message, Exception? exception)
        => base.ShouldRetry(message, exception) || IsBusyInside(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception)
        => await base.ShouldRetryAsync(message, exception).ConfigureAwait(false) || IsBusyInside(message, exception);

    private bool IsBusyInside(HttpMessage message, Exception? exception)
    {
        if (exception is not null || message.ProcessingContext.RetryNumber >= most || !message.HasResponse
            || message.Response is not { Status: 202, ContentStream: MemoryStream })
        {
            return false;
        }

        // A refused transaction has one inner answer, so the first status line decides.
        var content = message.Response.Content.ToMemory().Span;
        var line = content.IndexOf("HTTP/1.1 "u8);
        return line >= 0 && content[(line + 9)..] is [>= (byte)'4' and var first, var second, var third, ..]
            && (first >= (byte)'5' || (second, third) is ((byte)'2', (byte)'9'));
    }
}
