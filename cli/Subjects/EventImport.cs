using System.Diagnostics;
using System.Globalization;
using System.Text;
using Compliance.Functions.Events;


namespace Compliance.Cli.Subjects;

/// <summary>What importing a file came to; property names are the contract of its JSON.</summary>
internal sealed record ImportSummary(long Events, long Accepted, long Duplicates, long Refused, double EventsPerSecond);

/// <summary>Takes a file of events in, a thousand at a time.</summary>
internal static class EventImport
{
    private const int ShownRefusals = 20;

    public static async Task<ImportSummary> RunAsync(EventReading reading, string path, CliConsole console, CancellationToken cancellation)
    {
        var (accepted, duplicates, refused, line) = (0L, 0L, 0L, 0L);
        var watch = Stopwatch.StartNew();
        foreach (var chunk in File.ReadLines(path).Where(text => text.Trim().Length > 0).Chunk(EventReading.MaxEvents))
        {
            var (answer, problem) = await reading.TakeAsync(Encoding.UTF8.GetBytes("[" + string.Join(',', chunk) + "]"), cancellation);
            if (answer is null)
            {
                throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                    $"Lines {line + 1} to {line + chunk.Length}: {problem!.Detail}"));
            }

            foreach (var one in answer.Refused.Take(Math.Max(0, ShownRefusals - (int)Math.Min(refused, ShownRefusals))))
            {
                await console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"line {line + one.Index + 1}: {one.Errors[0].Path}: {one.Errors[0].Message}"));
            }

            (accepted, duplicates, refused, line) =
                (accepted + answer.Accepted, duplicates + answer.Duplicates, refused + answer.Refused.Length, line + chunk.Length);
        }

        return new ImportSummary(line, accepted, duplicates, refused, Math.Round(line / Math.Max(watch.Elapsed.TotalSeconds, 0.001)));
    }
}
