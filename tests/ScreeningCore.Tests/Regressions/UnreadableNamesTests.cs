using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>A name without a letter, or one written letter by letter, was cleared without a word.</summary>
public sealed class UnreadableNamesTests
{
    private static readonly ListedParty Listed = Given.Person("1", "Vladimir Tulorbas", born: null);

    [Theory]
    [InlineData("😀😀")]
    [InlineData("...")]
    [InlineData("12345")]
    [InlineData("‽ — ‽")]
    [InlineData("\u200B\u200B")]
    public void A_name_without_letters_is_looked_at(string name)
    {
        var outcome = Given.Context(Listed).Screen(Given.Subject(name));
        Assert.Equal(Decision.Review, outcome.Decision);
        Assert.Contains(outcome.Gates.SelectMany(gate => gate.Reasons), reason => reason.Code == "list.unreadable_name");
    }

    [Theory]
    [InlineData("V l a d i m i r   T u l o r b a s", "Vladimir Tulorbas")]
    [InlineData("V l a d i m i r T u l o r b a s", "VladimirTulorbas")]
    [InlineData("V.l.a.d.i.m.i.r. T.u.l.o.r.b.a.s.", "Vladimir Tulorbas")]
    [InlineData("В л а д и м и р", "Владимир")]
    [InlineData("J. R. R. Tolkien", null)]
    [InlineData("V. V. P.", null)]
    [InlineData("A B C D 1 2 3", null)]
    [InlineData("李 小 明 王 大 山", null)]
    [InlineData("Vladimir Tulorbas", null)]
    public void A_name_written_letter_by_letter_is_read_with_its_letters_joined(string name, string? joined) =>
        Assert.Equal(joined, SpelledNames.Joined(name));

    [Theory]
    [InlineData("V l a d i m i r   T u l o r b a s")]
    [InlineData("V l a d i m i r T u l o r b a s")]
    [InlineData("v-l-a-d-i-m-i-r  t-u-l-o-r-b-a-s")]
    public void A_listed_name_written_letter_by_letter_is_a_hit(string name) =>
        Assert.NotEmpty(Given.Context(Listed).Screen(Given.Subject(name)).Hits);

    [Theory]
    [InlineData("सीता राम गिरी", PartyKind.Individual)]
    [InlineData("Maren Lindqvist", PartyKind.Individual)]
    [InlineData("王小明", PartyKind.Individual)]
    [InlineData("360 Maps", PartyKind.Organization)]
    [InlineData("313", PartyKind.Vessel)]
    public void An_ordinary_name_is_not_asked_about(string name, PartyKind kind) =>
        Assert.Equal(Decision.Allow, Given.Context(Listed).Screen(Given.Subject(name, kind: kind)).Gates.Single(gate => gate.Gate
            == Gate.List)
            .Decision);

    [Fact]
    public void An_identifier_alone_needs_no_name() =>
        Assert.Equal(Decision.Allow, Given.Context(Listed).Screen(new ScreeningSubject
        {
            Identifiers = [new Identifier(IdentifierType.Passport, "N7654321")],
        }).Gates.Single(gate => gate.Gate == Gate.List).Decision);
}
