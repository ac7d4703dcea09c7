using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;

namespace Compliance.Benchmarks.Load;

/// <summary>Whom the load screens: people made of syllables with birth date and nationality, and one in fifty a name that stands on a list.
/// The same for the same number.</summary>
internal sealed class LoadSubjects
{
    private const int ListedEvery = 50;
    private const int ListedNames = 400;
    private static readonly string[] Given =
        ["Anna", "Lukas", "Maria", "Jonas", "Elena", "Peter", "Sofia", "David", "Laura", "Thomas", "Nina", "Daniel", "Carla", "Felix",
        "Julia", "Simon"];
    private static readonly string[] Syllables =
        ["ber", "lin", "hoff", "man", "ker", "stol", "wen", "dal", "rup", "mer", "tan", "gol", "fis", "bach", "nor", "vell"];
    private static readonly string[] Countries = ["DE", "FR", "US", "BR", "IN", "JP", "NG", "PL", "SE", "MX"];
    private readonly ImmutableArray<string> _listed;

    private LoadSubjects(ImmutableArray<string> listed) => _listed = listed;

    /// <summary>Reads some listed names from a directory of official files; without one the invented people of the sample list are
    /// used.</summary>
    public static LoadSubjects From(string? lists, DateTimeOffset now)
    {
        var snapshots = lists is null ? [Compliance.Lists.Sample.SampleList.Snapshot(now)]
            : ListLibrary.ReadNewest(DirectoryFiles.Enumerate(lists), now).Snapshots;
        var names = snapshots.SelectMany(snapshot => snapshot.Parties).Select(party => party.PrimaryName.Text).ToArray();
        return new LoadSubjects([.. Enumerable.Range(0, ListedNames).Select(i => names[(int)((i * 7919L) % names.Length)])]);
    }

    /// <summary>The body of a request.</summary>
    public string Body(string id, long number)
    {
        var name = number % ListedEvery == 0
            ? _listed[(int)(number / ListedEvery % _listed.Length)]
            : $"{Given[number % Given.Length]} {Capital(Syllables[number / 3 % Syllables.Length])}{Syllables[number / 7 % Syllables.Length]}{Syllables[number / 11 % Syllables.Length]}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"channel":"signup","subject":{"id":"{{id}}","type":"individual","name":"{{JavaScriptEncoder.Default.Encode(name)}}","birthDate":"{{1950 + (number % 50)}}-{{1 + (number % 12):00}}-{{1 + (number % 28):00}}","nationalities":["{{Countries[number % Countries.Length]}}"]""") + "}}";
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
