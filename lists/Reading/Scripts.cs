namespace Compliance.Lists.Reading;

/// <summary>The script of a name by its letters, as ISO 15924 code.</summary>
public static class Scripts
{
    private static readonly (int First, int Last, string Code)[] Blocks =
    [
        (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"), (0x0600, 0x06FF, "Arab"),
        (0x0700, 0x074F, "Syrc"), (0x0750, 0x077F, "Arab"), (0x0780, 0x07BF, "Thaa"), (0x08A0, 0x08FF, "Arab"), (0x0900, 0x097F, "Deva"),
        (0x0980, 0x09FF, "Beng"), (0x0A00, 0x0A7F, "Guru"), (0x0A80, 0x0AFF, "Gujr"), (0x0B80, 0x0BFF, "Taml"), (0x0C00, 0x0C7F, "Telu"),
        (0x0D80, 0x0DFF, "Sinh"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Laoo"), (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"),
        (0x1100, 0x11FF, "Hang"), (0x1200, 0x139F, "Ethi"), (0x1780, 0x17FF, "Khmr"), (0x1F00, 0x1FFF, "Grek"), (0x2DE0, 0x2DFF, "Cyrl"),
        (0x3040, 0x30FF, "Jpan"), (0x3100, 0x312F, "Bopo"), (0x3400, 0x9FFF, "Hani"), (0xA640, 0xA69F, "Cyrl"), (0xAC00, 0xD7AF, "Hang"),
        (0xF900, 0xFAFF, "Hani"), (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFF, "Arab"),
    ];

    /// <summary>The script of most letters of the text; null for Latin and for text without letters. Kana make a mixed text
    /// Japanese.</summary>
    public static string? Of(string text)
    {
        Dictionary<string, int>? counts = null;
        var latin = 0;
        foreach (var letter in text)
        {
            if (letter < 0x0370)
            {
                latin += char.IsLetter(letter) ? 1 : 0;
            }
            else if (BlockOf(letter) is { } code)
            {
                counts ??= new Dictionary<string, int>(StringComparer.Ordinal);
                counts[code] = counts.GetValueOrDefault(code) + 1;
            }
        }

        if (counts is null)
        {
            return null;
        }

        var (best, most) = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First();
        return counts.ContainsKey("Jpan") && best == "Hani" ? "Jpan" : most >= latin ? best : null;
    }

    private static string? BlockOf(char letter)
    {
        foreach (var (first, last, code) in Blocks)
        {
            if (letter >= first && letter <= last)
            {
                return code;
            }
        }

        return null;
    }
}
