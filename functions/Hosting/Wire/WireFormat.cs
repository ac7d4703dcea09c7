using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compliance.Functions.Hosting.Wire;

/// <summary>The JSON of the HTTP interface as it is written: letters of every script as they are, not as escapes; answers are never
/// embedded in HTML.</summary>
internal static class WireFormat
{
    public static WireJson Json { get; } =
        new(new JsonSerializerOptions(WireJson.Default.Options!)
        { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
