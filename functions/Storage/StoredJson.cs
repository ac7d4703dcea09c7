using System.Text.Json.Serialization;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Subjects;

namespace Compliance.Functions.Storage;

/// <summary>JSON of the small stored rows and of queue messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AlertMessage))]
[JsonSerializable(typeof(IdempotencyRow))]
[JsonSerializable(typeof(LargeEvidence))]
[JsonSerializable(typeof(ErasedPayload))]
[JsonSerializable(typeof(SubjectScreening))]
internal sealed partial class StoredJson : JsonSerializerContext;
