using System.Diagnostics;
using System.Net;
using Compliance.Functions.Location;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;
using MaxMind.Db;

namespace Compliance.Benchmarks;

/// <summary>The location verdict, and look-ups in the databases of COMPLIANCE_GEOIP_DIR beside a plain reader that decodes whole
/// records.</summary>
internal static class LocationMeasurements
{
    private const int Batch = 1_000;

    /// <summary>Measures; look-ups are timed in batches, because one takes less time than reading the clock.</summary>
    public static IReadOnlyList<LookUpMeasurement> Take(Func<string, Effort, Func<int, object?>, Measurement> measure, Effort effort)
    {
        var policy = PolicyLibrary.Load().LocationOn(new DateOnly(2026, 11, 22));
        var facts = new LocationFacts
        {
            Phones = ["+989121234567"],
            Emails = ["someone@shop.example"],
            DeclaredCountry = CountryCode.Parse("TR"),
            Addresses = ["Bagdat Caddesi 12, Kadikoy, Istanbul, Turkey"],
            Signals = new LocationSignals
            {
                Geo = new GeoIpFact { Country = CountryCode.Parse("TR"), Connection = ConnectionType.Residential, Confidence = 0.95 },
                TimeZone = "Asia/Tehran",
                AcceptLanguage = "fa-IR,fa;q=0.9",
                Payment = new PaymentSignals { Method = "card", BinCountry = CountryCode.Parse("TR") },
            },
        };
        measure("location verdict, address and six signals", effort, _ => LocationJudge.Judge(facts, policy));
        measure("location verdict, network only", effort,
            _ => LocationJudge.Judge(new LocationFacts { Signals = new LocationSignals { Geo = facts.Signals.Geo } }, policy));
        var directory = Environment.GetEnvironmentVariable("COMPLIANCE_GEOIP_DIR");
        return directory is null ? [] : [.. Directory.EnumerateFiles(directory, "*.mmdb").Order(StringComparer.Ordinal).Select(LookUps)];
    }

    private static LookUpMeasurement LookUps(string file)
    {
        using var stream = File.OpenRead(file);
        var database = LocationDatabase.Open(stream);
        var addresses = Addresses(database);
        var times = new List<double>();
        var found = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Batch; i++)
            {
                found += database.Find(addresses[i]) is { Country: not null } or { CountryCode: not null } ? 1 : 0;
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Batch);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Batch; i++)
        {
            database.Find(addresses[i]);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        using var whole = new Reader(file);
        var plain = Stopwatch.GetTimestamp();
        for (var i = 0; i < Batch; i++)
        {
            found += whole.Find<Dictionary<string, object>>(addresses[i]) is null ? 0 : 1;
        }

        var plainNanos = Stopwatch.GetElapsedTime(plain).TotalNanoseconds / Batch;
        times.Sort();
        var median = times[times.Count / 2];
        var result = new LookUpMeasurement(Path.GetFileName(file), Math.Round(median, 1), Math.Round(1e3 / median, 2), allocated,
            Math.Round(plainNanos / median, 1), found > 0);
        Console.WriteLine(
            FormattableString.Invariant(
            $"look-up in {result.File}: median {result.MedianNanos} ns, {result.MillionsPerSecond} million/s, {result.AllocatedBytes} bytes per {Batch}, {result.TimesFasterThanPlain} × faster than decoding whole records"));
        return result;
    }

    /// <summary>An address of the part of IPv6 that is handed out, for databases without IPv4.</summary>
    private static IPAddress SixOf(uint state, int tries)
    {
        var bytes = new byte[16];
        BitConverter.TryWriteBytes(bytes, state);
        BitConverter.TryWriteBytes(bytes.AsSpan(4), tries);
        bytes[0] = (byte)(0x20 | (bytes[0] & 0x0f));
        return new IPAddress(bytes);
    }

    /// <summary>Addresses that the database knows, spread over the space by a fixed sequence; all of one family where few are
    /// known.</summary>
    private static IPAddress[] Addresses(LocationDatabase database)
    {
        var known = new List<IPAddress>();
        var state = 2463534242u;
        for (var tries = 0; tries < 3_000_000 && known.Count < Batch; tries++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            var address = tries < Batch * 100 || known.Count > 0 ? new IPAddress(state) : SixOf(state, tries);
            if (database.Find(address) is not null)
            {
                known.Add(address);
            }
        }

        return known.Count > 0
            ? [.. Enumerable.Range(0, Batch).Select(i => known[i % known.Count])]
            : throw new InvalidOperationException("The database knows none of the addresses tried.");
    }
}

/// <summary>Look-ups in one database, warm, on one core.</summary>
internal sealed record LookUpMeasurement(string File, double MedianNanos, double MillionsPerSecond, long AllocatedBytes,
    double TimesFasterThanPlain, bool FoundAny);
