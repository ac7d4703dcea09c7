namespace Compliance.Functions.Location.Mmdb;

/// <summary>Flags of the anonymous-IP layouts; a flag that a record does not bear is false.</summary>
[Flags]
internal enum MmdbFlags : byte
{
    None = 0,
    Anonymous = 1,
    Vpn = 2,
    Hosting = 4,
    PublicProxy = 8,
    ResidentialProxy = 16,
    TorExit = 32,
    Anycast = 64,
    Satellite = 128,
}

/// <summary>Text inside a database, not yet materialised.</summary>
internal readonly record struct MmdbText(int Offset, int Length)
{
    public bool IsStated => Length > 0;
}

/// <summary>What screening needs of one record, of any layout: City, Country, Enterprise, ASN, ISP, Connection-Type, Anonymous-IP, and the
/// flat ones.</summary>
internal struct MmdbLocation
{
    /// <summary>Packed country code, first letter × 256 + second letter; 0 where unknown.</summary>
    public ushort Country;

    /// <summary>Country the network is registered in, packed; 0 where unknown.</summary>
    public ushort RegisteredCountry;

    /// <summary>ISO code of the first subdivision without its country.</summary>
    public MmdbText Subdivision;

    /// <summary>English name of the first subdivision.</summary>
    public MmdbText SubdivisionName;

    /// <summary>English name of the city.</summary>
    public MmdbText City;

    /// <summary>Connection type as published: Corporate, Cellular, Satellite, Cable/DSL …</summary>
    public MmdbText ConnectionType;

    /// <summary>User type as published: residential, hosting, business …</summary>
    public MmdbText UserType;

    /// <summary>Name of the network's organisation.</summary>
    public MmdbText Organization;

    /// <summary>Autonomous system number; 0 where unknown.</summary>
    public uint AutonomousSystem;

    /// <summary>Accuracy radius in kilometres; 0 where unknown.</summary>
    public int AccuracyRadiusKm;

    /// <summary>Confidence in the country in per cent plus one; 0 where unknown.</summary>
    public byte ConfidencePlusOne;

    /// <summary>What the network is flagged as.</summary>
    public MmdbFlags Flags;
}
