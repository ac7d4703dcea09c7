using System.Globalization;
using System.Text.Json;
using Compliance.Lists.Reading;

namespace Compliance.Lists.OpenSanctions;

/// <summary>How the files of a dataset are told: the entities, and <c>index.json</c> with the day of the export.</summary>
internal static class FtmFiles
{
    /// <summary>Role of the index of the deltas there are.</summary>
    public const string Deltas = "deltas";

    /// <summary>What the role of a delta begins with; its version follows.</summary>
    public const string Delta = "delta:";

    /// <summary>The name that the publisher exports the entities under.</summary>
    public const string Entities = "entities.ftm.json";

    /// <summary>The name that the publisher exports the nested parties under.</summary>
    public const string Nested = "targets.nested.json";

    private const string Index = "index";
    private const string DeltaFile = "entities.delta.";

    /// <summary>The role of a file: entities begin with an object that names a schema and properties; nested ones are told by their file's
    /// name.</summary>
    public static string? RoleOf(ListFile file, ReadOnlySpan<byte> head, bool nested)
    {
        var text = head.TrimStart("\uFEFF \r\n\t"u8);
        // A version that changed nothing has an empty delta.
        if (text.IsEmpty && !nested && DeltaRoleOf(file.Name) is { } empty && empty != Deltas)
        {
            return empty;
        }

        if (text.IsEmpty || text[0] != (byte)'{')
        {
            return null;
        }

        if (file.Name.Contains("delta", StringComparison.OrdinalIgnoreCase))
        {
            // Nested files have no deltas.
            return nested ? null : DeltaRoleOf(file.Name) is var role && role == Deltas && head.IndexOf("\"versions\""u8) < 0 ? null : role;
        }

        if (file.Name.Equals("index.json", StringComparison.OrdinalIgnoreCase))
        {
            return head.IndexOf("\"updated_at\""u8) >= 0 || head.IndexOf("\"last_export\""u8) >= 0 ? Index : null;
        }

        return head.IndexOf("\"schema\""u8) >= 0 && head.IndexOf("\"properties\""u8) >= 0
            && file.Name.Contains("nested", StringComparison.OrdinalIgnoreCase) == nested ? ListFormatRoles.Main : null;
    }

    /// <summary>The role that a name says: of <c>delta.json</c>, and of <c>entities.delta.VERSION.json</c>; null for another.</summary>
    public static string? DeltaRoleOf(string name) => name.Equals("delta.json", StringComparison.OrdinalIgnoreCase) ? Deltas
        : name.StartsWith(DeltaFile, StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            && name.Length > DeltaFile.Length + ".json".Length ? Delta + name[DeltaFile.Length..^".json".Length] : null;

    /// <summary>The version of the whole file, from the index; null where there is none or it does not say.</summary>
    public static string? VersionOf(IReadOnlyDictionary<string, ListFile> filesByRole) =>
        OfIndex(filesByRole, root => root.Text("version"));

    /// <summary>The day of the export, from the index; null where there is none or it does not say.</summary>
    public static DateTimeOffset? PublishedAt(IReadOnlyDictionary<string, ListFile> filesByRole) => OfIndex(filesByRole, root =>
        DateTimeOffset.TryParse(root.Text("last_export") ?? root.Text("updated_at"), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : (DateTimeOffset?)null);

    /// <summary>What a file of one JSON object says.</summary>
    /// <exception cref="ListFormatException">It is damaged.</exception>
    public static T Read<T>(ListFile file, Func<JsonElement, T> read)
    {
        try
        {
            using var stream = file.Open();
            using var document = JsonDocument.Parse(stream);
            return read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new ListFormatException($"{file.Path}: not well-formed JSON; the file is damaged or cut off.", error);
        }
    }

    /// <summary>What the index says; nothing where there is none.</summary>
    /// <exception cref="ListFormatException">It is damaged.</exception>
    public static T? OfIndex<T>(IReadOnlyDictionary<string, ListFile> filesByRole, Func<JsonElement, T?> read) =>
        filesByRole.TryGetValue(Index, out var index) ? Read(index, read) : default;
}
