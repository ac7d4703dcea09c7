namespace Compliance.EnforcementCore.Networks.Worlds;

/// <summary>A range of whole numbers, both ends included.</summary>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
public readonly record struct WholeRange(int Low, int High);

/// <summary>How an invented world's operations behave. Everybody else is the same in all worlds.</summary>
/// <param name="Name">The world's letter.</param>
/// <param name="AccountsPerCard">Accounts of an operation on one card.</param>
/// <param name="AccountsPerDevice">Accounts on one device.</param>
/// <param name="AccountsPerAddress">Accounts on one address.</param>
/// <param name="BurstPercent">Sign-ups of an operation within 72 hours.</param>
/// <param name="SpreadDays">Days over which the others sign up.</param>
/// <param name="TemplatePercent">Accounts that use the operation's templates.</param>
/// <param name="HostedPercent">Addresses that belong to hosting, which innocent people use too.</param>
public sealed record WorldParameters(string Name, WholeRange AccountsPerCard, WholeRange AccountsPerDevice, WholeRange AccountsPerAddress,
    int BurstPercent, int SpreadDays, int TemplatePercent, int HostedPercent)
{
    /// <summary>Operations that do not take care.</summary>
    public static WorldParameters A { get; } = new("A", new(30, 70), new(4, 13), new(8, 27), 70, 30, 100, 30);

    /// <summary>Operations that take care: fewer accounts behind each thing they share, and half without the template.</summary>
    public static WorldParameters B { get; } = new("B", new(3, 7), new(2, 3), new(3, 3), 70, 30, 50, 30);

    /// <summary>The world of a letter; null where there is none.</summary>
    public static WorldParameters? Find(string name) => name switch { "A" => A, "B" => B, _ => null };
}

/// <summary>What an invented account is.</summary>
public enum WorldKind
{
    /// <summary>Somebody alone, perhaps with a second account.</summary>
    Single,

    /// <summary>Somebody behind an address with many strangers.</summary>
    SharedAddress,

    /// <summary>A student.</summary>
    Campus,

    /// <summary>One of a family.</summary>
    Family,

    /// <summary>One of an agency's staff.</summary>
    Agency,

    /// <summary>A reseller's customer.</summary>
    Reseller,

    /// <summary>One of a company's staff on a shared card.</summary>
    Corporate,

    /// <summary>One of an operation's accounts.</summary>
    Operation,
}

/// <summary>What is true of an invented world; no rule sees it.</summary>
/// <param name="Actors">Who runs each account.</param>
/// <param name="Kinds">What each account is.</param>
public sealed record WorldTruth(IReadOnlyList<int> Actors, IReadOnlyList<WorldKind> Kinds);
