using System.Buffers.Text;
using System.IO.Compression;
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

    /// <summary>The written form in letters that need no escape: compressed, base64 for addresses.</summary>
    public static string Pack(LearnedModel model)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Write(model)));
        }

        return Base64Url.EncodeToString(packed.ToArray());
    }

    /// <summary>Reads a packed model.</summary>
    /// <exception cref="JsonException">The text is no model, or a larger one than any that was packed here.</exception>
    /// <exception cref="FormatException">The text is not packed.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static LearnedModel Unpack(string packed)
    {
        using var bytes = new MemoryStream(Base64Url.DecodeFromChars(packed));
        using var gzip = new GZipStream(bytes, CompressionMode.Decompress);
        var text = new byte[MaxUnpacked + 1];
        var length = gzip.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return length > MaxUnpacked ? throw new JsonException($"A model has at most {MaxUnpacked} bytes.")
            : Read(Encoding.UTF8.GetString(text, 0, length));
    }

    private const int MaxUnpacked = 4 * 1024 * 1024;

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
