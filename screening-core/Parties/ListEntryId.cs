namespace Compliance.ScreeningCore.Parties;

/// <summary>
/// One entry of one list: the list's code and the publisher's own stable key, written <c>us-ofac-sdn:24283</c>.
/// The key is what the publisher keeps when it amends the entry (OFAC UID, UN reference number, UK unique id).
/// </summary>
public readonly record struct ListEntryId : IComparable<ListEntryId>
{
    private readonly string? _key;

    private ListEntryId(ListCode list, string key) => (List, _key) = (list, key);

    /// <summary>The list that holds the entry.</summary>
    public ListCode List { get; }

    /// <summary>The publisher's key, trimmed, never empty except in the default value.</summary>
    public string Key => _key ?? "";

    /// <summary>Makes an id from its parts.</summary>
    /// <exception cref="ArgumentException">The key is empty or has white space at its ends.</exception>
    public static ListEntryId Of(ListCode list, string key) =>
        key.Length > 0 && key.AsSpan().Trim().Length == key.Length
            ? new ListEntryId(list, key)
            : throw new ArgumentException($"'{key}' is not an entry key: it must not be empty or padded.", nameof(key));

    /// <summary>Reads <c>list:key</c>; the key may itself hold colons.</summary>
    /// <exception cref="FormatException">The text is not an entry id.</exception>
    public static ListEntryId Parse(string text) =>
        TryParse(text, out var id) ? id
        : throw new FormatException($"'{text}' is not a list entry: write list:key, such as us-ofac-sdn:24283.");

    /// <summary>Reads <c>list:key</c>; false where the text is not an entry id.</summary>
    public static bool TryParse(string? text, out ListEntryId id)
    {
        id = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon <= 0 || !ListCode.TryParse(text![..colon], out var list) || text.AsSpan(colon + 1).Trim().Length is 0)
        {
            return false;
        }

        id = new ListEntryId(list, text[(colon + 1)..].Trim());
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ListEntryId other) =>
        List.CompareTo(other.List) is var order && order != 0 ? order : string.CompareOrdinal(Key, other.Key);

    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0 ? "" : $"{List.Value}:{Key}";
}
