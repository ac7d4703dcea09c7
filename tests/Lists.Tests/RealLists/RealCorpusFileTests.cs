using System.Text.Json;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.Lists.Tests.RealLists;

public sealed class RealCorpusFileTests(ITestOutputHelper output)
{
    private const int Subjects = 400;

    [FactWithData("real-lists")]
    public void The_compiled_real_lists_find_and_explain_what_the_built_ones_do()
    {
        var built = ScreeningCorpus.Build(ListLibrary.ReadNewest(RealFiles.Under("real-lists"), RealFiles.RetrievedAt).Snapshots);
        using var stream = new MemoryStream();
        CorpusFile.Write(built, stream);
        output.WriteLine($"{built.Index.PartyCount} parties, {stream.Length / 1048576.0:0.0} MiB");
        var loaded = Assert.IsType<CorpusLoad.Loaded>(CorpusFile.Load(stream.ToArray(), verify: true)).Corpus;

        Assert.Equal(built.Hash, loaded.Hash);
        var profile = ScoringProfile.Named("onboarding");
        var (one, two) = (new PartyMatcher(built.Index, profile), new PartyMatcher(loaded.Index, profile));
        for (var i = 0; i < Subjects; i++)
        {
            var party = built.Index.PartyAt((int)((long)i * built.Index.PartyCount / Subjects));
            var subject =
                new ScreeningSubject
                {
                    Name = party.Names[i % party.Names.Length]
                .Text,
                    Kind = party.Kind,
                    BirthDate = party.BirthDates.FirstOrDefault()
                };
            Assert.Equal(
                JsonSerializer.Serialize(one.Find(subject, 0.1), PartyCodec.Options),
                JsonSerializer.Serialize(two.Find(subject, 0.1), PartyCodec.Options));
        }
    }
}
