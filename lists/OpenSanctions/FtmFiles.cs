using System.Globalization;
using System.Text.Json;
using Compliance.Lists.Reading;

namespace Compliance.Lists.OpenSanctions;

/// <summary>How the files of a dataset are told: the entities, and <c>index.json</c> with the day of the export.</summary>
internal static class FtmFiles
{
    private const string Index = "index";

    /// <summary>The role of a file: entities begin with an object that names a schema and properties; nested ones are told by their file's
    /// name.</summary>
    public static string? RoleOf(ListFile file, ReadOnlySpan<byte> head, bool nested)
    {
        var text = head.TrimStart("\uFEFF \r\n\t"u8);
        if (text.IsEmpty || text[0] != (byte)'{' || file.Name.Contains("delta", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (file.Name.Equals("index.json", StringComparison.OrdinalIgnoreCase))
        {
            return head.IndexOf("\"updated_at\""u8) >= 0 || head.IndexOf("\"last_export\""u8) >= 0 ? Index : null;
        }

        return head.IndexOf("\"schema\""u8) >= 0 && head.IndexOf("\"properties\""u8) >= 0
            && file.Name.Contains("nested", StringComparison.OrdinalIgnoreCase) == nested ? ListFormatRoles.Main : null;
    }

    /// <summary>The day of the export, from the index; null where there is none or it does not say.</summary>
    public static DateTimeOffset? PublishedAt(IReadOnlyDictionary<string, ListFile> filesByRole)
    {
        if (!filesByRole.TryGetValue(Index, out var index))
        {
            return null;
        }

        try
        {
            using var stream = index.Open();
            using var document = JsonDocument.Parse(stream);
            var text = document.RootElement.Text("last_export") ?? document.RootElement.Text("updated_at");
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
        }
        catch (JsonException error)
        {
            throw new ListFormatException($"{index.Path}: not well-formed JSON; the file is damaged or cut off.", error);
        }
    }
}
