using System.Globalization;
using System.Text;
using System.Text.Json;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary>Walks a file of entities, one JSON object a line; a line at a time is held.</summary>
internal static class FtmFile
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Hands over every entity with its place; a line that is no entity goes aside with the reason.</summary>
    /// <exception cref="ListFormatException">The file is empty, or its last line was cut off.</exception>
    public static void ForEach(ListFile file, Action<FtmEntity> take, Action<string, string> quarantine, CancellationToken cancellation)
        => ForEachLine(file, line => take(FtmEntity.Of(line)), quarantine, cancellation);

    /// <summary>Hands over every line; one that is no JSON, or that the taker finds no sense in, goes aside with the reason.</summary>
    /// <exception cref="ListFormatException">The file is empty and may not be, or its last line was cut off.</exception>
    public static void ForEachLine(ListFile file, Action<JsonElement> take, Action<string, string> quarantine,
        CancellationToken cancellation, bool mayBeEmpty = false)
    {
        using var reader = new StreamReader(file.Open(), new UTF8Encoding(false, throwOnInvalidBytes: true));
        var (number, read) = (0, 0);
        (string Place, string Reason)? refused = null;
        while (ReadLine(reader, file) is { } line)
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            if (refused is { } earlier)
            {
                quarantine(earlier.Place, earlier.Reason);
                refused = null;
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using var document = WellFormedJson.Parse(line, Options);
                take(document.RootElement);
                read++;
            }
            catch (Exception error) when (error is JsonException or FormatException)
            {
                refused = (string.Create(CultureInfo.InvariantCulture, $"line {number}"), error.Message);
            }
        }

        // What cannot be read at the very end is a file that was cut off, not a bad row.
        if ((read == 0 && !mayBeEmpty) || refused is not null)
        {
            throw new ListFormatException(refused is { } last
                ? $"{file.Path}: {last.Place}, the last, is no entity ({last.Reason}); the file is cut off."
                : $"{file.Path}: the file holds no entity.");
        }
    }

    private static string? ReadLine(StreamReader reader, ListFile file)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException error)
        {
            throw new ListFormatException($"{file.Path}: not UTF-8, which JSON must be; the file is damaged.", error);
        }
    }
}
