using System.Buffers.Binary;
using System.Text.Json;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Watchlists;

public sealed class CorpusFileTests
{
    private const int HeaderSumAt = 92;
    private static readonly ScoringProfile Profile = ScoringProfile.Named("onboarding");

    [Fact]
    public void The_same_corpus_gives_the_same_bytes()
    {
        Assert.True(Written(InventedCorpus.Make(7)).AsSpan().SequenceEqual(Written(InventedCorpus.Make(7))));
        Assert.False(Written(InventedCorpus.Make(7)).AsSpan().SequenceEqual(Written(InventedCorpus.Make(8))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_loaded_corpus_finds_and_explains_what_the_built_one_does(int seed)
    {
        var built = InventedCorpus.Make(seed);
        var loaded = Loaded(Written(built));

        Assert.Equal(built.Hash, loaded.Hash);
        Assert.Equal(built.Lists.AsEnumerable(), loaded.Lists);
        Assert.Equal(built.Index.NameCount, loaded.Index.NameCount);
        var (one, two) = (new PartyMatcher(built.Index, Profile), new PartyMatcher(loaded.Index, Profile));
        var found = 0;
        foreach (var subject in InventedCorpus.Subjects(built, seed, 300))
        {
            var expected = one.Find(subject, 0.01);
            Assert.Equal(AsText(expected), AsText(two.Find(subject, 0.01)));
            found += expected.Count;
        }

        Assert.InRange(found, 300, int.MaxValue);
    }

    [Fact]
    public void A_loaded_corpus_holds_every_party_and_every_fact()
    {
        var built = InventedCorpus.Make(4);
        var loaded = Loaded(Written(built));
        for (var i = 0; i < built.Index.PartyCount; i++)
        {
            var party = built.Index.PartyAt(i);
            Assert.Equal(PartyCodec.Write(party), PartyCodec.Write(loaded.Index.PartyAt(i)));
            Assert.Equal(party.Entry, loaded.Index.EntryAt(i));
            Assert.Equal(i, loaded.Index.PositionOf(party.Entry));
            Assert.Equal(JsonSerializer.Serialize(PartyFacts.Of(party), PartyCodec.Options),
                JsonSerializer.Serialize(loaded.Index.FactsAt(i), PartyCodec.Options));
        }

        Assert.Equal(-1, loaded.Index.PositionOf(ListEntryId.Of(ListCode.Parse("aa-first"), "nobody")));
        Assert.Equal(-1, loaded.Index.PositionOf(ListEntryId.Of(ListCode.Parse("no-such"), "1")));
        foreach (var snapshot in InventedCorpus.Snapshots(4, 60))
        {
            Assert.Equal(snapshot.Version, loaded.SnapshotOf(snapshot.Version.Code)!.Version);
        }
    }

    [Fact]
    public void A_loaded_corpus_is_written_as_the_bytes_it_came_from()
    {
        var bytes = Written(InventedCorpus.Make(5));
        Assert.True(bytes.AsSpan().SequenceEqual(Written(Loaded(bytes))));
    }

    [Fact]
    public void An_empty_corpus_comes_back_empty() => Assert.Equal(0, Loaded(Written(ScreeningCorpus.Empty)).Index.PartyCount);

    [Fact]
    public void Every_truncated_file_is_refused()
    {
        var bytes = Written(InventedCorpus.Make(6, parties: 5));
        for (var length = 0; length < bytes.Length; length += length < 8192 ? 1 : 97)
        {
            Assert.Contains(Refused(bytes.AsMemory(0, length)).Fault, new[] { CorpusFault.NotACorpus, CorpusFault.WrongLength });
        }

        Assert.Equal(CorpusFault.WrongLength, Refused(bytes.Append((byte)0).ToArray()).Fault);
    }

    [Fact]
    public void A_damaged_byte_is_refused_or_changes_nothing()
    {
        var corpus = InventedCorpus.Make(9, parties: 20);
        var bytes = Written(corpus);
        var subjects = InventedCorpus.Subjects(corpus, 9, 5).ToArray();
        var expected = AllOf(corpus, subjects);
        var random = new Random(9);
        for (var i = 0; i < 1_000; i++)
        {
            // Half of the damage goes where headers, contents and records are.
            var at = random.Next(i % 2 == 0 ? 20_000 : bytes.Length);
            var bit = (byte)(1 << random.Next(8));
            bytes[at] ^= bit;
            if (i % 10 == 0)
            {
                Assert.IsType<CorpusLoad.Refused>(CorpusFile.Load(bytes, verify: true));
                Assert.NotNull(CorpusFile.Verify(new MemoryStream(bytes)));
            }

            if (CorpusFile.Load(bytes) is CorpusLoad.Loaded loaded)
            {
                try
                {
                    Assert.Equal(expected, AllOf(loaded.Corpus, subjects));
                }
                catch (InvalidDataException error)
                {
                    Assert.Contains("damaged", error.Message);
                }
            }

            bytes[at] ^= bit;
        }

        Assert.Null(CorpusFile.Verify(new MemoryStream(bytes)));
    }

    [Theory]
    [InlineData(8, CorpusFault.OtherFormat)]
    [InlineData(24, CorpusFault.OtherEngine)]
    [InlineData(56, CorpusFault.OtherTables)]
    public void What_another_engine_compiled_is_refused_by_name(int at, CorpusFault fault)
    {
        var bytes = Written(InventedCorpus.Make(10, parties: 3));
        bytes[at]++;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeaderSumAt), Checksum.Of(bytes.AsSpan(0, HeaderSumAt)));
        var refused = Refused(bytes);
        Assert.Equal(fault, refused.Fault);
        Assert.Contains("anew", refused.Reason);
    }

    [Fact]
    public void Versions_of_other_content_are_not_taken_over()
    {
        var corpus = InventedCorpus.Make(11, parties: 3);
        var later = corpus.Lists.Select(list =>
            list with { RetrievedAt = list.RetrievedAt.AddHours(1), StaleAfter = TimeSpan.FromHours(5) }).ToArray();
        Assert.Equal(later, corpus.WithVersions(later).Lists);
        Assert.Throws<ArgumentException>(() => corpus.WithVersions(InventedCorpus.Make(12, parties: 3).Lists));
    }

    private static string AllOf(ScreeningCorpus corpus, IEnumerable<ScreeningSubject> subjects)
    {
        var matcher = new PartyMatcher(corpus.Index, Profile);
        return string.Join('\n', Enumerable.Range(0, corpus.Index.PartyCount).Select(i => PartyCodec.HashOf(corpus.Index.PartyAt(i)))
            .Concat(subjects.Select(subject => AsText(matcher.Find(subject, 0.01))))
            .Concat(corpus.Lists.Select(list => list.ToString())));
    }

    private static string AsText(IReadOnlyList<PartyMatch> matches) => JsonSerializer.Serialize(matches, PartyCodec.Options);

    private static byte[] Written(ScreeningCorpus corpus)
    {
        using var stream = new MemoryStream();
        CorpusFile.Write(corpus, stream);
        return stream.ToArray();
    }

    private static ScreeningCorpus Loaded(ReadOnlyMemory<byte> bytes)
        => Assert.IsType<CorpusLoad.Loaded>(CorpusFile.Load(bytes, verify: true)).Corpus;

    private static CorpusLoad.Refused Refused(ReadOnlyMemory<byte> bytes) => Assert.IsType<CorpusLoad.Refused>(CorpusFile.Load(bytes));
}
