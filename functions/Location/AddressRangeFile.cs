using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Compliance.Functions.Location;

/// <summary>What the addresses of a range file are.</summary>
internal enum AddressRangeKind
{
    /// <summary>The file is none we know.</summary>
    None,

    /// <summary>VPN networks (X4BNet <c>vpn-ipv4.txt</c>, any <c>*vpn*.txt</c>).</summary>
    Vpn,

    /// <summary>Data centres (X4BNet <c>datacenter-ipv4.txt</c>, any <c>*hosting*.txt</c>).</summary>
    Hosting,

    /// <summary>Tor exits (CSV with a column <c>ipaddr</c>, or a plain list).</summary>
    Tor,

    /// <summary>Networks registered in one country: <c>ir/ipv4-aggregated.txt</c>, the folder names the country.</summary>
    Country,
}

/// <summary>Reads range files: one CIDR block or address a line, or the Tor exit CSV. Lines that are neither are refused with their
/// number.</summary>
internal static class AddressRangeFile
{
    /// <summary>Recognises a file by its path.</summary>
    public static AddressRangeKind KindOf(string path)
    {
        var (name, folder) = (Path.GetFileName(path).ToUpperInvariant(), Path.GetFileName(Path.GetDirectoryName(path)) ?? "");
        return name switch
        {
            _ when name.EndsWith(".CSV", StringComparison.Ordinal) && name.Contains("EXIT", StringComparison.Ordinal) =>
                AddressRangeKind.Tor,
            _ when !name.EndsWith(".TXT", StringComparison.Ordinal) || name.StartsWith("LICENSE", StringComparison.Ordinal) =>
                AddressRangeKind.None,
            _ when name.Contains("TOR", StringComparison.Ordinal) && name.Contains("EXIT", StringComparison.Ordinal) =>
                AddressRangeKind.Tor,
            _ when name.Contains("VPN", StringComparison.Ordinal) => AddressRangeKind.Vpn,
            _ when name.Contains("DATACENTER", StringComparison.Ordinal) || name.Contains("HOSTING", StringComparison.Ordinal) =>
                AddressRangeKind.Hosting,
            _ when name.StartsWith("IPV", StringComparison.Ordinal) && folder.Length == 2 => AddressRangeKind.Country,
            _ => AddressRangeKind.None,
        };
    }

    /// <summary>Reads the networks of a file.</summary>
    /// <exception cref="FormatException">A line is neither a network nor an address.</exception>
    public static List<IPNetwork> Read(TextReader reader, string path)
    {
        var networks = new List<IPNetwork>();
        var column = 0;
        for (var (number, line) = (1, reader.ReadLine()); line is not null; (number, line) = (number + 1, reader.ReadLine()))
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            var cells = text.Split(',', StringSplitOptions.TrimEntries);
            if (number == 1 && Array.IndexOf(cells, "ipaddr") is var header && header >= 0)
            {
                column = header;
                continue;
            }

            networks.Add(cells.Length > column && TryParse(cells[column], out var network)
                ? network
                : throw new FormatException(string.Create(
                    CultureInfo.InvariantCulture,
                        $"{Path.GetFileName(path)} line {number}: '{text}' is neither a network such as 192.0.2.0/24 nor an address.")));
        }

        return networks;
    }

    private static bool TryParse(string text, out IPNetwork network)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out network);
        }

        var isAddress = IPAddress.TryParse(text, out var address);
        network = isAddress ? new IPNetwork(address!, address!.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) : default;
        return isAddress;
    }
}
