using System.Globalization;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.Cli.Policies;

/// <summary>A policy in a file.</summary>
internal static class PolicyTextFile
{
    /// <summary>Reads a policy.</summary>
    /// <exception cref="InvalidInputException">It has problems; each is said with its line and column.</exception>
    public static PolicyProgram Read(string path)
    {
        var read = PolicyParser.Read(Text(path));
        return read.Program ?? throw new InvalidInputException(
            string.Join(Environment.NewLine, read.Problems.Select(problem => $"{path}: {problem}")));
    }

    /// <summary>The text of a file.</summary>
    public static string Text(string path) => File.Exists(path) ? File.ReadAllText(path)
        : throw new InvalidInputException($"'{path}' does not exist.");

    /// <summary>The values of a case from a JSON text.</summary>
    /// <exception cref="InvalidInputException">They are no object, or a field is wrong.</exception>
    public static PolicyFacts Facts(PolicyProgram program, string json)
    {
        try
        {
            using var read = WellFormedJson.Parse(json);
            var (facts, problems) = PolicyFactsReader.Read(program, read.RootElement);
            return facts ?? throw new InvalidInputException(string.Join(Environment.NewLine, problems));
        }
        catch (JsonException error)
        {
            throw new InvalidInputException("The values are no JSON object.", error);
        }
    }

    /// <summary>A day as an option states it; today where it does not.</summary>
    public static DateOnly Day(string? stated, CliConsole console)
        => stated is null ? DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime)
            : DateOnly.TryParseExact(stated, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new InvalidInputException($"'{stated}' is no day; write one such as 2026-11-22.");
}
