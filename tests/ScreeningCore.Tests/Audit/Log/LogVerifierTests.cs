using System.Collections.Immutable;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.ScreeningCore.Tests.Audit.Log;

/// <summary>A thousand tamperings of each kind; those that rewrite the head too show only against a checkpoint kept elsewhere.</summary>
public sealed class LogVerifierTests
{
    private const int Rounds = 1000;
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Tamperings =>
    [
        "edit", "edit and rehash", "delete", "insert", "reorder", "truncate", "fork", "foreign", "truncate with the head",
            "rewrite with the head", "backdate with the head", "remove a checkpoint", "exchange a checkpoint",
    ];

    [Fact]
    public void An_untouched_log_has_no_fault_whatever_its_length_and_however_often_it_was_checked()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var made = Make(seed, new Random(seed).Next(0, 60));
            Assert.Empty(Verify(made.Records, made.Head, made.Checkpoints));
        }
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public void Every_tampering_is_found(string kind)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var made = Make(seed, random.Next(8, 40));
            var (records, head, checkpoints) = Tamper(kind, made, random);
            Assert.True(Verify(records, head, checkpoints).Length > 0, $"seed {seed}: {kind} was not found");
        }
    }

    [Fact]
    public void The_first_bad_place_is_named()
    {
        var made = Make(1, 30);
        var faults = Verify(made.Records.SetItem(11, made.Records[11] with { Actor = "mallory" }), made.Head, made.Checkpoints);
        Assert.Equal((12, AuditFaultKind.Edited), (faults[0].Sequence, faults[0].Kind));
    }

    [Fact]
    public void A_rewritten_log_is_told_to_be_rewritten_after_the_last_checkpoint_that_fits()
    {
        var made = Make(2, 30);
        var (records, head) = Rewrite(made, 15);
        var faults = Verify(records, head, made.Checkpoints);
        Assert.Equal(2, faults.Length);
        Assert.All(faults, fault => Assert.Equal((11, AuditFaultKind.CheckpointDiffers), (fault.Sequence, fault.Kind)));
    }

    [Fact]
    public void A_checkpoint_is_read_back_from_its_text()
    {
        var checkpoint = Make(3, 30).Checkpoints[1];
        Assert.Equal(checkpoint, Checkpoint.Read(checkpoint.ToBytes()));
        Assert.Null(Checkpoint.Read("compliance-audit-log/1\nsize x\n"u8));
        Assert.Null(Checkpoint.Read([]));
    }

    [Fact]
    public void Appending_in_steps_and_at_once_give_the_same_log_and_the_same_tiles()
    {
        var acts = Acts(1, 600);
        var whole = LogHead.Empty.Append(acts);
        var first = LogHead.Empty.Append(acts.Take(255));
        var rest = first.Head.Append(acts.Skip(255));
        Assert.Equal(whole.Head, rest.Head);
        Assert.Equal(whole.Tiles.AsEnumerable(), first.Tiles.Concat(rest.Tiles));
        Assert.Equal(2, whole.Tiles.Length);
    }

    private static ImmutableArray<AuditFault> Verify(IEnumerable<AuditRecord> records, LogHead head, IEnumerable<Checkpoint> checkpoints)
    {
        var verifier = new LogVerifier(head, checkpoints);
        foreach (var record in records)
        {
            verifier.Add(record);
        }

        return verifier.Finish();
    }

    private static (ImmutableArray<AuditRecord>, LogHead, ImmutableArray<Checkpoint>) Tamper(string kind, Made made, Random random)
    {
        var (records, head, checkpoints) = (made.Records, made.Head, made.Checkpoints);
        var at = random.Next(records.Length);
        var one = records[at];
        var edited = random.Next(5) switch
        {
            0 => one with { Actor = one.Actor + "x" },
            1 => one with { Act = "alert.other" },
            2 => one with { At = one.At.AddTicks(1) },
            3 => one with { Target = one.Target + "1" },
            _ => one with { ContentHash = new string('f', 64) },
        };
        switch (kind)
        {
            case "edit": return (records.SetItem(at, edited), head, checkpoints);
            case "edit and rehash": return (records.SetItem(at, edited with { Hash = edited.ComputeHash() }), head, checkpoints);
            case "delete": return (records.RemoveAt(at), head, checkpoints);
            case "insert":
                var inserted = one with { Actor = "mallory" };
                return (records.Insert(at, inserted with { Hash = inserted.ComputeHash() }), head, checkpoints);
            case "reorder":
                var other = (at + 1 + random.Next(records.Length - 1)) % records.Length;
                return (records.SetItem(at, records[other]).SetItem(other, one), head, checkpoints);
            case "truncate": return (records[..random.Next(records.Length)], head, checkpoints);
            case "fork": return (Rewrite(made, at).Records, head, checkpoints);
            case "foreign":
                var foreign = one with { Chain = "alerts-1" };
                return (records.SetItem(at, foreign with { Hash = foreign.ComputeHash() }), head, checkpoints);
            case "truncate with the head":
                var shorter = LogHead.Empty.Append(made.Acts.Take(random.Next((int)checkpoints[^1].Size)));
                return (shorter.Records, shorter.Head, checkpoints);
            case "rewrite with the head":
                var (rewritten, newHead) = Rewrite(made, random.Next((int)checkpoints[^1].Size));
                return (rewritten, newHead, checkpoints);
            case "backdate with the head":
                var late = random.Next((int)checkpoints[^1].Size);
                var backdated = LogHead.Empty.Append(made.Acts.Select((act, i) => i == late ? act with { At = act.At.AddDays(-30) } : act));
                return (backdated.Records, backdated.Head, checkpoints);
            case "remove a checkpoint": return (records, head, checkpoints.RemoveAt(random.Next(checkpoints.Length - 1)));
            case "exchange a checkpoint":
                var (forged, forgedHead) = Rewrite(made, 0);
                var which = random.Next(checkpoints.Length);
                var size = (int)checkpoints[which].Size;
                var lie = LogHead.Empty.Append(made.Acts.Take(size).Select(act => act with { Actor = "mallory" }));
                return random.Next(2) == 0
                    ? (records,
                        head, checkpoints.SetItem(which, checkpoints[which] with { Root = lie.Head.Frontier.Root, Head = lie.Head.Hash }))
                    : (forged, forgedHead,
                        checkpoints.SetItem(which, checkpoints[which] with { Root = lie.Head.Frontier.Root, Head = lie.Head.Hash }));
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown tampering.");
        }
    }

    /// <summary>The whole log with one act changed and everything after it made to fit, head included.</summary>
    private static (ImmutableArray<AuditRecord> Records, LogHead Head) Rewrite(Made made, int at)
    {
        var (records, _, head) = LogHead.Empty.Append(made.Acts.Select((act, i) => i == at ? act with { Actor = "mallory" } : act));
        return (records, head);
    }

    private sealed record Made(List<LogAct> Acts, ImmutableArray<AuditRecord> Records, LogHead Head,
        ImmutableArray<Checkpoint> Checkpoints);

    /// <summary>A log with checkpoints at a third, two thirds and the end.</summary>
    private static Made Make(int seed, int length)
    {
        var acts = Acts(seed, length);
        var checkpoints = ImmutableArray.CreateBuilder<Checkpoint>();
        var (head, from) = (LogHead.Empty, 0);
        var records = ImmutableArray.CreateBuilder<AuditRecord>();
        foreach (var size in new[] { length / 3, length * 2 / 3, length }.Where(size => size > 0).Distinct())
        {
            var (added, _, next) = head.Append(acts.Skip(from).Take(size - from));
            records.AddRange(added);
            (head, from) = (next, size);
            checkpoints.Add(new Checkpoint(size, head.Frontier.Root, head.Hash, Start.AddDays(checkpoints.Count), checkpoints.Count == 0
                ? AuditChain.Genesis : checkpoints[^1].Hash));
        }

        return new Made(acts, records.ToImmutable(), head, checkpoints.ToImmutable());
    }

    private static List<LogAct> Acts(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length)
            .Select(i => new LogAct(Start.AddSeconds(i), $"officer{random.Next(1000)}", "screening.decided",
            $"scr_{random.Next(1_000_000)}", AuditRecord.HashOf($"content {random.Next()}")))];
    }
}
