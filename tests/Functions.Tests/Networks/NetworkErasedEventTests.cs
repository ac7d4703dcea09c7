using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Networks;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Networks.NetworkWorld;

namespace Compliance.Functions.Tests.Networks;

/// <summary>An event that comes late and happened before its account was erased brings no fact of it back.</summary>
public sealed class NetworkErasedEventTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_late_event_from_before_the_erasure_brings_no_fact_back_although_it_comes_for_the_first_time()
    {
        var account = SubjectRef.Account("a1");
        await TakeAsync(_host, Created(_host, "a1", "d1", "192.0.2.9", 30));
        Assert.NotNull(await FactsAsync(account));
        var erasure = _host.Get<SubjectErasure>();
        await erasure.AskAsync(account, "request 17", Ben, default);
        await erasure.AskAsync(account, "request 17", Eve, default);
        Assert.Null(await FactsAsync(account));

        await TakeAsync(_host, Paid(_host, "a1", "card-1", 5));
        Assert.Null(await FactsAsync(account));
    }

    private Task<StoredAccount?> FactsAsync(SubjectRef account) => _host.Get<NetworkFactStore>().FindAsync(account.Key, default);
}
