using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Compliance.Functions.Tests.EndToEnd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Functions.Tests.Hosting;

/// <summary>Anyone can send what is no request: it must not fill the log with failures that call an operator.</summary>
public sealed class FailureAnswersTests
{
    [Fact]
    public async Task A_body_that_breaks_off_in_the_middle_of_its_chunks_is_refused_and_is_no_failure_in_the_log()
    {
        var log = new KeptLog();
        await using var service = await RunningService.StartReadyAsync(replace: services => services.AddSingleton<ILoggerProvider>(log));
        var answer = await SendAsync(service.Http.BaseAddress!, "Transfer-Encoding: chunked\r\n\r\nzz\r\n{\"subject\":");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Empty(log.Failures);
    }

    [Fact]
    public async Task A_failure_of_the_service_itself_is_in_the_log()
    {
        var log = new KeptLog();
        await using var service = await RunningService.StartReadyAsync(
            replace: services => services.AddSingleton<ILoggerProvider>(log),
                mapped: app => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/health/broken",
                (Func<string>)(() => throw new InvalidOperationException("invented"))));
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, (await service.Http.GetAsync("/health/broken")).StatusCode);
        Assert.Contains(log.Failures, line => line.Contains("unhandled exception", StringComparison.Ordinal));
    }

    private static async Task<string> SendAsync(Uri address, string rest)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
            $"POST /api/v1/screenings HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n{rest}"));
        var buffer = new byte[512];
        return Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _failures = [];

        public IReadOnlyCollection<string> Failures => _failures;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                _failures.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
