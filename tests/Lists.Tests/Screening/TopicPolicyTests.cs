using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Lists.Tests.Screening;

/// <summary>What an exposed person, a relative and a debarred party mean per channel stands in rows of policy, and none of them ever
/// blocks.</summary>
public sealed class TopicPolicyTests
{
    private const string Name = "Ilse Vandermolenaar Ostrova";
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("role.pep", Channel.Signup, Decision.Review, "list.topic_approval")]
    [InlineData("role.pep.national", Channel.Signup, Decision.Review, "list.topic_approval")]
    [InlineData("role.pep", Channel.OrgVerification, Decision.Review, "list.possible_match")]
    [InlineData("role.pep", Channel.Payment, Decision.Allow, "list.topic_logged")]
    [InlineData("role.pep", Channel.ApiRequest, Decision.Allow, "list.topic_logged")]
    [InlineData("role.pep", Channel.Rescreening, Decision.Review, "list.possible_match")]
    [InlineData("role.rca", Channel.Signup, Decision.Review, "list.topic_approval")]
    [InlineData("role.rca", Channel.Login, Decision.Allow, "list.topic_logged")]
    [InlineData("role.judge", Channel.Payment, Decision.Review, "list.possible_match")]
    [InlineData("debarment", Channel.Payment, Decision.Review, "list.possible_match")]
    [InlineData("crime", Channel.Payment, Decision.Review, "list.possible_match")]
    [InlineData("sanction", Channel.Payment, Decision.Review, "list.possible_match")]
    [InlineData("role.pep sanction.linked", Channel.Payment, Decision.Review, "list.possible_match")]
    [InlineData("role.pep debarment", Channel.Payment, Decision.Review, "list.possible_match")]
    [InlineData("role.pep wanted", Channel.Login, Decision.Review, "list.possible_match")]
    [InlineData("role.pep role.rca", Channel.Login, Decision.Allow, "list.topic_logged")]
    public void A_match_means_what_its_rows_say_and_the_strictest_of_its_topics_counts(string topics, Channel channel, Decision decision,
        string code)
    {
        var gate = Decide(topics, channel, "", PolicyLibrary.Load());
        Assert.Equal(decision, gate.Decision);
        var hit = Assert.Single(gate.Hits.Concat(gate.NearMisses));
        Assert.Equal(code, hit.Reason.Code);
    }

    [Fact]
    public void The_reason_says_which_topic_it_was_and_which_rule_the_row_rests_on()
    {
        var reason = Assert.Single(Decide("role.rca", Channel.Signup, "", PolicyLibrary.Load()).Hits).Reason;
        Assert.Contains("relative or close associate", reason.Text, StringComparison.Ordinal);
        Assert.Equal("FATF Recommendation 12", reason.Authority);
        Assert.Contains("debarred from procurement", Assert.Single(Decide("debarment", Channel.Signup, "", PolicyLibrary.Load()).Hits)
            .Reason.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("role.pep")]
    [InlineData("role.rca")]
    [InlineData("debarment")]
    [InlineData("role.pep debarment crime poi")]
    public void Nobody_of_these_is_ever_blocked_whatever_agrees_and_in_whatever_channel(string topics)
    {
        foreach (var channel in Enum.GetValues<Channel>())
        {
            var outcome = Decide(topics, channel, "1961-04-17", PolicyLibrary.Load());
            Assert.NotEqual(Decision.Block, outcome.Decision);
            Assert.DoesNotContain(outcome.Hits, hit => hit.Outcome == Decision.Block);
        }
    }

    [Fact]
    public void Without_a_policy_and_where_a_listing_has_ended_no_row_lets_anybody_pass_that_did_not_before()
    {
        Assert.Equal("list.possible_match", Assert.Single(Decide("role.pep", Channel.Payment, "", policy: null).Hits).Reason.Code);
        var ended = Decide("role.pep", Channel.Payment, "", PolicyLibrary.Load(), ended: "sanction.linked");
        Assert.Equal("list.topic_logged", Assert.Single(ended.NearMisses).Reason.Code);
    }

    /// <summary>A running act of sanction beside topics that forbid nothing: nobody passes for the topics' sake.</summary>
    [Theory]
    [InlineData("role.pep", "", Decision.Review, "list.possible_match")]
    [InlineData("role.pep", "2099-01-01", Decision.Review, "list.possible_match")]
    [InlineData("role.rca role.pep", "sometime", Decision.Review, "list.possible_match")]
    [InlineData("role.pep", "2025-01-01", Decision.Allow, "list.topic_logged")]
    public void An_exposed_person_under_a_running_sanction_is_looked_at_in_every_channel(string topics, string end, Decision decision,
        string code)
    {
        var act = $"{{\"id\":\"s-1\",\"schema\":\"Sanction\",\"properties\":{{\"entity\":[\"p-1\"],\"programId\":[\"EU-XYZ\"],"
            + $"\"authority\":[\"The Council\"]{(end.Length > 0 ? $",\"endDate\":[\"{end}\"]" : "")}}}}}";
        foreach (var channel in new[] { Channel.Payment, Channel.Login, Channel.ApiRequest })
        {
            var gate = Decide(topics, channel, "", PolicyLibrary.Load(), act: act);
            Assert.Equal(decision, gate.Decision);
            Assert.Equal(code, Assert.Single(gate.Hits.Concat(gate.NearMisses)).Reason.Code);
        }
    }

    private static (Decision Decision, IReadOnlyList<Hit> Hits, IReadOnlyList<Hit> NearMisses) Decide(string topics, Channel channel,
        string birthDate, PolicySet? policy, string? ended = null, string? act = null)
    {
        var lines = $"{{\"id\":\"p-1\",\"schema\":\"Person\",\"target\":true,\"properties\":{{\"name\":[\"{Name}\"],"
            + $"\"birthDate\":[\"1961-04-17\"],\"topics\":[{string.Join(',', topics.Split(' ').Select(topic => $"\"{topic}\""))}]}}}}";
        lines = act is null ? lines : $"{lines}\n{act}";
        var party = Assert.Single(Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", lines)).Snapshots).Parties);
        party = ended is null ? party : party with
        {
            Designations = [.. party.Designations, new Designation(ended) { Measures = Measures.Partial, EndsOn = new DateOnly(2025, 1, 1) }],
        };
        var snapshot = WatchlistSnapshot.Of(new ListVersion(party.Entry.List, Now) { StaleAfter = TimeSpan.FromDays(30) }, [party]);
        var outcome = ScreeningEngine.Decide(
            new ScreeningRequest
            {
                Channel = channel,
                Subject = new ScreeningSubject
                {
                    Name = Name,
                    Kind = PartyKind.Individual,
                    BirthDate = birthDate.Length == 0 ? default : PartialDate.Parse(birthDate),
                },
            },
            new ScreeningContext
            {
                Corpus = ScreeningCorpus.Build([snapshot]),
                Profile = ScoringProfile.Named("onboarding"),
                Now = Now,
                Policy = policy,
            });
        return (outcome.Gates.Single(gate => gate.Gate == Gate.List).Decision, outcome.Hits, outcome.NearMisses);
    }
}
