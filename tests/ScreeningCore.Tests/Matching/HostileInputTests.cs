using System.Diagnostics;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>Names that nobody bears: never an exception, never long.</summary>
public sealed class HostileInputTests
{
    private static readonly ListedParty[] Parties = new InventedParties(61).Next(0, 400);
    private static readonly PartyMatcher Matcher =
        new(MatchIndex.Build([.. Parties, Given.Person("w", "al bin al Rashid al Sayid"),
        Given.Body("g", "General Trading and Shipping Company Limited")]), ScoringProfile.Named("onboarding"));

    public static TheoryData<string, string> Names => new()
    {
        { "common word 512 times", string.Concat(Enumerable.Repeat("trading ", 512)) },
            { "particle 512 times", string.Concat(Enumerable.Repeat("al ", 512)) }, { "10,000 letters", new string('a', 10_000) },
        { "10,000 random letters", Random(10_000) }, { "lone high surrogate", "Zorin \uD83D" }, { "lone low surrogate", "\uDC00Zorin" },
            { "surrogates at the cut", new string('a', 511) + "\U0001F600" + new string('b', 40) },
        { "only punctuation", "-.,;:!?()[]{}'\"\\/|@#$%^&*_+=~`" }, { "only spaces", "   \t\r\n\u00A0\u2003 " },
            { "only particles", "al bin van der el" }, { "only forms", "LLC GmbH Ltd OOO S.A." }, { "only initials", "A. B. C. D. E. F." },
        { "only digits", "1234567890 0987654321" }, { "only emoji", "😀😃😄😁" }, { "only marks", "\u0301\u0301\u0301\u064B\u064C" },
            { "many marks on one letter", "Z" + new string('\u0301', 500) }, { "mixed scripts", "Zаrίn 林 زار กขค עברית 한국" },
        { "not a character", "Zorin \uFFFF\uFFFE" }, { "private use", "\uE000\uE001 Zorin" }, { "one letter", "Z" },
            { "digits inside", "Z0r1n M3k" }, { "right to left override", "\u202Enirok" }, { "control", "\u0000\u0001\u0002\u007F" },
            { "expanding ligature", new string('\uFDFA', 400) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_text_is_compared_without_an_exception_and_in_bounded_time(string what, string name)
    {
        foreach (var kind in Enum.GetValues<PartyKind>())
        {
            var subject = new ScreeningSubject { Kind = kind, Name = name, Aliases = [name + " x", "Zorin " + name] };
            Matcher.Find(subject, 0.25);
            var watch = Stopwatch.StartNew();
            var found = Matcher.Find(subject, 0.25);
            // The aim is 50 ms; the bound is generous because test machines are busy, and tells cubic from bounded work.
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{what}: {watch.ElapsedMilliseconds} ms");
            Assert.All(found, match => Assert.InRange(match.Score, 0.25, 1));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_text_may_stand_on_a_list(string what, string name)
    {
        var matcher = new PartyMatcher(MatchIndex.Build([Given.Person("1", name), Given.Body("2", name), .. Parties[..20]]),
            ScoringProfile.Named("payment"));
        var found = matcher.Find(Given.Subject("Zarin Domek", kind: PartyKind.Unknown), 0);
        Assert.All(found, match => Assert.True(match.Score is >= 0 and <= 1, what));
    }

    [Fact]
    public void A_name_is_cut_into_few_words_of_bounded_length()
    {
        foreach (var name in Names.Select(row => (string)row[1]))
        {
            foreach (var asPerson in new[] { true, false })
            {
                var tokens = NameAnalyser.Analyse(name, asPerson).Tokens;
                Assert.InRange(tokens.Length, 0, RawTokens.MaxTokens * 2);
                Assert.All(tokens, token => Assert.InRange(token.Text.Length, 0, 256));
            }
        }
    }

    [Fact]
    public void A_subject_may_have_any_number_of_aliases()
    {
        var subject = new ScreeningSubject
        { Name = "Zarin Domek", Aliases = [.. Enumerable.Range(0, 5_000).Select(i => $"Zarin Domek {i}")] };
        var watch = Stopwatch.StartNew();
        Matcher.Find(subject, 0.25);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
    }

    private static string Random(int length)
    {
        var random = new Random(62);
        return string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(26))));
    }
}
