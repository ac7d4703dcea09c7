namespace Compliance.Functions.Identity.Entra;

/// <summary>Turns an answer of 500 and more into an exception: a code that could not be redeemed because the authority is down was not
/// refused.</summary>
internal sealed class ServerFailureHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if ((int)answer.StatusCode < StatusCodes.Status500InternalServerError)
        {
            return answer;
        }

        using (answer)
        {
            throw new HttpRequestException("The authority failed.", null, answer.StatusCode);
        }
    }
}
