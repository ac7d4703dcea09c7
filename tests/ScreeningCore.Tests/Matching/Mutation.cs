namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>What clerks, keyboards and evaders do to a name, chosen by a seeded generator.</summary>
internal static class Mutation
{
    public static string Of(string name, Random random, string stranger)
    {
        for (var times = random.Next(0, 3); times > 0; times--)
        {
            name = Once(name, random, stranger);
        }

        return name;
    }

    public static string Once(string name, Random random, string stranger)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var at = random.Next(words.Count);
        switch (random.Next(8))
        {
            case 0:
                return string.Join(' ', words.OrderBy(_ => random.Next()));
            case 1 when words.Count > 1:
                words.RemoveAt(at);
                break;
            case 2 when at + 1 < words.Count:
                words[at] += words[at + 1].ToLowerInvariant();
                words.RemoveAt(at + 1);
                break;
            case 3:
                words.Insert(at, stranger.Split(' ')[0]);
                break;
            case 4 when words[at].Length >= 4:
                var cut = random.Next(2, words[at].Length - 1);
                words.Insert(at + 1, words[at][cut..]);
                words[at] = words[at][..cut];
                break;
            case 5 when char.IsLetter(words[at][0]) && !char.IsSurrogate(words[at][0]):
                words[at] = words[at][..1];
                break;
            default:
                words[at] = Typo(words[at], random);
                break;
        }

        return string.Join(' ', words);
    }

    public static string Typo(string word, Random random)
    {
        var at = random.Next(word.Length);
        var letter = char.IsAsciiLetter(word[at]) ? (char)('a' + random.Next(26)) : word[random.Next(word.Length)];
        return random.Next(4) switch
        {
            0 => word[..at] + letter + word[(at + 1)..],
            1 => word[..at] + letter + word[at..],
            2 when word.Length > 1 => word.Remove(at, 1),
            3 when at + 1 < word.Length => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word + letter,
        };
    }
}
