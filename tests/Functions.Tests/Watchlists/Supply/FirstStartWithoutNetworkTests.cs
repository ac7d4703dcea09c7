using System.Collections.Immutable;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Tests.Storage.Azure;
using Compliance.Functions.Tests.Watchlists.History;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Watchlists.Supply;

/// <summary>
/// Fault that was: a first start without a network wrote one red line for each of fourteen lists, each saying that the last good version
/// stays, where there was none.
/// </summary>
public sealed class FirstStartWithoutNetworkTests
{
    private static readonly ImmutableArray<ListFailure> Failures =
        [.. Enumerable.Range(1, 14).Select(i => new ListFailure(ListCode.Parse($"list-{i}"), $"Name or service not known (host {i})"))];

    /// <summary>Told to ask nobody (COMPLIANCE_OFFLINE), a start is no failure.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_line_says_that_nothing_could_be_had_and_every_list_keeps_its_own_reason(bool offline)
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(Invented.Start);
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        var works = new ListWorks(storage, time);
        var log = new Lines();
        var incidents = new ListIncidents(works.History, works.Statuses, time, log, OptionsOf(offline));
        using var refresh = new ListRefresh(new CorpusHost(), works.Archive, new NoNetwork(), works.Intake, works.Statuses, incidents, [],
            null, time, NullLogger<ListRefresh>.Instance);

        await refresh.LookAsync(null, CancellationToken.None);
        await refresh.LookAsync(null, CancellationToken.None);

        Assert.Equal([offline ? LogLevel.Warning : LogLevel.Error, LogLevel.Warning], log.Written.Select(line => line.Level));
        Assert.All(log.Written, line => Assert.Contains("14 lists", line.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(log.Written, line => line.Text.Contains("last good version", StringComparison.Ordinal));
        foreach (var failure in Failures)
        {
            Assert.Equal(failure.Reason, works.Statuses.Of(failure.List).Error);
            Assert.Equal(failure.Reason, (await works.History.IncidentAsync(failure.List, CancellationToken.None))?.Reason);
        }
    }

    [Fact]
    public async Task A_list_that_was_never_there_is_not_said_to_have_a_good_version()
    {
        using var folder = new TemporaryDirectory();
        var time = new ManualTime(Invented.Start);
        using var storage = EmbeddedStorage.Open(folder.Path, time);
        var works = new ListWorks(storage, time);
        var log = new Lines();
        var incidents = new ListIncidents(works.History, works.Statuses, time, log);

        await incidents.FailedAsync(Failures[0], hasVersion: false, CancellationToken.None);
        incidents.Refused(Failures[1], hasVersion: false);
        await incidents.FailedAsync(Failures[2], hasVersion: true, CancellationToken.None);

        Assert.Equal([false, false, true], log.Written.Select(line => line.Text.Contains("last good version", StringComparison.Ordinal)));
        // The alert rule of the infrastructure looks for these words.
        Assert.All(log.Written, line => Assert.Contains("was not refreshed", line.Text, StringComparison.Ordinal));
    }

    private static ServiceOptions OptionsOf(bool offline) => new()
    { DataDirectory = "", IsDevelopment = true, Mode = RunMode.Standalone, Urls = [], Offline = offline };

    private sealed class NoNetwork : IListSupply
    {
        public ImmutableArray<ListCode> Required => [.. Failures.Select(failure => failure.List)];

        public TimeSpan PollEvery => TimeSpan.FromMinutes(1);

        public Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
            CancellationToken cancellation) => Task.FromResult(new SupplyFindings([], [], Failures));
    }

    private sealed class Lines : ILogger<ListIncidents>
    {
        public List<(LogLevel Level, string Text)> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Written.Add((logLevel, formatter(state, exception)));
    }
}
