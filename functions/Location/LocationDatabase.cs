using System.Net;
using System.Net.Sockets;
using MaxMind.Db;

namespace Compliance.Functions.Location;

/// <summary>
/// One open MaxMind DB. The file is copied into memory: replacing it on disk cannot disturb look-ups. Whatever a look-up could stumble over
/// is found by <see cref="Check"/>; where that was not done yet, a damaged record is unknown. Immutable, safe for concurrent use; a new
/// file is a new database.
/// </summary>
internal sealed class LocationDatabase
{
    /// <summary>Most networks met in one walk, for each byte of the file: a node takes six bytes at least, and the IPv4 part of a tree is
    /// also reached through its aliases in IPv6.</summary>
    private const int MostNetworksPerByte = 2;

    /// <summary>Records kept while checking: addresses that lie together often share one.</summary>
    private const int RecordsKept = 65_536;

    private static readonly InjectableValues Injected = NoAddress();

    private readonly Reader _reader;
    private readonly long _mostNetworks;

    private LocationDatabase(Reader reader, long bytes) =>
        (_reader, _mostNetworks, BuiltAt) = (reader, bytes * MostNetworksPerByte, BuildOf(reader.Metadata));

    // Look-ups may still run when the database is replaced; the memory goes when nobody holds it any more.
    ~LocationDatabase() => _reader.Dispose();

    /// <summary>Type as the database states it, such as <c>GeoLite2-City</c>.</summary>
    public string Kind => _reader.Metadata.DatabaseType;

    /// <summary>The build moment; null where the stated seconds lie beyond the calendar.</summary>
    public DateTimeOffset? BuiltAt { get; }

    /// <summary>Reads a database; its records are not looked at yet.</summary>
    /// <exception cref="FormatException">The bytes are not a MaxMind DB.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LocationDatabase Open(Stream stream)
    {
        try
        {
            var reader = new Reader(stream);
            var metadata = reader.Metadata;
            return !string.IsNullOrEmpty(metadata.DatabaseType) && metadata.IPVersion is 4 or 6 && metadata.BinaryFormatMajorVersion == 2
                ? new LocationDatabase(reader, stream.Length)
                : throw new FormatException(FormattableString.Invariant(
                    $"Its metadata state type '{metadata.DatabaseType}', format {metadata.BinaryFormatMajorVersion} and IP version {metadata.IPVersion}; a type, format 2 and IP version 4 or 6 are read."));
        }
        catch (Exception error) when (error is not (IOException or FormatException))
        {
            throw Unusable(error);
        }
    }

    /// <summary>Reads every record as a look-up would; gives the number of networks with a record, those of aliases included.</summary>
    /// <exception cref="FormatException">The database is damaged, or its records are of a layout that tells no location.</exception>
    public int Check()
    {
        try
        {
            var networks = 0;
            foreach (var _ in _reader.FindAll<LocationRecord>(Injected, RecordsKept))
            {
                networks++;
                if (networks > _mostNetworks)
                {
                    throw new FormatException(
                        "The branches of its search tree are shared: it would answer for more networks than it holds.");
                }
            }

            GC.KeepAlive(this);
            return networks;
        }
        catch (Exception error) when (error is not FormatException)
        {
            throw Unusable(error);
        }
    }

    /// <summary>The record of an address; null where the database has none, or a damaged one. IPv4 inside IPv6 (::ffff:a.b.c.d) is looked
    /// up as IPv4; an IPv4 tree, which would take the first bits of an IPv6 address for one of its own, is not asked for it.</summary>
    public LocationRecord? Find(IPAddress address)
    {
        var wanted = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (wanted.AddressFamily == AddressFamily.InterNetworkV6 && _reader.Metadata.IPVersion == 4)
        {
            return null;
        }

        try
        {
            return _reader.Find<LocationRecord>(wanted, Injected);
        }
        catch (Exception error) when (error is InvalidDatabaseException or DeserializationException or OverflowException
            or ArgumentException or InvalidCastException)
        {
            return null; // Unknown, which never allows; the check finds it too, and says so.
        }
        finally
        {
            GC.KeepAlive(this);
        }
    }

    private static FormatException Unusable(Exception error) => new($"It is not a database that can be used: {error.Message}", error);

    private static DateTimeOffset? BuildOf(Metadata metadata)
    {
        try
        {
            return new DateTimeOffset(metadata.BuildDate);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static InjectableValues NoAddress()
    {
        var values = new InjectableValues();
        values.AddValue("ip_address", "");
        return values;
    }
}
