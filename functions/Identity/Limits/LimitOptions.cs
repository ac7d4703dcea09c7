using System.Globalization;

namespace Compliance.Functions.Identity.Limits;

/// <summary>How often somebody may ask.</summary>
/// <param name="PerCaller">Requests a second of one caller; 0 for no limit.</param>
/// <param name="PerAddress">Requests a second without valid credentials from one address; 0 for no limit.</param>
internal sealed record LimitOptions(int PerCaller = 5000, int PerAddress = 50)
{
    private const int Most = 1_000_000;

    /// <summary>Reads the settings; errors name them.</summary>
    public static LimitOptions Read(Func<string, string?> setting, List<string> errors)
    {
        var usual = new LimitOptions();
        return new LimitOptions(Number("COMPLIANCE_RATE_CALLER", usual.PerCaller), Number("COMPLIANCE_RATE_ADDRESS", usual.PerAddress));

        int Number(string key, int otherwise)
        {
            var text = setting(key);
            if (text is null)
            {
                return otherwise;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most)
            {
                return number;
            }

            errors.Add($"{key} is '{text}'. Write requests a second as a whole number from 0 (no limit) to "
                + $"{Most.ToString(CultureInfo.InvariantCulture)}.");
            return otherwise;
        }
    }
}
