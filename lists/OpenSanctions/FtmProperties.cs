using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary>What properties of the model hold.</summary>
public static class FtmProperties
{
    /// <summary>The type of the identifiers in a property; null where it holds none.</summary>
    public static IdentifierType? TypeOf(string property) => property == "publicKey" ? IdentifierType.Wallet
        : FtmSchemas.Identifiers.TryGetValue(property, out var type) ? type : null;
}
