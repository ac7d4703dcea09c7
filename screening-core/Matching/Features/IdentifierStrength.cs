namespace Compliance.ScreeningCore.Matching.Features;

/// <summary>What an equal identifier is worth. The profile gives each its log-odds.</summary>
public enum IdentifierStrength
{
    /// <summary>A desk's mailbox that two persons state: they have an employer in common.</summary>
    Shared,

    /// <summary>Borne by several now and again: telephone, website, anything the publisher names otherwise. It supports a name.</summary>
    Supporting,

    /// <summary>An equal number of which it is not known whether one issuer gave it as one type, or one so short that others bear it: a
    /// person looks at the document.</summary>
    Number,

    /// <summary>A mailbox: one party's, or one household's. It identifies until a fact contradicts.</summary>
    Mailbox,

    /// <summary>Documents, numbers and codes that are given to one party only.</summary>
    Decisive,
}
