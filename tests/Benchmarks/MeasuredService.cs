using System.Collections.Immutable;
using Compliance.Functions.Hosting;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Compliance.Benchmarks;

/// <summary>The service on a free port of loopback with the invented list and a data directory of its own, in this process.</summary>
internal sealed class MeasuredService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _data;

    private MeasuredService(WebApplication app, string data) => (_app, _data) = (app, data);

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it and waits until it screens.</summary>
    public static async Task<MeasuredService> StartAsync(params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("compliance-measured-").FullName;
        var app = ServiceHost.Build(["--urls", "http://127.0.0.1:0", "--COMPLIANCE_DATA_DIR", data, .. settings], services =>
        {
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            services.RemoveAll<IListSupply>();
            services.AddSingleton<IListSupply>(new InventedSupply());
        });
        await app.StartAsync();
        var service = new MeasuredService(app, data)
        {
            Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
        using var http = new HttpClient { BaseAddress = service.Address };
        while (!(await http.GetAsync("/health/ready")).IsSuccessStatusCode)
        {
            await Task.Delay(100);
        }

        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>The invented list, once.</summary>
    private sealed class InventedSupply : IListSupply
    {
        private bool _given;

        public ImmutableArray<ListCode> Required => [];

        public TimeSpan PollEvery => TimeSpan.FromMinutes(1);

        public Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
            CancellationToken cancellation)
        {
            var findings = _given ? SupplyFindings.None
                : new SupplyFindings([new FreshList(InventedLists.Make(TimeProvider.System.GetUtcNow()), [])], [], []);
            _given = true;
            return Task.FromResult(findings);
        }
    }
}
