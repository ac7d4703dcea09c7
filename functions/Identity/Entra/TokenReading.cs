using Microsoft.IdentityModel.JsonWebTokens;

namespace Compliance.Functions.Identity.Entra;

/// <summary>How reading a signed token ended.</summary>
internal abstract record TokenReading
{
    private TokenReading()
    {
    }

    /// <summary>The directory issued it, for us, and it is valid now.</summary>
    internal sealed record Valid(JsonWebToken Token) : TokenReading;

    /// <summary>It is not accepted. The reason is a fixed sentence in ASCII without quotes; nothing of the token is in it.</summary>
    internal sealed record Refused(string Reason) : TokenReading;

    /// <summary>The authority's keys are not known now.</summary>
    internal sealed record Unavailable : TokenReading;
}
