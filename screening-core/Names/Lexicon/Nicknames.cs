using System.Collections.Frozen;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>How two given names stand to one another by custom.</summary>
public enum NicknameRelation
{
    /// <summary>No custom makes the one stand for the other.</summary>
    None,

    /// <summary>Both are familiar forms of one name: Bob and Rob.</summary>
    BothFamiliar,

    /// <summary>One is a familiar form of the other: Bob and Robert.</summary>
    FamiliarAndFormal,

    /// <summary>Both are spellings of one formal name: Stephen and Steven.</summary>
    BothFormal,
}

/// <summary>
/// Given names that stand for one another (see <c>Nicknames.tsv</c>). Groups do not chain: Sasha is Aleksandr and Sasha is Aleksandra, but
/// Aleksandr is never Aleksandra. Tokens are folded.
/// </summary>
public static class Nicknames
{
    private static readonly Gender[] GenderOfGroup;
    private static readonly FrozenDictionary<string, int[]> Memberships;
    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Lookup;

    static Nicknames()
    {
        const string Table = "Nicknames.tsv";
        var genders = new List<Gender>();
        var memberships = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var row in LexiconTable.Rows(Table, columns: 4))
        {
            var group = genders.Count;
            genders.Add(row[1] switch
            {
                "m" => Gender.Male,
                "f" => Gender.Female,
                "-" => Gender.Unknown,
                var other => throw LexiconTable.Unknown(Table, row[2], other, "m, f, -"),
            });
            Join(row[2], (group * 2) + 1);
            Join(row[3], group * 2);
        }

        GenderOfGroup = [.. genders];
        Memberships = memberships.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
        Lookup = Memberships.GetAlternateLookup<ReadOnlySpan<char>>();

        void Join(string names, int membership)
        {
            foreach (var name in names.Split(' '))
            {
                if (!memberships.TryGetValue(name, out var list))
                {
                    memberships.Add(name, list = []);
                }

                list.Add(membership);
            }
        }
    }

    /// <summary>How many groups the table has.</summary>
    public static int GroupCount => GenderOfGroup.Length;

    /// <summary>All names of the table in ordinal order.</summary>
    public static IEnumerable<string> AllNames => Memberships.Keys.Order(StringComparer.Ordinal);

    /// <summary>True where the token is a name of the table.</summary>
    public static bool Knows(ReadOnlySpan<char> token) => Lookup.ContainsKey(token);

    /// <summary>True where custom lets the one name stand for the other; the same name is always the same.</summary>
    public static bool Same(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.SequenceEqual(right) || Relation(left, right) != NicknameRelation.None;

    /// <summary>As <see cref="Same(ReadOnlySpan{char}, ReadOnlySpan{char})"/>, among the groups that a person of this gender may
    /// bear.</summary>
    public static bool Same(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Gender gender) =>
        left.SequenceEqual(right) || Relation(left, right, gender) != NicknameRelation.None;

    /// <summary>The closest relation of two names over all groups both belong to, symmetric in its arguments; None for a name with itself
    /// outside the table.</summary>
    /// <param name="left">A folded given name.</param>
    /// <param name="right">Another.</param>
    /// <param name="gender">The bearer's gender; Unknown looks at all groups.</param>
    public static NicknameRelation Relation(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Gender gender = Gender.Unknown)
    {
        if (!Lookup.TryGetValue(left, out var ours) || !Lookup.TryGetValue(right, out var theirs))
        {
            return NicknameRelation.None;
        }

        var best = NicknameRelation.None;
        foreach (var mine in ours)
        {
            foreach (var other in theirs)
            {
                if (mine >> 1 == other >> 1 && Bears(GenderOfGroup[mine >> 1], gender))
                {
                    var relation = ((mine & 1) + (other & 1)) switch
                    {
                        0 => NicknameRelation.BothFamiliar,
                        1 => NicknameRelation.FamiliarAndFormal,
                        _ => NicknameRelation.BothFormal,
                    };
                    best = relation > best ? relation : best;
                }
            }
        }

        return best;
    }

    /// <summary>Writes the keys of the groups a name belongs to, for an index; returns how many there are (the span must hold
    /// 32).</summary>
    public static int GroupsOf(ReadOnlySpan<char> token, Span<int> groups)
    {
        if (!Lookup.TryGetValue(token, out var memberships))
        {
            return 0;
        }

        var count = 0;
        foreach (var membership in memberships)
        {
            if (count == 0 || groups[count - 1] != membership >> 1)
            {
                groups[count++] = membership >> 1;
            }
        }

        return count;
    }

    private static bool Bears(Gender group, Gender person) => group == Gender.Unknown || person == Gender.Unknown || group == person;
}
