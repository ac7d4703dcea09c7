using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Tests.Watchlists.Links;

public sealed class PartyGroupsTests
{
    private static readonly Dictionary<string, string> Party = new() { ["un-bb:1"] = "eu-aa:1", ["us-cc:1"] = "eu-aa:1" };

    [Fact]
    public void A_party_stands_where_its_best_listing_stood_and_nothing_is_lost()
    {
        (string, string)[] hits =
            [("subject", "us-cc:9"), ("subject", "un-bb:1"), ("subject", "us-cc:7"), ("subject", "us-cc:1"), ("subject", "eu-aa:1")];
        Assert.Equal(["us-cc:9", "un-bb:1 us-cc:1 eu-aa:1", "us-cc:7"], Groups(hits));
    }

    [Fact]
    public void The_same_party_in_two_parts_of_a_request_is_two_questions_and_what_names_no_listing_stands_alone()
    {
        (string, string)[] hits = [("subject", "un-bb:1"), ("payer", "us-cc:1"), ("", ""), ("", ""), ("payer", "eu-aa:1")];
        Assert.Equal(["un-bb:1", "us-cc:1 eu-aa:1", "", ""], Groups(hits));
    }

    private static IEnumerable<string> Groups(IEnumerable<(string Role, string Entry)> hits) => PartyGroups
        .Of(hits, hit => hit.Entry.Length == 0 ? null
            : (hit.Role, ListEntryId.Parse(hit.Entry)),
            entry => ListEntryId.Parse(Party.GetValueOrDefault(entry.ToString(), entry.ToString())))
        .Select(group => string.Join(' ', group.Select(hit => hit.Entry)));
}
