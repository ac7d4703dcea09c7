using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>What a body says: a request for the core, or everything that is wrong with it.</summary>
internal abstract record RequestReading
{
    private RequestReading()
    {
    }

    /// <summary>The body is a request.</summary>
    internal sealed record Valid(ScreeningRequest Request) : RequestReading;

    /// <summary>The body is not JSON, or not of the shape of a request.</summary>
    internal sealed record Malformed(FieldError Error) : RequestReading;

    /// <summary>The shape is right and values are wrong.</summary>
    internal sealed record Invalid(IReadOnlyList<FieldError> Errors) : RequestReading;

    /// <summary>Reads a body.</summary>
    /// <param name="utf8">The bytes as received.</param>
    /// <param name="now">The moment, which birth dates must not lie after.</param>
    public static RequestReading Read(ReadOnlySpan<byte> utf8, DateTimeOffset now)
    {
        if (BodyJson.Read(utf8, WireFormat.Json.ScreeningRequestBody, out var wrong) is not { } body)
        {
            return new Malformed(wrong!);
        }

        var errors = new FieldErrors();
        var request = new RequestMapping(errors, now).Map(body);
        return errors.Any ? new Invalid(errors.All) : new Valid(request);
    }
}
