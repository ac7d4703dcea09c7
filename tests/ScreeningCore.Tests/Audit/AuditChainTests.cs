using System.Collections.Immutable;
using Compliance.ScreeningCore.Audit;

namespace Compliance.ScreeningCore.Tests.Audit;

public sealed class AuditChainTests
{
    private const int Rounds = 1000;
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_untouched_chain_has_no_fault_whatever_its_length()
    {
        for (var length = 0; length < 50; length++)
        {
            var (records, head) = Chain(length, length);
            Assert.Empty(AuditChain.Verify(records, head));
        }
    }

    [Fact]
    public void Appending_in_steps_and_at_once_give_the_same_chain()
    {
        var acts = Acts(20, 1);
        var (whole, end) = AuditChain.Append(AuditHead.Empty("c"), acts);
        var (first, middle) = AuditChain.Append(AuditHead.Empty("c"), acts.Take(7));
        var (rest, last) = AuditChain.Append(middle, acts.Skip(7));
        Assert.Equal(whole.AsEnumerable(), first.AddRange(rest).AsEnumerable());
        Assert.Equal(end, last);
    }

    public static TheoryData<string> Tamperings
        => ["edit", "edit and rehash", "delete", "insert", "reorder", "truncate", "fork", "foreign", "empty"];

    [Theory]
    [MemberData(nameof(Tamperings))]
    public void Every_tampering_is_found(string kind)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var (records, head) = Chain(random.Next(3, 30), seed);
            var tampered = Tamper(kind, records, random);
            Assert.False(tampered.SequenceEqual(records), $"seed {seed}: nothing was tampered with");
            Assert.True(AuditChain.Verify(tampered, head).Length > 0, $"seed {seed}: {kind} was not found");
        }
    }

    [Fact]
    public void A_longer_chain_than_its_head_remembers_is_found()
    {
        var (records, _) = Chain(10, 1);
        var (_, shorter) = Chain(9, 1);
        Assert.Contains(AuditChain.Verify(records, shorter), fault => fault.Kind == AuditFaultKind.HeadDiffers);
    }

    private static ImmutableArray<AuditRecord> Tamper(string kind, ImmutableArray<AuditRecord> records, Random random)
    {
        var at = random.Next(records.Length);
        var one = records[at];
        var edited = random.Next(6) switch
        {
            0 => one with { Actor = one.Actor + "x" },
            1 => one with { Act = "alert.other" },
            2 => one with { At = one.At.AddTicks(1) },
            3 => one with { Target = one.Target + "1" },
            4 => one with { ContentHash = new string('f', 64) },
            _ => one with { PreviousHash = new string('e', 64) },
        };
        switch (kind)
        {
            case "edit": return records.SetItem(at, edited);
            case "edit and rehash": return records.SetItem(at, edited with { Hash = edited.ComputeHash() });
            case "delete": return records.RemoveAt(at);
            case "insert":
                var inserted = one with { Actor = "mallory" };
                return records.Insert(at, inserted with { Hash = inserted.ComputeHash() });
            case "reorder":
                var other = (at + 1 + random.Next(records.Length - 1)) % records.Length;
                return records.SetItem(at, records[other]).SetItem(other, one);
            case "truncate": return records[..random.Next(records.Length)];
            case "fork":
                var (branch, _) =
                    AuditChain.Append(at == 0 ? AuditHead.Empty("c")
                    : new AuditHead("c", at, records[at - 1].Hash), Acts(records.Length - at, 99_999 + random.Next()));
                return records[..at].AddRange(branch);
            case "foreign":
                var foreign = one with { Chain = "d" };
                return records.SetItem(at, foreign with { Hash = foreign.ComputeHash() });
            case "empty": return [];
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown tampering.");
        }
    }

    private static (ImmutableArray<AuditRecord> Records, AuditHead Head) Chain(int length, int seed)
        => AuditChain.Append(AuditHead.Empty("c"), Acts(length, seed));

    private static List<AuditAct> Acts(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length)
            .Select(i => new AuditAct(Start.AddSeconds(i), $"officer{random.Next(1000)}", "alert.claimed",
            $"alert-{random.Next(1_000_000)}", $"content {random.Next()}"))];
    }
}
