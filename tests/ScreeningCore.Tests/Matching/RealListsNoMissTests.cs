using System.Diagnostics;
using Compliance.Lists;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>The guarantee of the index on all real lists: a seeded sample of listed names, changed as people change them, against every
/// name of every party.</summary>
public sealed class RealListsNoMissTests(ITestOutputHelper output)
{
    private const int Samples = 20;

    [FactWithData("real-lists/us-ofac")]
    public void Nothing_on_the_real_lists_that_an_exhaustive_scan_finds_is_missed()
    {
        var watch = Stopwatch.StartNew();
        var parties = Read();
        var names = parties.Sum(party => party.Names.Length);
        var profile = ScoringProfile.Named("onboarding");
        var matcher = new PartyMatcher(MatchIndex.Build(parties), profile);
        var scan = new ExhaustiveScan(parties, profile);
        var byEntry = parties.ToDictionary(party => party.Entry);
        output.WriteLine($"{parties.Length} parties, {names} names, made ready in {watch.ElapsedMilliseconds} ms");
        var random = new Random(20260304);
        var (wrong, found) = (new List<string>(), 0);
        for (var sample = 0; sample < Samples; sample++)
        {
            var party = parties[random.Next(parties.Length)];
            var subject = new ScreeningSubject
            {
                Kind = random.Next(4) == 0 ? PartyKind.Unknown : party.Kind,
                Name = Mutation.Of(party.Names[random.Next(party.Names.Length)].Text, random, parties[random.Next(parties.Length)]
                    .PrimaryName.Text),
                BirthDate = random.Next(3) == 0 ? party.BirthDates.FirstOrDefault() : default,
            };
            var expected = scan.AtOrAbove(subject, profile.NearMissThreshold);
            wrong.AddRange(
                NoMissTests.Differences(subject, expected, matcher.Find(subject, profile.NearMissThreshold, 1_000_000),
                entry => byEntry[entry]));
            found += expected.Count;
        }

        output.WriteLine($"{Samples} subjects, {found} finds, {watch.ElapsedMilliseconds} ms");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(found >= Samples, $"only {found} finds for {Samples} subjects");
    }

    private static ListedParty[] Read()
    {
        var root = TestData.PathOf("real-lists")!;
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => new ListFile(Path.GetRelativePath(root, path).Replace('\\', '/'), () => File.OpenRead(path)));
        return [.. ListLibrary.ReadNewest(files, Given.Now).Snapshots.SelectMany(snapshot => snapshot.Parties)];
    }
}
