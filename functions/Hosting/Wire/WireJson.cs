using System.Text.Json.Serialization;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists;

namespace Compliance.Functions.Hosting.Wire;

/// <summary>JSON of the HTTP interface: unknown and repeated fields are refused, at most 32 levels.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(ScreeningRequestBody))]
[JsonSerializable(typeof(ScreeningAnswer))]
[JsonSerializable(typeof(ScreeningShortAnswer))]
[JsonSerializable(typeof(ListsAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(BatchLine))]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class WireJson : JsonSerializerContext;
