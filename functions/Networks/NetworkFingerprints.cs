using System.Security.Cryptography;
using System.Text;
using Compliance.EnforcementCore.Networks;
using Compliance.Functions.Identity.Secrets;

namespace Compliance.Functions.Networks;

/// <summary>Fingerprints of artefacts under a key of the deployment: whoever reads the store cannot try values out. Without a secret no
/// fact is kept.</summary>
internal sealed class NetworkFingerprints(RowSeal seal)
{
    private const int Bytes = 16;
    private readonly byte[]? _key = seal.Secret.KeyFor("networks");

    /// <summary>True where facts can be kept.</summary>
    public bool IsKeyed => _key is not null;

    /// <summary>The artefact under its fingerprint.</summary>
    /// <exception cref="InvalidOperationException">There is no secret.</exception>
    public ArtefactKey Of(ObservedArtefact artefact) => new(artefact.Type, Convert.ToHexStringLower(HMACSHA256.HashData(
        _key ?? throw new InvalidOperationException("Without a secret nothing is fingerprinted."),
        Encoding.UTF8.GetBytes($"{artefact.Type}\n{artefact.Value}")).AsSpan(0, Bytes)));
}
