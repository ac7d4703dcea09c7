using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Networks;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Enforcement;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Matching.Fitting;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>Facts of the networks on the real store: order, repetition, hubs, crashes and erasure.</summary>
public sealed class NetworkFactTests : IDisposable
{
    private const string Secret = "a secret of the tests that is long enough";
    private readonly RecordHost _host = new(("COMPLIANCE_SECRET", Secret));

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task The_order_and_the_repetition_of_events_do_not_show()
    {
        var events = RingEvents(_host, ring: 12);
        var first = await RunAsync(_host, events);
        Assert.Equal(12, first.MembersOf(first.Clusters.Single()).Count);
        for (var round = 1; round <= 3; round++)
        {
            using var other = new RecordHost(("COMPLIANCE_SECRET", Secret));
            var shuffled = events.OrderBy(one => SplitMix.Hash((ulong)events.IndexOf(one), (ulong)round)).ToList();
            for (var at = 0; at < shuffled.Count; at += 5)
            {
                await EnforcementWorld.TakeAsync(other, [.. shuffled.Skip(at).Take(5)]);
            }

            Assert.Equal(first.About.Blob, (await RunAsync(other, shuffled)).About.Blob); // All of it again.
        }
    }

    [Fact]
    public async Task A_failed_payment_or_sign_in_ties_nobody_to_what_it_names()
    {
        var events = RingEvents(_host, ring: 0, strangers: 2);
        events.Add(Paid(_host, "alone-0", "alone-card-1", 5, "payment.failed"));
        events.Add(Event(_host, "account.signed_in", "alone-0", 4, """{"outcome":"failed","device":"alone-dev-1","ip":"198.51.100.2"}"""));
        var run = await RunAsync(_host, events);
        Assert.Empty(run.Clusters);
        Assert.Empty(run.Network.Facts.Of(0).ToArray().Intersect(run.Network.Facts.Of(1).ToArray()));
    }

    [Fact]
    public async Task Only_keyed_fingerprints_are_kept()
    {
        await EnforcementWorld.TakeAsync(_host, Created(_host, "a1", "the-device", "192.0.2.77", 3));
        var stored = await _host.Get<NetworkFactStore>().FindAsync(SubjectRef.Account("a1").Key, default);
        Assert.Equal([ArtefactType.Device, ArtefactType.Ip], stored!.Facts.Select(fact => fact.Artefact.Type));
        Assert.All(stored.Facts, fact => Assert.Matches("^[0-9a-f]{32}$", fact.Artefact.Fingerprint));
        using var elsewhere = new RecordHost(("COMPLIANCE_SECRET", Secret + " other"));
        await EnforcementWorld.TakeAsync(elsewhere, Created(elsewhere, "a1", "the-device", "192.0.2.77", 3));
        var other = await elsewhere.Get<NetworkFactStore>().FindAsync(SubjectRef.Account("a1").Key, default);
        Assert.Empty(stored.Facts.Select(fact => fact.Artefact).Intersect(other!.Facts.Select(fact => fact.Artefact)));
    }

    [Fact]
    public async Task An_event_takes_at_most_eight_reads_and_nine_conditional_batches()
    {
        var counted = new CountingRecords(_host.Get<IRecordStore>());
        var store = new NetworkFactStore(counted, new ArtefactStore(counted));
        var fingerprints = _host.Get<NetworkFingerprints>();
        var all = new[] { ArtefactType.Device, ArtefactType.Ip, ArtefactType.EmailRoot, ArtefactType.MailDomain, ArtefactType.Phone,
            ArtefactType.Referral };
        for (var account = 0; account < 4; account++)
        {
            counted.Reset();
            var facts = new ObservedFacts(SubjectRef.Account($"a{account}"), 9000, 216_000,
                [.. all.Select(type => new ObservedArtefact(type, "shared"))]);
            await store.TakeAsync([facts], fingerprints.Of, default);
            Assert.InRange(counted.Reads, 1, 8);
            Assert.InRange(counted.Batches, 1, 9);
            Assert.Equal(0, counted.Unconditional);
            counted.Reset();
            await store.TakeAsync([facts], fingerprints.Of, default);
            Assert.Equal((1, 0), (counted.Reads, counted.Batches)); // What came before is one look.
        }
    }

