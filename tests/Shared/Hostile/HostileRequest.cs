namespace Compliance.Tests.Shared.Hostile;

/// <summary>A request as bytes on the wire.</summary>
/// <param name="Bytes">What is sent.</param>
public sealed record HostileRequest(byte[] Bytes);
