using Compliance.Lists.Jurisdictions;

namespace Compliance.Lists.Tests.Jurisdictions;

public sealed class PolicyLibraryTests
{
    [Fact]
    public void The_shipped_policy_is_sound()
    {
        var policy = PolicyLibrary.Load();

        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9a-f]{12}$", policy.Id);
        Assert.Empty(PolicyValidation.Problems(policy.Tables));
    }

    [Fact]
    public void Every_row_has_a_source_and_was_checked_after_it_began_or_says_when()
    {
        var tables = PolicyLibrary.Load().Tables;
        var bases = tables.Location.Places.Select(row => row.Basis).Concat(tables.Location.Names.Select(row => row.Basis))
            .Concat(tables.Location.Markers.Select(row => row.Basis))
            .Concat(tables.Location.Governments.Select(row => row.Basis)).Concat(tables.Ownership.Select(row => row.Basis))
                .Concat(tables.Export.Select(row => row.Basis))
            .Concat(tables.CountryGroups.Select(row => row.Basis)).Concat(tables.Providers.Select(row => row.Basis))
                .Concat(tables.ProviderRegions.Select(row => row.Basis)).ToArray();

        Assert.All(bases, basis => Assert.True(basis.Source.Length > 3 && basis.Authority.Length > 3 && basis.CheckedOn.Year >= 2026));
    }

    [Theory]
    [InlineData("evidence-weights.policy.csv", "network.access,network,7", "network.access,network,seven",
        "evidence-weights.policy.csv line 8: value is 'seven'")]
    [InlineData("embargoed-places.policy.csv", "IR,Iran,prohibited", "IR,Iran,forbidden", "rule is 'forbidden'; write one of prohibited")]
    [InlineData("place-markers.policy.csv", "IR,phone,+98,telephony.phone", "IR,phone,+98,telephony.guess",
        "The marker +98 is worth 'telephony.guess', which the evidence table lacks.")]
    [InlineData("place-names.policy.csv", "UA-43,inside,Alupka", "UA-44,inside,Alupka",
        "The name Alupka lies in 'UA-44', for which there is no place.")]
    [InlineData("ownership-rules.policy.csv", "2018-05-04,2024-07-02", "2018-05-04,2024-07-03",
        "Two rows of the ownership rule EU hold on 2024-07-03.")]
    [InlineData("embargoed-places.policy.csv", "code,name", "code,title", "the column 'name' is missing")]
    public void A_faulty_row_is_refused_with_its_place_and_what_to_write(string table, string was, string becomes, string message)
    {
        var tables = PolicyLibrary.Embedded();
        Assert.Contains(was, tables[table], StringComparison.Ordinal);

        var error = Assert.Throws<PolicyFormatException>(() =>
            PolicyLibrary.Read(tables.SetItem(table, tables[table].Replace(was, becomes, StringComparison.Ordinal))));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_follows_the_data_and_not_the_line_ends()
    {
        var tables = PolicyLibrary.Embedded();
        var hash = PolicyLibrary.Read(tables).Hash;
        var name = "evidence-weights.policy.csv";

        Assert.Equal(hash, PolicyLibrary.Read(tables.SetItem(name, tables[name].ReplaceLineEndings("\r\n"))).Hash);
        Assert.NotEqual(hash,
            PolicyLibrary.Read(tables.SetItem(name, tables[name]
            .Replace("prior.new,combination,-6.9", "prior.new,combination,-6.8", StringComparison.Ordinal))).Hash);
    }
}
