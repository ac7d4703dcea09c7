namespace Compliance.EnforcementCore.Subjects;

/// <summary>What an opaque id may look like: visible ASCII, so that two ids that look alike are alike.</summary>
internal static class SubjectIds
{
    private const string Allowed = "._-@:+=~|!$";

    /// <summary>What stands against an id; empty where nothing does. The id itself is never repeated.</summary>
    public static string Problem(string id, string what)
    {
        if (id.Length is 0 or > SubjectRef.MaxIdChars)
        {
            return $"{what} has {id.Length} characters; 1 to {SubjectRef.MaxIdChars} are allowed.";
        }

        var place = id.AsSpan().IndexOfAnyExcept(AllowedChars);
        return place < 0 ? ""
            : $"{what} has U+{(int)id[place]:X4} at position {place}; letters and digits of ASCII and {Allowed} are allowed.";
    }

    /// <summary>True where a text is 12 to 19 digits that pass the check of payment cards (ISO/IEC 7812-1, Luhn).</summary>
    public static bool IsCardNumber(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(digit => digit - '0').ToArray();
        if (digits.Length is < 12 or > 19 || text.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or '.')))
        {
            return false;
        }

        var sum = digits.Reverse().Select((digit, place) => place % 2 == 0 ? digit : digit > 4 ? (2 * digit) - 9 : 2 * digit).Sum();
        return sum % 10 == 0;
    }

    private static readonly System.Buffers.SearchValues<char> AllowedChars = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + Allowed);
}
