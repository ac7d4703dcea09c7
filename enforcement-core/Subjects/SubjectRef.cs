using System.Security.Cryptography;
using System.Text;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>
/// Which subject: a kind and an id, written <c>account:a-17</c>. Ids are opaque and told apart by case. An end user is written
/// <c>end_user:ACCOUNT/IDENTIFIER</c>, so an identifier is worth something only together with its account.
/// </summary>
public readonly record struct SubjectRef : IComparable<SubjectRef>
{
    /// <summary>Most characters of an id, and of each half of an end user's.</summary>
    public const int MaxIdChars = 128;

    private readonly string? _id;

    private SubjectRef(SubjectKind kind, string id) => (Kind, _id) = (kind, id);

    /// <summary>The kind.</summary>
    public SubjectKind Kind { get; }

    /// <summary>The id within its kind.</summary>
    public string Id => _id ?? "";

    /// <summary>Thirty-two hexadecimal digits that stand for the subject in storage keys and addresses; says nothing about
    /// it.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("subject " + this)).AsSpan(0, 16));

    /// <summary>The account that an end user's id names; null for every other kind.</summary>
    public SubjectRef? NamedAccount => Kind == SubjectKind.EndUser ? new SubjectRef(SubjectKind.Account, Id[..Id.IndexOf('/')]) : null;

    /// <summary>The safety identifier of an end user, as the account sends it; null for every other kind.</summary>
    public string? Identifier => Kind == SubjectKind.EndUser ? Id[(Id.IndexOf('/') + 1)..] : null;

    /// <summary>An account.</summary>
    /// <exception cref="FormatException">The id is not one.</exception>
    public static SubjectRef Account(string id) => Parse("account:" + id);

    /// <summary>An end user of an account, by the safety identifier that the account sends.</summary>
    /// <exception cref="FormatException">One of them is not an id.</exception>
    public static SubjectRef EndUser(string account, string identifier) => Parse($"end_user:{account}/{identifier}");

    /// <summary>Reads the written form.</summary>
    /// <exception cref="FormatException">The text is not a subject.</exception>
    public static SubjectRef Parse(string text) => TryParse(text, out var subject, out var problem) ? subject
        : throw new FormatException(problem);

    /// <summary>Reads the written form; where it is none, the problem says what stands against it without repeating the id.</summary>
    public static bool TryParse(string? text, out SubjectRef subject, out string problem)
    {
        subject = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0 || !SubjectKinds.TryParse(text![..colon], out var kind))
        {
            problem = $"A subject is written KIND:ID; kinds are {string.Join(", ", SubjectKinds.All.Select(SubjectKinds.NameOf))}.";
            return false;
        }

        return TryMake(kind, text[(colon + 1)..], out subject, out problem);
    }

    /// <summary>A subject of a kind and an id; where it is none, the problem says what stands against it.</summary>
    public static bool TryMake(SubjectKind kind, string id, out SubjectRef subject, out string problem)
    {
        subject = default;
        problem = kind switch
        {
            SubjectKind.EndUser => EndUserProblem(id),
            SubjectKind.IpPrefix => IpPrefix.TryParse(id, out var prefix, out var why) ? Keep(prefix, out id) : why,
            SubjectKind.Instrument => SubjectIds.Problem(id, "An instrument's fingerprint") is { Length: > 0 } bad ? bad
                : SubjectIds.IsCardNumber(id) ? "This is a card number. Send a keyed fingerprint of it, never the number." : "",
            _ => SubjectIds.Problem(id, "The id"),
        };
        if (problem.Length > 0)
        {
            return false;
        }

        subject = new SubjectRef(kind, id);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SubjectRef other) => Kind == other.Kind ? string.CompareOrdinal(Id, other.Id) : Kind.CompareTo(other.Kind);

    /// <inheritdoc/>
    public override string ToString() => _id is null ? "" : $"{SubjectKinds.NameOf(Kind)}:{_id}";

    private static string EndUserProblem(string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "An end user is written ACCOUNT/IDENTIFIER."
            : SubjectIds.Problem(id[..slash], "The account's id") is { Length: > 0 } account ? account
            : SubjectIds.Problem(id[(slash + 1)..], "The safety identifier");
    }

    private static string Keep(string prefix, out string id)
    {
        id = prefix;
        return "";
    }
}