    [Fact]
    public async Task A_shared_office_is_counted_exactly_and_links_nobody()
    {
        const int Staff = 620;
        var events = Enumerable.Range(0, Staff).Select(one => Created(_host, $"staff-{one:000}", $"laptop-{one}", "192.0.2.1", 100 + one));
        var run = await RunAsync(_host, events);
        Assert.Empty(run.Clusters);
        var office = _host.Get<NetworkFingerprints>().Of(new ObservedArtefact(ArtefactType.Ip, "192.0.2.1/32"));
        var head = await _host.Get<ArtefactStore>().FindAsync(office, default);
        Assert.Equal((Staff, ArtefactStore.Sample), (head!.Count, head.Sample.Length));
        await _host.Get<NetworkErasure>().ForgetAsync([.. Enumerable.Range(0, 130).Select(one => SubjectRef.Account($"staff-{one:000}"))],
            default);
        Assert.Equal(Staff - 130, (await _host.Get<ArtefactStore>().FindAsync(office, default))!.Count);
    }

    [Fact]
    public async Task What_a_crash_left_between_artefact_and_fact_is_completed_and_counts_once()
    {
        var device = _host.Get<NetworkFingerprints>().Of(new ObservedArtefact(ArtefactType.Device, "d1"));
        await _host.Get<ArtefactStore>().JoinAsync(device, [SubjectRef.Account("a1").Key], default);
        await EnforcementWorld.TakeAsync(_host, Created(_host, "a1", "d1", "192.0.2.9", 3), Created(_host, "a2", "d1", "192.0.2.9", 3));
        Assert.Equal(2, (await _host.Get<ArtefactStore>().FindAsync(device, default))!.Count);
        Assert.Contains((await _host.Get<NetworkFactStore>().FindAsync(SubjectRef.Account("a1").Key, default))!.Facts,
            fact => fact.Artefact == device);
    }

    [Fact]
    public async Task An_erased_account_leaves_the_networks_and_no_event_that_comes_again_brings_it_back()
    {
        var events = RingEvents(_host, ring: 12);
        var before = await RunAsync(_host, events);
        var erased = SubjectRef.Account("ring-02");
        var device = _host.Get<NetworkFingerprints>().Of(new ObservedArtefact(ArtefactType.Device, "dev-0"));
        Assert.Equal(6, (await _host.Get<ArtefactStore>().FindAsync(device, default))!.Count);
        var erasure = _host.Get<SubjectErasure>();
        await erasure.AskAsync(erased, "request 17", EnforcementWorld.Ben, default);
        await erasure.AskAsync(erased, "request 17", EnforcementWorld.Eve, default);

        Assert.Null(await _host.Get<NetworkGenerations>().FindAsync(default)); // It named the account.
        Assert.Null(await _host.Get<NetworkFactStore>().FindAsync(erased.Key, default));
        Assert.Equal(5, (await _host.Get<ArtefactStore>().FindAsync(device, default))!.Count);
        Assert.True(await _host.Get<NetworkRunner>().LookAsync(default));
        await EnforcementWorld.TakeAsync(_host, [.. events]);
        var after = await RunAsync(_host, []);
        Assert.Equal((-1, before.About.Number + 1), (after.Find(erased), after.About.Number));
        Assert.Empty((await EnforcementWorld.VerifyAsync(_host)).Faults);
    }

    /// <summary>Counts what a store is asked.</summary>
    private sealed class CountingRecords(IRecordStore inner) : IRecordStore
    {
        public int Reads { get; private set; }

        public int Batches { get; private set; }

        public int Unconditional { get; private set; }

        public void Reset() => (Reads, Batches, Unconditional) = (0, 0, 0);

        public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
        {
            Reads++;
            return inner.FindAsync(table, partition, row, cancellation);
        }

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
            CancellationToken cancellation)
        {
            Batches++;
            Unconditional += operations.All(operation => operation is RecordOperation.Put) ? 1 : 0;
            return inner.CommitAsync(table, partition, operations, cancellation);
        }

        public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation)
        {
            Reads++;
            return inner.QueryAsync(query, cancellation);
        }
    }
}
