using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Features;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>The table that every number comes from.</summary>
public sealed class ScoringProfileTests
{
    public static TheoryData<string> Profiles => [.. ScoringProfile.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_feature_has_a_row_and_every_row_is_read(string name)
    {
        var profile = ScoringProfile.Named(name);
        var read = NameFeatureFacts.All.Select(feature => "name." + feature)
            .Concat(Enum.GetValues<BirthDateRelation>().Where(relation => relation != BirthDateRelation.Missing)
                .Select(relation => "birthDate." + relation))
            .Concat(Enum.GetValues<CountryRelation>().Where(relation => relation != CountryRelation.Missing)
                .Select(relation => "country." + relation))
            .Concat(["name.bias", "alias.weak", "kind.differs", "gender.same", "gender.differs", "namesakes"])
            .Concat(Enum.GetValues<IdentifierStrength>().Select(strength => "identifier." + strength));
        Assert.Empty(read.Except(profile.Weights.Keys));
        Assert.Empty(profile.Weights.Keys.Where(row => row.Split('.')[0] is "name" or "birthDate" or "country" or "gender" or "kind"
            or "alias" or "identifier" or "namesakes").Except(read));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Signs_are_those_that_the_features_allow(string name)
    {
        var profile = ScoringProfile.Named(name);
        Assert.All(NameFeatureFacts.All,
            feature => Assert.True(profile.WeightOf("name." + feature) * NameFeatureFacts.SignOf(feature) >= 0, feature.ToString()));
        Assert.All(new[]
            { "alias.weak", "kind.differs", "gender.differs", "country.OtherCountry", "country.OtherNationality", "birthDate.OtherDay",
            "birthDate.OtherYear", "birthDate.FarYear" }, row => Assert.True(profile.WeightOf(row) < 0, row));
        Assert.All(new[]
            { "identifier.Decisive", "identifier.Mailbox", "identifier.Supporting", "identifier.Shared", "country.SameNationality",
            "country.SameCountry", "birthDate.SameDay", "birthDate.SameMonth", "birthDate.SameYear" },
            row => Assert.True(profile.WeightOf(row) > 0, row));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Thresholds_ascend_from_near_miss_to_block(string name)
    {
        var profile = ScoringProfile.Named(name);
        Assert.True(profile is { NearMissThreshold: > 0, BlockThreshold: < 1 });
        Assert.True(profile.NearMissThreshold < profile.Threshold && profile.Threshold < profile.BlockThreshold);
    }

    [Fact]
    public void There_is_a_profile_for_recall_and_one_for_precision()
    {
        Assert.True(ScoringProfile.Named("payment").Threshold >= ScoringProfile.Named("onboarding").Threshold);
        Assert.Throws<ArgumentException>(() => ScoringProfile.Named("gut-feeling"));
        Assert.Throws<ArgumentException>(() => ScoringProfile.Named("payment").WeightOf("name.Charm"));
    }

    [Fact]
    public void A_weight_with_the_wrong_sign_is_refused_with_its_row()
    {
        var profile = ScoringProfile.Named("onboarding");
        var turned = profile with { Weights = profile.Weights.SetItem("name.Replaced", 1) };
        Assert.Contains("name.Replaced", Assert.Throws<ArgumentException>(() => new NameModel(turned)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new NameModel(profile with { Weights = profile.Weights.Remove("name.Extra") }));
    }

    [Fact]
    public void The_model_adds_its_rows_and_calls_too_little_coverage_unlinked()
    {
        var profile = ScoringProfile.Named("onboarding");
        var model = new NameModel(profile);
        var rows = new float[NameFeatureFacts.Count];
        Assert.Equal(NameModel.Unlinked, model.LogOdds(rows));
        rows[(int)NameFeature.CoverageBest] = 1;
        rows[(int)NameFeature.Extra] = 0.5f;
        Assert.Equal(profile.WeightOf("name.bias") + profile.WeightOf("name.CoverageBest") + (0.5 * profile.WeightOf("name.Extra")),
            model.LogOdds(rows), 1e-6);
        Assert.Equal(0.5, NameModel.Probability(0));
        Assert.Equal(1, NameModel.Probability(3) + NameModel.Probability(-3), 1e-12);
    }
}
