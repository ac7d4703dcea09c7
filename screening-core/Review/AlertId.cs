using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.ScreeningCore.Review;

/// <summary>
/// The id of an alert, written <c>3f2a…-2</c>: sixteen hexadecimal digits that stand for the subject, and which alert of that subject it
/// is. It carries no name and no account number, and the alerts of one subject are found by its first part.
/// </summary>
public readonly record struct AlertId : IComparable<AlertId>
{
    private readonly string? _subject;

    private AlertId(string subject, int number) => (_subject, Number) = (subject, number);

    /// <summary>Sixteen lower-case hexadecimal digits that stand for the subject.</summary>
    public string SubjectKey => _subject ?? "";

    /// <summary>1 for the subject's first alert.</summary>
    public int Number { get; }

    /// <summary>The first alert of a subject, named by the caller's id.</summary>
    public static AlertId FirstOfSubject(string subjectId) => new(KeyOf("subject " + subjectId), 1);

    /// <summary>The only alert of a screening that names no subject id.</summary>
    public static AlertId OfAdHocScreening(string screeningId) => new(KeyOf("screening " + screeningId), 1);

    /// <summary>The same subject's next alert.</summary>
    public AlertId Next() => new(SubjectKey, Number + 1);

    /// <summary>Another alert of the same subject.</summary>
    public AlertId WithNumber(int number) => new(SubjectKey, number);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not an alert id.</exception>
    public static AlertId Parse(string text) =>
        TryParse(text, out var id) ? id
        : throw new FormatException($"'{text}' is not an alert: sixteen hexadecimal digits, a dash and a number.");

    /// <summary>Reads an id; false where the text is none.</summary>
    public static bool TryParse(string? text, out AlertId id)
    {
        id = default;
        if (text is not { Length: >= 18 and <= 26 } || text[16] != '-' || !text.AsSpan(0, 16).ToString().All(char.IsAsciiHexDigitLower)
            || !int.TryParse(text.AsSpan(17), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            return false;
        }

        id = new AlertId(text[..16], number);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(AlertId other) =>
        string.CompareOrdinal(SubjectKey, other.SubjectKey) is var order && order != 0 ? order : Number.CompareTo(other.Number);

    /// <inheritdoc/>
    public override string ToString() => _subject is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{_subject}-{Number}");

    private static string KeyOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
