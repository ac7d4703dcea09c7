namespace Compliance.ScreeningCore.Tests.Conventions;

/// <summary>Whatever a round of a background service meets, the next round comes: one row that cannot be read must not end the process.
/// </summary>
public sealed class BackgroundServiceTests
{
    [Fact]
    public void A_background_service_outlives_every_failure_of_a_round()
    {
        var services = SourceTree.Sources("functions").Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .Where(file => file.Text.Contains(": BackgroundService", StringComparison.Ordinal)).ToArray();
        Assert.True(services.Length > 15, $"only {services.Length} services");
        // Receiving has no rounds: the client library calls handlers and goes on after each.
        Assert.Empty(services.Where(file => file.Name != "ServiceBusReceiving.cs"
            && !file.Text.Contains("catch (Exception error) when (!", StringComparison.Ordinal)
            && !file.Text.Contains("catch (Exception error) when (error is not OperationCanceledException)", StringComparison.Ordinal))
            .Select(file => file.Name));
    }
}
