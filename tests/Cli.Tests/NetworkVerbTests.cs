using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests;

/// <summary><c>networks</c> and <c>radar</c> on files, and what they are measured with.</summary>
public sealed class NetworkVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task Accounts_of_one_device_and_one_hour_are_found_explained_and_kept_apart_by_an_officer()
    {
        var facts = _folder.Write("facts.csv", ["account,type,value,first,last", .. Facts()]);
        var run = await _folder.RunAsync("networks", "run", "--facts", facts);
        Assert.Equal(0, run.ExitCode);
        var cluster = Assert.Single(run.Json.GetProperty("clusters").EnumerateArray());
        Assert.Equal(8, cluster.GetProperty("members").GetArrayLength());

        var explained = await _folder.RunAsync("networks", "explain", "m-0", "m-5", "--facts", facts);
        Assert.True(explained.Json.GetProperty("sameCluster").GetBoolean());
        Assert.Contains("both use device …-one, as 8 accounts", explained.Error);

        var cut = await _folder.RunAsync("networks", "cut", "m-0", "m-5", "--facts", facts);
        Assert.Contains("Without device …-one", cut.Json.GetProperty("cut").GetString());

        var apart = await _folder.RunAsync("networks", "explain", "m-0", "m-5", "--facts", facts, "--not-same", "m-0=m-5");
        Assert.False(apart.Json.GetProperty("sameCluster").GetBoolean());
        Assert.Equal(2, (await _folder.RunAsync("networks", "explain", "m-0", "nobody", "--facts", facts)).ExitCode);
    }

    [Fact]
    public async Task A_type_that_nobody_knows_is_refused_with_its_line()
    {
        var facts = _folder.Write("facts.csv", "account,type,value,first,last", "a,crad,x,2026-01-01,2026-01-02");
        var result = await _folder.RunAsync("networks", "run", "--facts", facts);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("line 2", result.Error);
    }

    /// <summary>Every refusal said the headings and the types, whatever was wrong.</summary>
    [Theory]
    [InlineData("a,device,x,2026-01-01", "4 fields")]
    [InlineData("a,device", "2 fields")]
    [InlineData(",device,x,2026-01-01,2026-01-02", "the account is empty")]
    [InlineData("a,device,,2026-01-01,2026-01-02", "the value is empty")]
    [InlineData("a,crad,x,2026-01-01,2026-01-02", "'crad' is no type")]
    [InlineData("a,device,x,2026-02-30,2026-03-02", "'2026-02-30' is no day")]
    [InlineData("a,device,x,2026-01-03,2026-01-02", "2026-01-02 lies before the first, 2026-01-03")]
    [InlineData("a,sign_up,yesterday,,", "'yesterday' is no moment")]
    public async Task A_line_of_facts_is_refused_with_its_number_and_what_is_wrong_in_it(string line, string named)
    {
        var facts = _folder.Write("facts.csv", "account,type,value,first,last", line);
        var result = await _folder.RunAsync("networks", "run", "--facts", facts);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("line 2", result.Error);
        Assert.Contains(named, result.Error);
    }

    [Theory]
    [InlineData("m-0", "nobody", "'nobody'")]
    [InlineData("m-0", "m-0", "Two different accounts")]
    [InlineData("m-0", "m-5", "'m-0=m-0' is no pair", "--same", "m-0=m-0")]
    public async Task Accounts_that_cannot_be_explained_are_named(string one, string other, string named, params string[] more)
    {
        var facts = _folder.Write("facts.csv", ["account,type,value,first,last", .. Facts()]);
        var result = await _folder.RunAsync(["networks", "explain", one, other, "--facts", facts, .. more]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(named, result.Error);
    }

    [Fact]
    public async Task A_world_that_is_none_is_refused_by_option_and_word()
    {
        var result = await _folder.RunAsync("evaluate", "networks", "--world", "C");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--world takes A, B; 'C' is none of them.", result.Error + result.Out);
    }

    [Fact]
    public async Task A_world_is_measured_with_the_agreed_keys()
    {
        var result = await _folder.RunAsync("evaluate", "networks", "--world", "A", "--accounts", "3000", "--seed", "9");
        Assert.Subset(result.Keys.ToHashSet(),
            new HashSet<string> { "pairPrecision", "recall", "innocentsMerged", "accountsPerCpuSecond", "peakMb" });
        Assert.Equal(result.Json.GetProperty("pathsAsked").GetInt32(), result.Json.GetProperty("pathsFound").GetInt32());
    }

    [Fact]
    public async Task A_store_takes_every_use_of_a_world_in_with_few_reads_and_batches()
    {
        var result = await _folder.RunAsync("evaluate", "networks", "--stored", "--world", "B", "--accounts", "300", "--seed", "4");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0, result.Json.GetProperty("lost").GetInt32());
        Assert.InRange(result.Json.GetProperty("mostReads").GetInt32(), 1, 8);
        Assert.InRange(result.Json.GetProperty("mostBatches").GetInt32(), 1, 9);
    }

    [Fact]
    public async Task Many_streams_of_ordinary_prompts_are_watched_and_alarms_counted()
    {
        string Line(string source, string kind, string text) => $$"""{"source":"{{source}}","kind":"{{kind}}","text":"{{text}}"}""";
        var file = _folder.Write("prompts.jsonl", [.. Enumerable.Range(0, 120).Select(i => Line("code", "attack",
            $"Write a function in Python that sorts {(i % 2 == 0 ? "lists" : "trees")} and explain step {i} by step")),
            .. Enumerable.Range(0, 400).Select(i => Line("support", "support",
            $"why is my transfer {i * 7 % 31} not there, I asked about card {i * 13 % 17} {(i % 3 == 0 ? "please" : "again")}"))]);
        var result = await _folder.RunAsync("evaluate", "radar", file, "--streams", "50");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(50, result.Json.GetProperty("streams").GetInt32());
        Assert.Equal(50 * 120, result.Json.GetProperty("prompts").GetInt32());
        Assert.Equal(50, result.Json.GetProperty("byKind").GetProperty("support").GetProperty("streams").GetInt32());
    }

    [Fact]
    public async Task A_campaign_of_confirmed_prompts_is_watched_for()
    {
        string Line(string source, string kind, string text) => $$"""{"source":"{{source}}","kind":"{{kind}}","text":"{{text}}"}""";
        string Ordinary(int i)
            => $"why is my transfer {i * 7 % 31} not there, I asked about card {i * 13 % 17} {(i % 3 == 0 ? "please" : "again")}";
        string Attack(int i) => $"Write a function in Python that sorts {(i % 2 == 0 ? "lists" : "trees")} and explain step {i} by step";
        string Prompts(string name, int count, Func<int, string> line)
            => _folder.Write(name, [.. Enumerable.Range(0, count).Select(line)]);

        var confirmed = Prompts("confirmed.jsonl", 60, i => Line("c", "attack", Attack(i)));
        var benign = Prompts("benign.jsonl", 400, i => Line("support", "support", Ordinary(i)));
        var campaign = _folder.PathOf("campaign.json");
        var made = await _folder.RunAsync("radar", "calibrate", "--campaign", "code", "--confirmed", confirmed, "--benign", benign,
            "--output", campaign);
        Assert.Equal(0, made.ExitCode);
        var watched = Prompts("watch.jsonl", 120,
            i => i % 2 == 0 ? Line("a-1", "x", Attack(i + 1000)) : Line("a-2", "x", Ordinary(i + 1000)));
        var result = await _folder.RunAsync("radar", "watch", "--campaign", campaign, "--prompts", watched);
        var alarm = Assert.Single(result.Json.GetProperty("alarms").EnumerateArray());
        Assert.Equal("a-1", alarm.GetProperty("stream").GetString());
        Assert.InRange(alarm.GetProperty("alarmAt").GetInt32(), 1, 40);
    }

    [Theory]
    [InlineData("attack", 60)]
    [InlineData("chat", 1)]
    public async Task A_campaign_is_not_measured_without_ordinary_prompts_to_learn_from(string kind, int prompts)
    {
        var file = _folder.Write("prompts.jsonl", [.. Enumerable.Range(0, prompts).Select(i
            => $$"""{"source":"{{kind}}","kind":"{{kind}}","text":"sort list {{i}}"}""")]);
        var result = await _folder.RunAsync("evaluate", "radar", file);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("too few ordinary prompts", result.Error);
    }

    [Theory]
    [InlineData("a,b", "group,address", "address,eliminated", "edges.csv' has no rows", "")]
    [InlineData("a,b", "group,address", "address,eliminated", "groups.csv' has no rows", "0,1", "")]
    [InlineData("a,b", "group,address", "address,eliminated", "all.csv' has no rows", "0,1", "1,2", "")]
    [InlineData("from,to", "group,address", "address,eliminated", "the headings a,b are needed", "0,1", "1,2", "3,0")]
    [InlineData("a,b", "a,b", "address,eliminated", "the headings group,address are needed", "0,1", "1,2", "3,0")]
    [InlineData("a,b", "group,address", "group,address", "the headings address,eliminated are needed", "0,1", "1,2", "3,0")]
    public async Task Transfers_are_not_measured_on_an_empty_or_another_file(string first, string second, string third, string problem,
        params string[] rows)
    {
        string File(string name, string headings, int place) => _folder.Write(name,
            [headings, .. rows.Skip(place).Take(1).Where(row => row.Length > 0)]);
        var result = await _folder.RunAsync("evaluate", "networks", "--edges", File("edges.csv", first, 0), "--groups",
            File("groups.csv", second, 1), "--population", File("all.csv", third, 2));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(problem, result.Error);
    }

    [Fact]
    public async Task Facts_without_their_headings_are_refused()
    {
        var facts = _folder.Write("facts.csv", "m-1,device,d,2026-03-01,2026-04-01", "m-2,device,d,2026-03-01,2026-04-01");
        var result = await _folder.RunAsync("networks", "run", "--facts", facts);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the headings", result.Error);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Eight accounts of one device, address and hour among two hundred strangers.</summary>
    private static IEnumerable<string> Facts()
    {
        for (var i = 0; i < 8; i++)
        {
            yield return $"m-{i},sign_up,2026-03-01T10:0{i}:00Z";
            yield return $"m-{i},device,device-one,2026-03-01,2026-04-01";
            yield return $"m-{i},ip,address-one,2026-03-01,2026-04-01";
        }

        for (var i = 0; i < 200; i++)
        {
            yield return $"s-{i},sign_up,{new DateTime(2024, 1, 1).AddDays(i * 3):yyyy-MM-dd}T10:00:00Z";
            yield return $"s-{i},device,device-{i},2026-03-01,2026-04-01";
        }
    }
}
