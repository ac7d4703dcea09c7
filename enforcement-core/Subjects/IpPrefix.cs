using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>Ranges of internet addresses that may be a subject: small enough that few people share one, in one written form.</summary>
public static class IpPrefix
{
    /// <summary>Reads <c>203.0.113.0/24</c> or <c>2001:db8::/48</c>, or one address (its /32 or /64). Bits beyond the length are
    /// cleared; an IPv4 address written as IPv6 is IPv4.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">The one written form.</param>
    /// <param name="problem">What stands against it; empty where nothing does.</param>
    public static bool TryParse(string text, out string prefix, out string problem)
    {
        prefix = "";
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];
        if (text.Length > 64 || !IPAddress.TryParse(written, out var address) || written.Contains('%', StringComparison.Ordinal)
            || (address.AddressFamily == AddressFamily.InterNetwork && written.Count(c => c == '.') != 3))
        {
            problem = "A prefix is written ADDRESS/LENGTH.";
            return false;
        }

        var mapped = address.IsIPv4MappedToIPv6;
        address = mapped ? address.MapToIPv4() : address;
        var four = address.AddressFamily == AddressFamily.InterNetwork;
        var length = four ? 32 : 64;
        if (slash >= 0 && !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length))
        {
            problem = "The length of a prefix is a number.";
            return false;
        }

        length -= mapped && slash >= 0 ? 96 : 0;
        if (four ? length is < 24 or > 32 : length is < 48 or > 64)
        {
            problem = "A prefix has a length of 24 to 32 (IPv4) or 48 to 64 (IPv6): a wider one would mean people who share nothing.";
            return false;
        }

        prefix = string.Create(CultureInfo.InvariantCulture, $"{Masked(address, length)}/{length}");
        problem = "";
        return true;
    }

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var place = 0; place < bytes.Length; place++)
        {
            var kept = Math.Clamp(length - (place * 8), 0, 8);
            bytes[place] &= (byte)(0xFF00 >> kept & 0xFF);
        }

        return new IPAddress(bytes);
    }
}
