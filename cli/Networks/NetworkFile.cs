using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.EnforcementCore.Networks;

namespace Compliance.Cli.Networks;

/// <summary>A file of facts: <c>account,type,value,first,last</c>, days as 2026-11-30; the type <c>sign_up</c> takes a moment as its
/// value.</summary>
internal static class NetworkFile
{
    /// <summary>The type of a sign-up.</summary>
    public const string SignUp = "sign_up";
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, ArtefactType> Types = new(StringComparer.Ordinal)
    {
        ["card"] = ArtefactType.Card,
        ["bank"] = ArtefactType.Bank,
        ["device"] = ArtefactType.Device,
        ["ip"] = ArtefactType.Ip,
        ["shared_ip"] = ArtefactType.SharedIp,
        ["mailbox"] = ArtefactType.EmailRoot,
        ["mail_domain"] = ArtefactType.MailDomain,
        ["phone"] = ArtefactType.Phone,
        ["api_key"] = ArtefactType.KeyUse,
        ["person"] = ArtefactType.Person,
        ["referral"] = ArtefactType.Referral,
        ["mailbox_pattern"] = ArtefactType.EmailPattern,
        ["template"] = ArtefactType.Template,
        ["asn"] = ArtefactType.Asn,
        ["bin"] = ArtefactType.Bin,
        ["user_agent"] = ArtefactType.UserAgent,
    };

    /// <summary>The types that a file may name.</summary>
    public static string TypeNames => string.Join(", ", Types.Keys.Append(SignUp));

    /// <summary>What a file calls a type.</summary>
    public static string NameOf(ArtefactType type) => Types.First(named => named.Value == type).Key;

    public static NamedNetwork Read(string path)
    {
        var builder = new NetworkBuilder();
        using var reader = CaseFile.Open(path);
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (line == 1 && !text.StartsWith("account,type,value", StringComparison.Ordinal))
            {
                throw new InvalidInputException($"{path}, line 1: the headings account,type,value,first,last are needed.");
            }

            if (line > 1 && text.Length > 0 && Take(builder, text.Split(',')) is { } problem)
            {
                throw new InvalidInputException($"{path}, line {line}: {problem}");
            }
        }

        return builder.Build();
    }

    /// <summary>Takes a line; what is wrong with it, or null.</summary>
    private static string? Take(NetworkBuilder builder, string[] fields)
    {
        if (fields.Length < 3 || fields[0].Length == 0 || fields[2].Length == 0)
        {
            return "account,type,value,first,last are needed" + (fields.Length < 3 ? $", and there are {fields.Length} fields."
                : fields[0].Length == 0 ? ", and the account is empty." : ", and the value is empty.");
        }

        if (fields[1] == SignUp)
        {
            if (!DateTime.TryParse(fields[2], CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment) || moment < Epoch)
            {
                return $"'{fields[2]}' is no moment of a sign-up since 2000, such as 2026-11-30T10:00:00Z.";
            }

            builder.SignUp(fields[0], (int)(moment - Epoch).TotalHours);
            return null;
        }

        if (!Types.TryGetValue(fields[1], out var type))
        {
            return $"'{fields[1]}' is no type; there are {TypeNames}.";
        }

        if (fields.Length < 5)
        {
            return $"first and last day are needed, and there are {fields.Length} fields.";
        }

        if (Day(fields[3]) is not { } first || Day(fields[4]) is not { } last)
        {
            return $"'{(Day(fields[3]) is null ? fields[3] : fields[4])}' is no day since 2000, such as 2026-11-30.";
        }

        if (last < first)
        {
            return $"the last day {fields[4]} lies before the first, {fields[3]}.";
        }

        builder.Add(fields[0], type, fields[2], first, last);
        return null;
    }

    private static int? Day(string text)
        => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Epoch
            ? (day - Epoch).Days : null;
}
