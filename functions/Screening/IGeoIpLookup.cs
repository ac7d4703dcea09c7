using Compliance.ScreeningCore.Location;

namespace Compliance.Functions.Screening;

/// <summary>Locates IP addresses. Without a database nothing is registered and every address is unknown, never "not embargoed".</summary>
public interface IGeoIpLookup
{
    /// <summary>What the database knows of an address; null where it is unknown or not an address.</summary>
    GeoIpFact? Find(string ip);
}
