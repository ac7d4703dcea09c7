using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Compliance.Functions.Tests.EndToEnd;

public sealed class BatchTests
{
    [Fact]
    public async Task Every_line_gets_its_answer_in_order_and_a_wrong_line_spoils_no_other()
    {
        await using var service = await RunningService.StartReadyAsync();
        var lines = new List<string>();
        for (var i = 1; i <= 300; i++)
        {
            lines.Add(i % 10 == 0 ? "{broken" : $$$"""{"subject":{"id":"s{{{i}}}","name":"Quentin Oyelaran"}}""");
        }

        lines.Insert(50, "");
        lines.Insert(60, """{"subject":{"name":"LONG"}}""".Replace("LONG", new string('x', 300_000), StringComparison.Ordinal));

        var answers = await SendAsync(service, string.Join('\n', lines));

        Assert.Equal(lines.Select((text, i) => (text, number: i + 1)).Where(line => line.text.Length > 0)
            .Select(line => line.number), answers.Select(answer => answer.GetProperty("line").GetInt32()));
        foreach (var answer in answers)
        {
            var text = lines[answer.GetProperty("line").GetInt32() - 1];
            var expected = text.Length > 1000 ? 413 : text == "{broken" ? 400 : 200;
            Assert.Equal(expected, answer.GetProperty("status").GetInt32());
            Assert.Equal(expected == 200, answer.TryGetProperty("answer", out _));
            Assert.Equal(expected != 200, answer.TryGetProperty("problem", out _));
        }
    }

    [Fact]
    public async Task Answers_leave_while_later_lines_have_not_arrived()
    {
        await using var service = await RunningService.StartReadyAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", service.Http.BaseAddress!.Port);
        await using var wire = socket.GetStream();

        await WriteAsync(wire,
            "POST /api/v1/screenings/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: "
                + "chunked\r\n\r\n");
        await WriteAsync(wire, Chunk("""{"subject":{"name":"Quentin Oyelaran"}}""" + "\n"));
        await ReadUntilAsync(wire, "\"line\":1,");
        await WriteAsync(wire, Chunk("""{"subject":{"name":"Borislav Vranikov Tsankovich"}}""" + "\n") + "0\r\n\r\n");

        await ReadUntilAsync(wire, "\"line\":2,");
    }

    [Fact]
    public async Task A_batch_sent_again_with_its_key_gives_the_same_screenings()
    {
        await using var service = await RunningService.StartReadyAsync();
        var body = string.Join('\n', Enumerable.Range(0, 5)
            .Select(i => $$$"""{"subject":{"id":"s{{{i}}}","name":"Farrokh Delgadillo"}}"""));

        Assert.Equal((await SendAsync(service, body, "b1")).Select(answer => answer.GetRawText()),
            (await SendAsync(service, body, "b1")).Select(answer => answer.GetRawText()));
    }

    private static async Task<List<JsonElement>> SendAsync(RunningService service, string body, string? key = null)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, "/api/v1/screenings/batch")
            { Content = new StringContent(body, Encoding.UTF8, "application/x-ndjson") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await service.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";

    private static Task WriteAsync(Stream wire, string text) => wire.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    private static async Task ReadUntilAsync(Stream wire, string expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var (seen, buffer) = (new StringBuilder(), new byte[4096]);
        while (!seen.ToString().Contains(expected, StringComparison.Ordinal))
        {
            var read = await wire.ReadAsync(buffer, limit.Token);
            Assert.True(read > 0, $"The answer ended before {expected}: {seen}");
            seen.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }
}
