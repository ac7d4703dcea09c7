using System.Text;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Policies;

/// <summary>Reads the cases that were kept, for a backtest.</summary>
internal static class KeptCases
{
    /// <summary>Reads the days of which cases are asked for; null where something is wrong.</summary>
    public static (DateOnly From, DateOnly To)? ReadTime(string? from, string? to, string policy, int sent, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var (first, last) = (fields.Day("query from", from), fields.Day("query to", to));
        if (!errors.Any && (first is null || last is null || last < first
            || last.Value.DayNumber - first.Value.DayNumber > PolicyCaseStore.KeptDays))
        {
            errors.Add("query from", null, $"Name the first and the last day, yyyy-MM-dd; at most {PolicyCaseStore.KeptDays} days.");
        }

        if (sent > 0)
        {
            errors.Add("$", null, "Cases are sent, or days are named, not both.");
        }

        if (policy != PolicyService.Platform)
        {
            errors.Add("query from", null, "Cases of the platform's policy are kept, of no other one.");
        }

        return errors.Any ? null : (first!.Value, last!.Value);
    }

    /// <summary>The cases of some days, one a line; null where they are longer than asked.</summary>
    public static async Task<byte[]?> ReadAsync(PolicyCaseStore cases, DateOnly from, DateOnly to, int most,
        CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        await foreach (var line in cases.ReadAsync(from, to, cancellation))
        {
            text.Write(Encoding.UTF8.GetBytes(line));
            text.WriteByte((byte)'\n');
            if (text.Length > most)
            {
                return null;
            }
        }

        return text.ToArray();
    }
}
