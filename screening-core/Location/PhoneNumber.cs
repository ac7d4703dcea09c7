using System.Text;

namespace Compliance.ScreeningCore.Location;

/// <summary>Telephone numbers in international form.</summary>
public static class PhoneNumber
{
    /// <summary>
    /// <c>+</c> and digits: separators fall away, <c>00</c> becomes <c>+</c>, the Russian trunk prefix 8 before ten digits becomes +7. Null
    /// where the text is no international number: a national number without its country says nothing about a place.
    /// </summary>
    public static string? Normalise(string text)
    {
        var digits = new StringBuilder();
        var international = false;
        foreach (var one in text.Trim())
        {
            if (char.IsDigit(one))
            {
                // Digits of other scripts count by their value.
                digits.Append((char)('0' + (int)char.GetNumericValue(one)));
            }
            else if (one is '+' or '＋' && digits.Length == 0)
            {
                international = true;
            }
        }

        var number = digits.ToString();
        if (!international && number.StartsWith("00", StringComparison.Ordinal))
        {
            (international, number) = (true, number[2..]);
        }
        else if (!international && number.Length == 11 && number[0] == '8' && number[1] is '3' or '4' or '8' or '9')
        {
            (international, number) = (true, "7" + number[1..]);
        }

        return international && number.Length is >= 7 and <= 15 ? "+" + number : null;
    }
}
