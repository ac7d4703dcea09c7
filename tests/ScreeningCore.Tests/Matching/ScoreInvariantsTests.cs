using System.Text;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>What holds for every score, whatever the weights are.</summary>
public sealed class ScoreInvariantsTests
{
    private static readonly string[] Names =
    [
        "Tamarlan Vekhorov", "Yusra al-Qandari bin Daoud", "Zoltán Kerepesházi", "Anneli van der Lindqvist", "Ольгерд Заримский",
            "طارق القنداري", "Dr. Ismet Boranoğlu", "Li Wenhai",
    ];

    public static TheoryData<string, Func<string, string>> SameToEveryReader => new()
    {
        { "upper case", name => name.ToUpperInvariant() }, { "lower case", name => name.ToLowerInvariant() },
            { "decomposed", name => name.Normalize(NormalizationForm.FormD) },
            { "composed", name => name.Normalize(NormalizationForm.FormC) },
        { "zero width space", name => name[..2] + "\u200B" + name[2..] }, { "soft hyphen", name => name[..2] + "\u00AD" + name[2..] },
            { "right to left mark", name => "\u200F" + name + "\u200E" }, { "byte order mark", name => "\uFEFF" + name },
        { "word joiner", name => string.Join('\u2060', name.ToCharArray()) }, { "bidi isolate", name => "\u2067" + name + "\u2069" },
            { "grapheme joiner", name => name[..3] + "\u034F" + name[3..] },
            { "variation selector", name => name[..3] + "\uFE0F" + name[3..] },
        { "tag letters", name => name + "\U000E0041\U000E007F" },
            { "variation selector 17", name => name[..3] + "\U000E0100" + name[3..] },
            { "hangul filler", name => name[..3] + "\u3164" + name[3..] }, { "jungseong filler", name => name[..3] + "\u1160" + name[3..] },
        { "many spaces", name => "  " + name.Replace(" ", " \t\u00A0 ", StringComparison.Ordinal) + "\r\n" },
            { "quotes", name => "\"" + name + "\"" }, { "brackets", name => "(" + name + ")!" }, { "full width", FullWidth },
            { "null character", name => name + "\0" },
    };

    [Theory]
    [MemberData(nameof(SameToEveryReader))]
    public void What_the_eye_does_not_see_never_changes_a_score(string what, Func<string, string> change)
    {
        foreach (var name in Names)
        {
            foreach (var listed in Names)
            {
                Assert.True(Math.Abs(Given.Score(name, listed) - Given.Score(change(name), listed)) < 1e-12,
                    $"{what}: '{name}' against '{listed}'");
                Assert.True(Math.Abs(Given.Score(name, listed) - Given.Score(name, change(listed))) < 1e-12,
                    $"{what}: '{name}' against changed '{listed}'");
            }
        }
    }

    [Fact]
    public void Accents_of_latin_letters_never_change_a_score()
    {
        Assert.Equal(Given.Score("Zoltan Kerepeshazi", "Zoltan Kerepeshazi"), Given.Score("Zöltán Kérepesházi", "Zoltan Kerepeshazi"),
            1e-12);
        Assert.Equal(Given.Score("Ismet Boranoglu", "Ismet Boranoglu"), Given.Score("İsmet Boranoğlu", "Ismet Boranoglu"), 1e-12);
    }

    [Fact]
    public void Every_score_lies_between_0_and_1_and_a_name_alone_is_never_certain_Property()
    {
        var invented = new InventedParties(41);
        for (var round = 0; round < 600; round++)
        {
            var (left, right) = (invented.Next(0), invented.Next(1));
            var score =
                Given.Score(new ScreeningSubject { Kind = left.Kind, Name = left.PrimaryName.Text }, round % 2 == 0 ? right
                : left with { BirthDates = [], Nationalities = [] });
            Assert.InRange(score, 0, 0.9999999);
        }
    }

    [Fact]
    public void No_neighbour_at_one_edit_scores_above_the_name_itself_Property()
    {
        var random = new Random(42);
        foreach (var name in Names)
        {
            var same = Given.Score(name, name);
            for (var round = 0; round < 60; round++)
            {
                var other = Mutation.Typo(name, random);
                Assert.True(Given.Score(other, name) <= same + 1e-12, $"'{other}' scores above '{name}' itself");
            }
        }
    }

    [Fact]
    public void More_replaced_letters_never_score_higher()
    {
        foreach (var (name, changes)
            in new[] { ("Tamarlan Vekhorov",
            "Tamurlan Vekhorov|Tamurlan Vekhorom|Tumurlan Vekhorom|Tumurlon Vekhorom|Tumurlon Dekhorom|Gumurlon Dekhorom"),
            ("Severnaya Zvezda Shipping", "Severnaya Zvezdu Shipping|Severnoyu Zvezdu Shipping|Severnoyu Plezdu Shipping") })
        {
            var kind = name.Contains("Shipping", StringComparison.Ordinal) ? PartyKind.Organization : PartyKind.Individual;
            var scores = changes.Split('|').Prepend(name).Select(change => Given.Score(change, name, kind)).ToArray();
            Assert.Equal(scores.OrderDescending(), scores);
            Assert.True(scores[0] > scores[^1] + 0.5);
        }
    }

    [Fact]
    public void The_order_of_a_persons_words_never_takes_a_score_below_the_threshold()
    {
        var threshold = ScoringProfile.Named("onboarding").Threshold;
        foreach (var words
            in new[] { "Tamarlan Vekhorov", "Zoltan Aurel Kerepeshazi", "Wenhai Lizhang",
            "Maren Ulla Sofie Lindqvist" }.Select(name => name.Split(' ')))
        {
            foreach (var order in Permutations(words))
            {
                Assert.True(Given.Score(string.Join(' ', order), string.Join(' ', words)) >= threshold, string.Join(' ', order));
                Assert.True(Given.Score(string.Join(", ", order), string.Join(' ', words)) >= threshold, string.Join(", ", order));
            }
        }
    }

    // Not claimed where neighbours may be one word: the subject's are joined with tolerance, the list's only where they are equal to the
    // word.
    [Fact]
    public void Exchanging_subject_and_list_does_not_change_the_score_while_the_words_are_the_same_in_number_Property()
    {
        var random = new Random(43);
        foreach (var words in Names.Select(name => name.Split(' ')).Where(words => words.Length == 2))
        {
            for (var round = 0; round < 40; round++)
            {
                var (name, other) = (string.Join(' ', words), Mutation.Typo(words[0], random) + " " + words[1]);
                Assert.True(Math.Abs(Given.Score(name, other) - Given.Score(other, name)) < 1e-6, $"'{name}' against '{other}'");
            }
        }
    }

    private static IEnumerable<IEnumerable<string>> Permutations(IReadOnlyCollection<string> words) => words.Count <= 1
        ? [words]
        : words.SelectMany((word, at) => Permutations([.. words.Where((_, other) => other != at)]).Select(rest => rest.Prepend(word)));

    private static string FullWidth(string text)
        => string.Concat(text.Select(letter => letter is > ' ' and <= '~' ? (char)(letter + 0xFEE0) : letter));
}
