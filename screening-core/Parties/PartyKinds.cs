namespace Compliance.ScreeningCore.Parties;

/// <summary>What a party is. Names of different kinds compare by different rules.</summary>
public enum PartyKind
{
    /// <summary>Not stated: compared with every kind.</summary>
    Unknown,

    /// <summary>A natural person.</summary>
    Individual,

    /// <summary>A company, authority, group or any other body ("entity" in OFAC's words).</summary>
    Organization,

    /// <summary>A ship.</summary>
    Vessel,

    /// <summary>An aircraft.</summary>
    Aircraft,
}

/// <summary>Gender as a publisher or a customer states it.</summary>
public enum Gender
{
    /// <summary>Not stated.</summary>
    Unknown,

    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,
}

/// <summary>What a name is to its party, in the separation that the UK list format introduced.</summary>
public enum NameKind
{
    /// <summary>The name the publisher lists the party under.</summary>
    Primary,

    /// <summary>Another spelling or rendering of the primary name.</summary>
    Variation,

    /// <summary>Also known as (a.k.a.).</summary>
    Alias,

    /// <summary>Formerly known as (f.k.a.).</summary>
    FormerName,

    /// <summary>Now known as (n.k.a.).</summary>
    NewName,
}

/// <summary>
/// How reliable the publisher holds an alias. A weak alias supports a hit but does not raise one alone (OFAC FAQ 122 to 124).
/// </summary>
public enum AliasStrength
{
    /// <summary>The publisher does not say; not the same as strong.</summary>
    Unstated,

    /// <summary>Strong or "good quality".</summary>
    Strong,

    /// <summary>Weak, "low quality".</summary>
    Weak,
}

/// <summary>The part that a piece of a person's name plays, where the publisher separates them.</summary>
public enum NamePartRole
{
    /// <summary>Not separated.</summary>
    Whole,

    /// <summary>Given name or names.</summary>
    Given,

    /// <summary>Middle name.</summary>
    Middle,

    /// <summary>Family name.</summary>
    Family,

    /// <summary>Father's name or patronymic.</summary>
    Patronymic,

    /// <summary>Mother's family name.</summary>
    Matronymic,
}
