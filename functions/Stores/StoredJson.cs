using System.Text.Json.Serialization;
using Compliance.Functions.Contracts;

namespace Compliance.Functions.Stores;

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
