using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Parties;

/// <summary>Codes and keys: what they accept, how they are written, how they are ordered.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("us-ofac-sdn:24283", "us-ofac-sdn", "24283")]
    [InlineData("un-sc:QDi.001:x", "un-sc", "QDi.001:x")]
    public void An_entry_is_its_list_and_its_key(string text, string list, string key)
    {
        var id = ListEntryId.Parse(text);
        Assert.Equal((list, key, text), (id.List.Value, id.Key, id.ToString()));
        Assert.Equal(id, ListEntryId.Of(ListCode.Parse(list), key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nokey:")]
    [InlineData("nokey:   ")]
    [InlineData(":key")]
    [InlineData("Upper:1")]
    [InlineData("no colon")]
    [InlineData("a:1")]
    [InlineData(null)]
    public void What_is_not_an_entry_is_refused(string? text)
    {
        Assert.False(ListEntryId.TryParse(text, out var id));
        Assert.Equal("", id.ToString());
    }

    [Fact]
    public void Keys_are_neither_empty_nor_padded()
    {
        var list = ListCode.Parse("un-sc");
        Assert.Throws<ArgumentException>(() => ListEntryId.Of(list, ""));
        Assert.Throws<ArgumentException>(() => ListEntryId.Of(list, " 1"));
    }

    [Fact]
    public void Entries_are_ordered_by_list_then_key_by_code_points() =>
        Assert.Equal(["a-list:9", "b-list:10", "b-list:9", "b-list:A", "b-list:a"],
        new[] { "b-list:a", "b-list:9", "a-list:9", "b-list:A", "b-list:10" }.Select(ListEntryId.Parse).Order()
        .Select(id => id.ToString()));

    [Theory]
    [InlineData("ru", "RU")]
    [InlineData("XK", "XK")]
    public void Countries_are_two_letters_in_upper_case(string text, string code) => Assert.Equal(code, CountryCode.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("R")]
    [InlineData("RUS")]
    [InlineData("XX")]
    [InlineData("xx")]
    [InlineData("1A")]
    [InlineData("ЯЯ")]
    [InlineData(null)]
    public void What_is_not_a_country_is_not_stated(string? text)
    {
        Assert.False(CountryCode.TryParse(text, out var code));
        Assert.False(code.IsStated);
    }
}
