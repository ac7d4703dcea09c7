using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Contracts;

/// <summary>JSON of the HTTP interface: unknown and repeated fields are refused, at most 32 levels.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(ScreeningRequestBody))]
[JsonSerializable(typeof(ScreeningAnswer))]
[JsonSerializable(typeof(ListsAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(BatchLine))]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>The context to use: letters of every script are written as they are, not as escapes; answers are never embedded in HTML.</summary>
    public static WireJson Wire { get; } = new(new JsonSerializerOptions(Default.Options) { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
