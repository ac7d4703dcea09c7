namespace Compliance.Cli.Evaluation.Negatives;

/// <summary>Kinds of customers that stand on no list; their names in the order of the validation.</summary>
internal static class StrangerKind
{
    /// <summary>People of a file, as they write themselves.</summary>
    public const string Person = "person";

    /// <summary>People of a file with initials instead of given names.</summary>
    public const string Initials = "initials";

    /// <summary>Companies of a file.</summary>
    public const string Organization = "organization";

    /// <summary>Companies of a file whose names are one word beside the legal form.</summary>
    public const string OneWord = "one-word";

    /// <summary>Well-known brands.</summary>
    public const string Brand = "brand";

    /// <summary>Invented addresses of twenty countries, their streets called after places.</summary>
    public const string Address = "address";

    /// <summary>Lines of payment messages.</summary>
    public const string Memo = "memo";

    /// <summary>Numbers of documents, drawn at random in each country's form.</summary>
    public const string Identifier = "identifier";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Person, Initials, Organization, OneWord, Brand, Address, Memo, Identifier];

    /// <summary>True for kinds that are read from a file; the others are invented by a seed.</summary>
    public static bool IsOfFile(string kind) => kind is Person or Initials or Organization or OneWord;
}
