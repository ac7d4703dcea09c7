using System.IO.Pipelines;
using Compliance.Functions.Hosting;
using Microsoft.AspNetCore.Http;

namespace Compliance.Functions.Tests.Hosting;

/// <summary>The server reports a chunk size beyond all numbers as an I/O error, which was answered as if the store had failed.</summary>
public sealed class UnreadableBodyTests
{
    [Fact]
    public async Task A_body_that_cannot_be_read_is_the_callers_fault()
    {
        var error = await Assert.ThrowsAsync<BadHttpRequestException>(() =>
            RequestBody.ReadAsync(Broken(new IOException("Bad chunk size data.")), 1000, default));
        Assert.Equal(StatusCodes.Status400BadRequest, error.StatusCode);
    }

    [Fact]
    public async Task What_the_server_says_of_a_body_itself_stays()
    {
        var error = await Assert.ThrowsAsync<BadHttpRequestException>(() =>
            RequestBody.ReadAsync(Broken(new BadHttpRequestException("Too slow.", StatusCodes.Status408RequestTimeout)), 1000, default));
        Assert.Equal(StatusCodes.Status408RequestTimeout, error.StatusCode);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_on_are_the_callers_fault_too() =>
        await Assert.ThrowsAsync<BadHttpRequestException>(async () =>
        {
            await foreach (var line in NdjsonLines.ReadAsync(Broken(new IOException("Bad chunk size data.")), 1000, default))
            {
                Assert.Fail($"line {line.Number} was read");
            }
        });

    private static PipeReader Broken(Exception error)
    {
        var pipe = new Pipe();
        pipe.Writer.Complete(error);
        return pipe.Reader;
    }
}
