using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Compliance.Functions.Identity.Limits;

/// <summary>
/// Token buckets: one per caller, and one per address for whoever shows no valid credentials. A bucket nobody uses is dropped. An address
/// of this machine is a front end's or the Functions host's, behind which many people stand, so it gets more. The address is that of the
/// connection: headers that name another are the sender's to choose.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    private const int CallerBurstSeconds = 2;
    private const int AddressBurstSeconds = 5;
    private const int LocalShare = 10;
    private const int RefillsPerSecond = 10;
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1) / RefillsPerSecond;
    private const string Local = "local";
    private const int IPv6NetworkBytes = 8;
    private readonly PartitionedRateLimiter<string>? _callers;
    private readonly PartitionedRateLimiter<string>? _addresses;

    public RequestLimits(LimitOptions options)
    {
        _callers = options.PerCaller == 0 ? null : Create(_ => options.PerCaller, CallerBurstSeconds);
        _addresses = options.PerAddress == 0 ? null
            : Create(address => address == Local ? options.PerAddress * LocalShare : options.PerAddress, AddressBurstSeconds);
    }

    /// <summary>Takes one request of a caller; null where it is within the limit, else the seconds to wait.</summary>
    public int? TakeOfCaller(string name) => Take(_callers, name);

    /// <summary>Waits until the caller may ask once more: what a batch asks counts line by line, and a batch beyond the limit is slowed
    /// down instead of refused half-way.</summary>
    public async Task WaitOfCallerAsync(string name, CancellationToken cancellation)
    {
        while (Take(_callers, name) is not null)
        {
            // The buckets fill by the machine's own clock.
            await Task.Delay(Refill, TimeProvider.System, cancellation);
        }
    }

    /// <summary>Takes one request from an address; null where it is within the limit, else the seconds to wait.</summary>
    public int? TakeOfAddress(IPAddress? address) => Take(_addresses, NetworkOf(address));

    public void Dispose()
    {
        _callers?.Dispose();
        _addresses?.Dispose();
    }

    /// <summary>An IPv4 address, or the network of 64 bits of an IPv6 one: one household has 2^64 of them.</summary>
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        _ when IPAddress.IsLoopback(address) => Local,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes(), 0, IPv6NetworkBytes),
        _ => address.ToString(),
    };

    private static int? Take(PartitionedRateLimiter<string>? limiter, string key)
    {
        if (limiter is null)
        {
            return null;
        }

        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
    }

    private static PartitionedRateLimiter<string> Create(Func<string, int> perSecond, int burstSeconds)
        => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, name =>
        {
            var rate = perSecond(name);
            var tokens = Math.Max(1, rate / RefillsPerSecond);
            return new TokenBucketRateLimiterOptions
            {
                TokenLimit = Math.Max(1, rate * burstSeconds),
                TokensPerPeriod = tokens,
                ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / rate),
                QueueLimit = 0,
                AutoReplenishment = true,
            };
        }),
        StringComparer.Ordinal);
}
