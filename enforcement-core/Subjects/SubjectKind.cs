namespace Compliance.EnforcementCore.Subjects;

/// <summary>What kind of thing a subject is.</summary>
public enum SubjectKind
{
    /// <summary>A customer that holds accounts.</summary>
    Organisation,

    /// <summary>An account: it holds keys and answers for its end users.</summary>
    Account,

    /// <summary>A key of an account; the id of the key, never its secret.</summary>
    ApiKey,

    /// <summary>Somebody behind an account, known by the safety identifier that the account sends.</summary>
    EndUser,

    /// <summary>A means of payment, known by a keyed fingerprint.</summary>
    Instrument,

    /// <summary>A device, known by a keyed fingerprint.</summary>
    Device,

    /// <summary>A range of internet addresses: IPv4 /24 to /32, IPv6 /48 to /64.</summary>
    IpPrefix,
}

/// <summary>What holds for kinds: their written names, and which kind may stand inside which.</summary>
public static class SubjectKinds
{
    private static readonly string[] Names = ["organisation", "account", "api_key", "end_user", "instrument", "device", "ip_prefix"];

    /// <summary>Every kind, in order.</summary>
    public static IReadOnlyList<SubjectKind> All { get; } = Enum.GetValues<SubjectKind>();

    /// <summary>The written name, for example <c>api_key</c>.</summary>
    public static string NameOf(SubjectKind kind) => Names[(int)kind];

    /// <summary>Reads a written name, which is lower case; false where it is none.</summary>
    public static bool TryParse(string? name, out SubjectKind kind)
    {
        var place = Array.IndexOf(Names, name);
        kind = (SubjectKind)Math.Max(place, 0);
        return place >= 0;
    }

    /// <summary>True where a subject of the first kind may contain one of the second: organisation ⊇ account ⊇ {key, end user}.</summary>
    public static bool MayContain(SubjectKind parent, SubjectKind child) => (parent, child) is
        (SubjectKind.Organisation, SubjectKind.Account) or (SubjectKind.Account, SubjectKind.ApiKey or SubjectKind.EndUser);

    /// <summary>True for instruments, devices and prefixes: they are linked to accounts, not contained, and nothing descends from
    /// them.</summary>
    public static bool IsLinkedOnly(SubjectKind kind) => kind is SubjectKind.Instrument or SubjectKind.Device or SubjectKind.IpPrefix;

    /// <summary>True where something can stand inside a subject of this kind.</summary>
    public static bool HasDescendants(SubjectKind kind) => kind is SubjectKind.Organisation or SubjectKind.Account;
}
