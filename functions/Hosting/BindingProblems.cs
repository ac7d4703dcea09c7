using System.Text.RegularExpressions;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Hosting;

/// <summary>What the platform says of parameters that it cannot read, in words of the interface: the parameter and what it takes.</summary>
internal static partial class BindingProblems
{
    /// <summary>The problem of a request that could not be read.</summary>
    public static ProblemBody Of(BadHttpRequestException error)
    {
        if (Unreadable().Match(error.Message) is { Success: true } unreadable)
        {
            var (type, name, value) = (unreadable.Groups[1].Value, unreadable.Groups[2].Value, unreadable.Groups[3].Value);
            return Problems.InvalidRequest([new FieldError("query " + name, value.Length > 100 ? value[..100] + "…" : value,
                Takes(type))]);
        }

        return Missing().Match(error.Message) is { Success: true } missing
            ? Problems.InvalidRequest([new FieldError($"{(missing.Groups[3].Value == "query string" ? "query" : "header")} "
                + missing.Groups[2].Value, null, "It is needed. " + Takes(missing.Groups[1].Value))])
            : Problems.OfStatus(error.StatusCode, error.Message);
    }

    private static string Takes(string type) => type switch
    {
        _ when type.Contains("int", StringComparison.OrdinalIgnoreCase) || type.Contains("long", StringComparison.Ordinal) =>
            "A whole number is allowed.",
        _ when type.Contains("bool", StringComparison.OrdinalIgnoreCase) => "true or false is allowed.",
        _ when type.Contains("Date", StringComparison.Ordinal) => "A moment such as 2026-11-30T10:00:00Z is allowed.",
        _ when type.Contains("double", StringComparison.OrdinalIgnoreCase) => "A number is allowed.",
        _ => "A text is allowed.",
    };

    [GeneratedRegex("^Failed to bind parameter \"(.+) (\\S+)\" from \"(.*)\"\\.$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Unreadable();

    [GeneratedRegex("^Required parameter \"(.+) (\\S+)\" was not provided from (.+)\\.$", RegexOptions.CultureInvariant)]
    private static partial Regex Missing();
}
