using System.Text.Json;
using Compliance.Functions.Screening;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Watchlists.Corpora;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Screening;

public sealed class AnswerWarmUpTests
{
    [Fact]
    public async Task The_warm_up_writes_a_whole_answer_about_a_listed_name_and_leaves_nothing_behind()
    {
        await using var service = await RunningService.StartReadyAsync();
        var before = service.App.Services.GetRequiredService<CorpusHost>().Current;

        using var answer = JsonDocument.Parse(AnswerWarmUp.Run(TimeProvider.System));

        Assert.NotEqual(0, answer.RootElement.GetProperty("hits").GetArrayLength());
        Assert.NotEqual("allow", answer.RootElement.GetProperty("decision").GetString());
        Assert.Null(await service.App.Services.GetRequiredService<ScreeningStore>()
            .FindAsync(answer.RootElement.GetProperty("screeningId").GetString()!, default));
        Assert.Same(before, service.App.Services.GetRequiredService<CorpusHost>().Current);
        Assert.Empty(service.Opener.Opened);
    }
}
