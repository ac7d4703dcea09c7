using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>The JSON form of learned models: numbers are written so that they read back to the last bit.</summary>
public static class LearnedModelCodec
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Writes a model.</summary>
    public static string Write(LearnedModel model) => JsonSerializer.Serialize(model, Options);

    /// <summary>SHA-256 of the written form.</summary>
    public static string HashOf(LearnedModel model) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(model))));

    /// <summary>Reads a model.</summary>
    /// <exception cref="JsonException">The text is no model, or its trees name features or nodes that are not there.</exception>
    public static LearnedModel Read(string json)
    {
        var model = JsonSerializer.Deserialize<LearnedModel>(json, Options) ?? throw new JsonException("The text is no model.");
        var sound = !model.Features.IsDefault && !model.Members.IsDefault && !model.PlainWeights.IsDefault && model.Share is > 0 and < 1
            && !model.Features.Any(feature => feature.Bounds.IsDefault || feature.Categories.IsDefault
                || ColumnProfile.IsProtected(feature.Column))
            && model.PlainWeights.Length == model.Numbers.Width && model.Members.All(member => !member.Trees.Trees.IsDefault
                && member.Trees.Trees.All(tree => IsSound(tree, model.Features.Length)));
        return sound ? model : throw new JsonException("The model is damaged, or learned from a protected trait.");
    }

    // Nodes point onwards only, so that every way ends.
    private static bool IsSound(Tree tree, int features) => tree.Nodes is { IsDefaultOrEmpty: false } nodes && nodes.Select((node, at)
        => node.Feature < 0 || (node.Feature < features && node.Left.Length == 4 && node.Yes > at && node.No > at && node.Yes < nodes.Length
            && node.No < nodes.Length)).All(sound => sound);
}
