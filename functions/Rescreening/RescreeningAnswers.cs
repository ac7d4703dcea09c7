using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Rescreening;

/// <summary>The answer of <c>GET /api/v1/rescreenings</c>.</summary>
internal sealed record RescreeningsAnswer(
    bool UnderWay,
    [property: Description("Hash of the lists that every monitored subject was proved to be screened against.")] string? ProvedCorpus,
    RescreeningAnswer[] Runs);

/// <summary>A rescreening of all monitored subjects.</summary>
internal sealed record RescreeningAnswer
{
    public required int Number { get; init; }

    public required string Id { get; init; }

    [Description("lists_changed, engine_changed or asked.")]
    public required string Cause { get; init; }

    [Description("True where everybody is screened in full, false where only those whom the change may concern.")]
    public required bool InFull { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required bool Finished { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required int PartsDone { get; init; }

    public required int Parts { get; init; }

    public required int SubjectsRead { get; init; }

    public required int SubjectsScreened { get; init; }

    public required int AlertsRaised { get; init; }

    public required string? CorpusBefore { get; init; }

    public required string CorpusAfter { get; init; }

    public required string? CertificateHash { get; init; }

    [Description("The certificate as it was sealed; only where one run is asked for and it is finished.")]
    public required JsonElement? Certificate { get; init; }
}

/// <summary>What verifying a certificate found.</summary>
internal sealed record CertificateCheckAnswer(
    int Run,
    bool Sound,
    string[] Faults,
    [property: Description("Subjects of today that the run read.")] int StillThere,
    [property: Description("Subjects of today that asked to be monitored after the run began.")] int Newer);

/// <summary>JSON of rescreenings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RescreeningsAnswer))]
[JsonSerializable(typeof(RescreeningAnswer))]
[JsonSerializable(typeof(CertificateCheckAnswer))]
internal sealed partial class RescreenWireJson : JsonSerializerContext;

/// <summary>The JSON of rescreenings as it is written: letters of every script as they are.</summary>
internal static class RescreenWireFormat
{
    public static RescreenWireJson Json { get; } =
        new(new JsonSerializerOptions(RescreenWireJson.Default.Options!)
        { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
