using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Channels;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening.Contracts;

namespace Compliance.Functions.Screening;

/// <summary>Works on a bounded number of lines at a time and writes their answers in the order of the lines.</summary>
internal static class BatchStream
{
    public static async Task RunAsync(
        IAsyncEnumerable<NdjsonLine> lines, Func<NdjsonLine, Task<BatchLine>> screen, PipeWriter output, int ahead,
            CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var started = Channel.CreateBounded<Task<BatchLine>>(new BoundedChannelOptions(ahead) { SingleReader = true, SingleWriter = true });
        var feeding = FeedAsync(lines, screen, started.Writer, stop.Token);
        try
        {
            await foreach (var answer in started.Reader.ReadAllAsync(cancellation))
            {
                await WriteAsync(await answer, output, started.Reader.Count == 0, cancellation);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        await feeding;
    }

    public static BatchLine LineOf(long number, IntakeResult result) => new(number, result.Status, result.Answer, result.Problem);

    private static async Task FeedAsync(IAsyncEnumerable<NdjsonLine> lines, Func<NdjsonLine, Task<BatchLine>> screen,
        ChannelWriter<Task<BatchLine>> started, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            await foreach (var line in lines.WithCancellation(cancellation))
            {
                await started.WriteAsync(Task.Run(() => screen(line), cancellation), cancellation);
            }
        }
        catch (Exception error)
        {
            failure = error;
            throw;
        }
        finally
        {
            started.Complete(failure);
        }
    }

    private static async Task WriteAsync(BatchLine line, PipeWriter output, bool flush, CancellationToken cancellation)
    {
        await using (var json = new Utf8JsonWriter(output))
        {
            JsonSerializer.Serialize(json, line, WireFormat.Json.BatchLine);
        }

        output.GetSpan(1)[0] = (byte)'\n';
        output.Advance(1);
        if (flush || output.UnflushedBytes > 16 * 1024)
        {
            await output.FlushAsync(cancellation);
        }
    }
}
