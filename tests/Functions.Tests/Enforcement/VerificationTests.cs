using System.Security.Cryptography;
using System.Text;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Risk;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>Signed callbacks, and what a verification changes and does not.</summary>
public sealed class VerificationTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"evt_1"}""");
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Only_a_fresh_signature_of_the_secret_over_the_very_bytes_is_genuine()
    {
        Assert.Null(TimedSignature.Problem("secret", Header(Now, "secret"), Body, Now.AddMinutes(4)));
        Assert.Null(TimedSignature.Problem("secret", Header(Now, "old") + " " + Header(Now, "secret"), Body, Now));
        Assert.NotNull(TimedSignature.Problem("secret", Header(Now, "other"), Body, Now));
        Assert.NotNull(TimedSignature.Problem("secret", Header(Now, "secret"), [.. Body, 32], Now));
        Assert.NotNull(TimedSignature.Problem("secret", Header(Now, "secret"), Body, Now.AddMinutes(6)));
        Assert.NotNull(TimedSignature.Problem("secret", Header(Now, "secret"), Body, Now.AddMinutes(-6)));
        Assert.NotNull(TimedSignature.Problem(null, Header(Now, ""), Body, Now));
        Assert.All(["", "t=", "t=x,v1=00", "v1=00", "t=99999999999999,v1=00", Header(Now, "secret").Replace("v1=", "v0=",
            StringComparison.Ordinal)], header => Assert.NotNull(TimedSignature.Problem("secret", header, Body, Now)));
    }

    [Fact]
    public async Task A_pass_meets_the_challenge_until_something_new_is_seen_and_leaves_a_freeze()
    {
        await TakeAsync(_host, [.. Enumerable.Range(0, 6).Select(n => Event($"p{n}", "payment.failed", n,
            $$"""{"payment":"p{{n}}","amount":1,"currency":"EUR","instrument":"c{{n}}"}"""))]);
        Assert.Equal(Verdict.Challenge, await AskedAsync());
        _host.Time.Advance(TimeSpan.FromHours(1));
        await TakeAsync(_host, Event("v0", "verification.completed", 0, """{"kind":"email","outcome":"passed","level":1}"""));
        Assert.Equal(Verdict.Challenge, await AskedAsync());
        await TakeAsync(_host, Event("v1", "verification.completed", 0, """{"kind":"document","outcome":"passed","level":2}"""));
        Assert.Null(await AskedAsync());
        var freeze = Action(_host, Account, Rung.Suspend, "9");
        await DoneAsync(_host, Account, new ActionCommand.Propose(freeze), Ben);
        Assert.Equal(Rung.Suspend, (await StandingAsync(_host, Account)).Standing.Rung);

        _host.Time.Advance(TimeSpan.FromDays(1));
        await TakeAsync(_host, [.. Enumerable.Range(10, 6).Select(n => Event($"p{n}", "payment.failed", n - 10,
            $$"""{"payment":"p{{n}}","amount":1,"currency":"EUR","instrument":"c{{n}}"}"""))]);
        Assert.Equal(Verdict.Challenge, await AskedAsync());
    }

    [Fact]
    public async Task What_is_seen_again_on_the_day_of_a_proof_asks_again_and_a_second_proof_meets_that()
    {
        await TakeAsync(_host, [.. Failures(0, 40)]);
        Assert.Equal(Verdict.Challenge, await AskedAsync());
        await TakeAsync(_host, Event("v1", "verification.completed", 30, """{"kind":"document","outcome":"passed","level":2}"""));
        Assert.Null(await AskedAsync());
        await TakeAsync(_host, [.. Failures(10, 20)]);
        Assert.Equal(Verdict.Challenge, await AskedAsync());
        await TakeAsync(_host, Event("v2", "verification.completed", 0, """{"kind":"document","outcome":"passed","level":2}"""));
        Assert.Null(await AskedAsync());
    }

    [Fact]
    public async Task No_proof_meets_what_a_person_set_so_a_person_is_asked()
    {
        await TakeAsync(_host, [.. Failures(0, 40)]);
        var now = _host.Time.GetUtcNow();
        var floor = new RiskOverride("rbd_1", Account, RiskHarm.Evasion, true, 2, "Seen elsewhere.", Ben.Id, null, now, now.AddDays(9));
        await _host.Get<StreamCommands>().GiveAsync(Account, stream => Task.FromResult(StreamDecision.Of(
            RiskOverrideDecider.Ask(stream.Risk, floor, Ben, now), StreamEvent.Of)), Ben, floor.Id, null, default);
        await TakeAsync(_host, Event("v1", "verification.completed", 0, """{"kind":"document","outcome":"passed","level":2}"""));
        Assert.Equal(Verdict.Review, await AskedAsync());
    }

    /// <summary>One pass counted for every account that it was sent again for.</summary>
    [Fact]
    public async Task The_id_of_a_callback_belongs_to_the_subject_that_came_first()
    {
        var (intake, source) = (_host.Get<VerificationIntake>(), new VerificationSource("stripe", "$.created"));
        var pass = new VerificationCallback("stripe", "evt_1", Account, VerificationOutcome.Passed, _host.Time.GetUtcNow(), 2);
        Assert.Null(await intake.TakeAsync(source, pass, default));
        Assert.Null(await intake.TakeAsync(source, pass, default));
        var other = await intake.TakeAsync(source, pass with { Subject = SubjectRef.Account("w2") }, default);
        Assert.Equal("$.id", Assert.Single(other!.Errors!).Path);
        Assert.Null((await _host.Get<SubjectStreamStore>().FindAsync(SubjectRef.Account("w2"), default)).ETag);
        Assert.Single((await _host.Get<SubjectStreamStore>().FindAsync(Account, default)).Signals.All);
    }

    /// <summary>The answer named a field of an event that no provider sends.</summary>
    [Fact]
    public async Task A_moment_that_cannot_be_is_refused_by_the_providers_own_name_for_it()
    {
        var early = new VerificationCallback("stripe", "evt_9", Account, VerificationOutcome.Passed, DateTimeOffset.UnixEpoch.AddSeconds(1), 2);
        var problem = await _host.Get<VerificationIntake>().TakeAsync(new VerificationSource("stripe", "$.created"), early, default);
        Assert.Equal("$.created", Assert.Single(problem!.Errors!).Path);
    }

    /// <summary>A detector that was wrong once was silent until midnight.</summary>
    [Fact]
    public async Task A_retracted_observation_is_made_again_only_where_more_is_seen()
    {
        await TakeAsync(_host, [.. Failures(0, 40)]);
        var failures = (await SignalsAsync()).Single(one => one.Type == "payment.failures@1");
        await RetractAsync(failures.Id);
        await TakeAsync(_host, Event("s1", "account.signed_in", 30, """{"outcome":"ok"}"""));
        Assert.DoesNotContain(await SignalsAsync(), one => one.Type == "payment.failures@1");
        await TakeAsync(_host, [.. Failures(10, 30)]);
        var again = Assert.Single(await SignalsAsync(), one => one.Type == "payment.failures@1");
        Assert.True(again.Value > failures.Value && again.Id != failures.Id);
        await RetractAsync(again.Id);
        await TakeAsync(_host, [.. Failures(20, 20)]);
        Assert.True(Assert.Single(await SignalsAsync(), one => one.Type == "payment.failures@1").Value > again.Value);
    }

    private async Task<Signal[]> SignalsAsync()
        => [.. (await _host.Get<SubjectStreamStore>().FoldedAsync(Account, default)).Signals.Standing];

    private Task RetractAsync(string id) => _host.Get<StreamCommands>().GiveAsync(Account, stream => Task.FromResult(StreamDecision.Of(
        SignalDecider.Retract(stream.Signals, id, "The card machine was broken.", Ben, _host.Time.GetUtcNow()), StreamEvent.Of)), Ben, id,
        null, default);

    private IEnumerable<string> Failures(int first, int minutesAgo) => Enumerable.Range(first, 6).Select(n => Event($"p{n}",
        "payment.failed", minutesAgo - (n - first),
        $$"""{"payment":"p{{n}}","amount":1,"currency":"EUR","instrument":"c{{n}}"}"""));

    private async Task<Verdict?> AskedAsync()
    {
        var scored = await _host.Get<RiskService>().AssessAsync(
            await _host.Get<StandingService>().LoadAsync([Account], default), _host.Time.GetUtcNow(), whole: true, default);
        return scored.Reasons(DecisionMoment.Payment).Select(reason => (Verdict?)reason.Verdict).FirstOrDefault();
    }

    private string Event(string id, string type, int minutesAgo, string data) =>
        $$"""
        {"specversion":"1.0","id":"{{id}}","source":"/platform","type":"{{type}}","subject":"{{Account}}",
         "time":"{{_host.Time.GetUtcNow().AddMinutes(-minutesAgo):yyyy-MM-ddTHH:mm:ssZ}}","data":{{data}} }
        """;

    private static string Header(DateTimeOffset at, string secret)
    {
        var seconds = at.ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{seconds}."), .. Body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
