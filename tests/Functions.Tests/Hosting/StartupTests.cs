namespace Compliance.Functions.Tests.Hosting;

public sealed class StartupTests
{
    [Fact]
    public async Task A_service_that_is_interrupted_ends_without_an_error()
    {
        await using var host = await ServiceProcess.StartAsync();
        await host.WaitUntilReadyAsync();

        var (code, errors) = await host.InterruptAsync();

        Assert.Equal("", errors);
        Assert.Equal(0, code);
    }
}
