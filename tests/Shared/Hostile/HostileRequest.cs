namespace Compliance.Tests.Shared.Hostile;

/// <summary>A request as bytes on the wire.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="ToTrigger">True where it goes to a trigger, which may answer 500 with a body: that is how it fails.</param>
public sealed record HostileRequest(byte[] Bytes, bool ToTrigger);
