using Azure;
using Azure.Identity;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Calls of the Azure SDK, whose failures become <see cref="StorageUnavailableException"/>. What a caller expects (a conflict, a
/// missing row) it catches itself, within the call.</summary>
internal static class AzureCall
{
    /// <summary>Calls; what could not be done is said as <paramref name="act"/>, which names no key.</summary>
    public static async Task<T> RunAsync<T>(string act, Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception error) when (IsUnavailable(error))
        {
            cancellation.ThrowIfCancellationRequested(); // Whatever the SDK threw on the way: the caller left.
            throw Unavailable(act, error);
        }
    }

    /// <summary>Calls; where what the call writes to is missing, makes it and calls again.</summary>
    public static async Task<T> MakingAsync<T>(string missing, Func<Task> make, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (error.ErrorCode == missing)
        {
            await make().ConfigureAwait(false);
            return await call().ConfigureAwait(false);
        }
    }

    /// <summary>True for a refusal nobody expected, an answer that never came, a token that could not be had.</summary>
    public static bool IsUnavailable(Exception error) => error switch
    {
        StorageUnavailableException => false,
        RequestFailedException or AuthenticationFailedException or OperationCanceledException or IOException
            or HttpRequestException => true,
        AggregateException several => several.InnerExceptions.All(IsUnavailable),
        _ => false,
    };

    /// <summary>The failure as the primitives tell it: the status and code of an answer, or why none came.</summary>
    public static StorageUnavailableException Unavailable(string act, Exception error)
    {
        var last = error is AggregateException several ? several.InnerExceptions[^1] : error;
        return new StorageUnavailableException(
            last is RequestFailedException { Status: > 0 } answer
                ? $"{act} was answered {answer.Status} {answer.ErrorCode}".TrimEnd() + "."
                : $"{act} got no answer: {last.GetBaseException().Message}",
            error);
    }
}
