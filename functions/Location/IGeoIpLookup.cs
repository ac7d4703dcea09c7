using System.Net;
using Compliance.ScreeningCore.Location;

namespace Compliance.Functions.Location;

/// <summary>Says where an IP address is, as far as the databases at hand know.</summary>
public interface IGeoIpLookup
{
    /// <summary>The location of an address; null where no database knows it, which means unknown, never "not embargoed".</summary>
    GeoIpFact? Find(IPAddress address);
}
