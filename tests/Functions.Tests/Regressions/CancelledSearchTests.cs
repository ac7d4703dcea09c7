using System.Text;
using Compliance.Functions.Screening;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>Every way to a search ends when nobody waits for its answer: each is called with a token that is cancelled before the
/// search.</summary>
public sealed class CancelledSearchTests
{
    private static readonly CancellationToken Gone = new(canceled: true);

    [Fact]
    public async Task A_screening_that_nobody_waits_for_is_not_searched_and_not_stored()
    {
        using var host = new RecordHost();
        var service = host.Get<ScreeningService>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => service.PreviewAsync(Request(), "tests", Shard.OfNumber(0), Gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.ScreenAsync(Request(), new ScreeningCall("tests"), Gone));
        Assert.ThrowsAny<OperationCanceledException>(() => service.StandingOf(Request(), [], earlier: null, Gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ScreeningIntake(service, host.Time)
            .ScreenAsync(Encoding.UTF8.GetBytes($$$"""{"subject":{"name":"{{{InventedLists.Listed}}}"}}"""), "tests", null, Gone));
    }

    /// <summary>A search that is added later takes a token too, or this test names it.</summary>
    [Fact]
    public void Whatever_makes_a_context_of_a_search_in_the_service_hands_on_a_token()
    {
        var functions = Path.Combine(Compliance.Tests.Shared.TestData.RepositoryRoot(), "functions");
        string[] withoutCaller = ["AnswerWarmUp.cs", "CorpusWarmUp.cs", "DecisionReplay.cs", "SelfTest.cs"];
        foreach (var file in Directory.EnumerateFiles(functions, "*.cs", SearchOption.AllDirectories)
            .Where(file => !withoutCaller.Contains(Path.GetFileName(file))))
        {
            var text = File.ReadAllText(file);
            var made = text.Split("new ScreeningContext").Length - 1;
            Assert.True(made == 0 || text.Split("Cancellation = ").Length - 1 == made, $"{Path.GetFileName(file)} hands on no token");
        }
    }

    private static ScreeningRequest Request() => ((RequestReading.Valid)RequestReading.Read(
        Encoding.UTF8.GetBytes($$$"""{"subject":{"id":"acct_1","name":"{{{InventedLists.Listed}}}"}}"""), DateTimeOffset.UnixEpoch)).Request;
}
