using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Benchmarks;

/// <summary>Who is screened: listed names, the same with one letter wrong, and strangers made of pieces of them; a third each, by a fixed
/// seed.</summary>
internal static class Subjects
{
    private const int Seed = 7;

    public static ScreeningSubject[] From(MatchIndex index, int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(i => new ScreeningSubject
        {
            Name = (i % 3) switch
            {
                0 => NameOf(index, random),
                1 => Misspelt(NameOf(index, random), random),
                _ => Mixed(NameOf(index, random), NameOf(index, random)),
            },
            BirthDate = i % 2 == 0 ? PartialDate.OfDay(new DateOnly(1940 + random.Next(60), 1 + random.Next(12), 1 + random.Next(28)))
                : default,
        })];
    }

    private static string NameOf(MatchIndex index, Random random)
    {
        var names = index.PartyAt(random.Next(index.PartyCount)).Names;
        return names[random.Next(names.Length)].Text;
    }

    private static string Misspelt(string name, Random random)
    {
        var at = random.Next(name.Length);
        return random.Next(2) == 0 ? name.Remove(at, 1) + "" : name[..at] + (char)('a' + random.Next(26)) + name[(at + 1)..];
    }

    private static string Mixed(string first, string second)
    {
        var (one, other) = (first.Split(' '), second.Split(' '));
        return $"{one[0]} {other[^1]}";
    }
}
