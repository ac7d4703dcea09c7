namespace Compliance.ScreeningCore.Location;

/// <summary>One signal that points to a place.</summary>
/// <param name="Place">Code of the place.</param>
/// <param name="Weight">Row of the evidence table it is worth.</param>
/// <param name="Value">The value as submitted or looked up.</param>
/// <param name="Text">The signal in words an officer can read aloud, such as "the telephone number begins with +98".</param>
public sealed record LocationEvidence(string Place, EvidenceWeight Weight, string Value, string Text);
