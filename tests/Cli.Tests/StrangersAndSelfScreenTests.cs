using Compliance.Cli.Evaluation.Negatives;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Tests;

/// <summary><c>evaluate negatives</c> by kind, and <c>evaluate self-screen</c>.</summary>
public sealed class StrangersAndSelfScreenTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Theory]
    [InlineData("address")]
    [InlineData("memo")]
    [InlineData("identifier")]
    [InlineData("brand")]
    public async Task Invented_customers_need_no_file_and_are_never_blocked(string kind)
    {
        var result = await _folder.RunAsync("evaluate", "negatives", "--kind", kind, "--lists", _folder.WriteLists(), "--limit", "200");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal((kind, 0), (result.Json.GetProperty("kind").GetString(), result.Json.GetProperty("blocks").GetInt32()));
        Assert.Equal(200, result.Json.GetProperty("subjects").GetInt32());
    }

    [Fact]
    public async Task Companies_of_one_word_are_told_from_the_others_and_people_get_initials()
    {
        var file = _folder.Write("companies.csv", "full_name,country", "Vexillum Ltd.,Norway", "Dorsal Fisheries plc,Peru", "Qux,Peru");
        var lists = _folder.WriteLists();
        var general = await _folder.RunAsync("evaluate", "negatives", file, "--kind", "organization", "--lists", lists);
        var single = await _folder.RunAsync("evaluate", "negatives", file, "--kind", "one-word", "--lists", lists, "--kind-unstated");
        Assert.Equal((1, 2), (general.Json.GetProperty("subjects").GetInt32(), single.Json.GetProperty("subjects").GetInt32()));
        var people = _folder.Write("people.csv", "full_name", "Amadou Zwillich", "Pia Xu", "Solo");
        var initials = Strangers.Of(StrangerKind.Initials, people, allFields: false, kindStated: true, null, 1);
        Assert.Equal(2, initials.Length);
        Assert.All(initials, one => Assert.Contains(".", one.Subject.Name, StringComparison.Ordinal));
        Assert.Equal(2, (await _folder.RunAsync("evaluate", "negatives", "--kind", "organization", "--lists", lists)).ExitCode);
    }

    [Fact]
    public void Invented_numbers_have_right_check_digits_and_a_seed_draws_them_again()
    {
        var drawn = InventedIdentifiers.Draw(7).Take(400).ToArray();
        Assert.Equal(drawn.Select(one => one.Shown), InventedIdentifiers.Draw(7).Take(400).Select(one => one.Shown));
        Assert.NotEqual(drawn.Select(one => one.Shown), InventedIdentifiers.Draw(8).Take(400).Select(one => one.Shown));
        Assert.All(drawn.Select(one => one.Subject.Identifiers[0]).Where(one => one is
        {
            Type: IdentifierType.TaxId,
            Country.Value: "RU"
        }), inn =>
            Assert.Equal(inn.Value[9] - '0', inn.Value[..9].Zip([2, 4, 10, 3, 5, 9, 4, 6, 8], (digit, weight) =>
                (digit - '0') * weight).Sum() % 11 % 10));
        Assert.All(drawn, one => Assert.NotNull(IdentifierFeature.Normalise(one.Subject.Identifiers[0])));
    }

    [Fact]
    public async Task Every_listed_name_as_published_is_raised_and_the_same_command_says_the_same()
    {
        string[] command = ["evaluate", "self-screen", "--lists", _folder.WriteLists()];
        var result = await _folder.RunAsync(command);
        Assert.Equal(["names", "raised", "weak", "ended", "faults", "passed"], result.Keys);
        Assert.Equal((0, 0, 950), (result.ExitCode, result.Json.GetProperty("faults").GetInt32(),
            result.Json.GetProperty("names").GetInt32()));
        Assert.Equal(result.Out, (await _folder.RunAsync(command)).Out);
    }

    public void Dispose() => _folder.Dispose();
}
