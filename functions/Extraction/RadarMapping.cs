using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Extraction;

/// <summary>What the interface and the pages of the radar have in common.</summary>
internal static class RadarMapping
{
    /// <summary>A name and a reason, both needed.</summary>
    public static (string? Name, string? Why) Named(string? name, string? text, FieldErrors errors)
    {
        var read = new FieldReading(errors).Text("$.name", name ?? "", 100);
        if (CommandTexts.Problem(text) is { } problem)
        {
            errors.Add("$.text", null, problem);
        }

        return (read, text);
    }

    /// <summary>The page as an officer may see it: whoever sees no personal data sees keys, and no ids of accounts.</summary>
    public static RadarPage For(Officer officer, RadarPage page) => officer.View == PersonalDataView.Full ? page
        : page with { Alarms = [.. page.Alarms.Select(alarm => alarm with { Account = alarm.Key[..12] })] };
}
