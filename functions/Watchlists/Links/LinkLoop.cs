using Compliance.Functions.Watchlists.Corpora;

namespace Compliance.Functions.Watchlists.Links;

/// <summary>Keeps the links up to date in every process that serves: after a change of the lists, and after an officer's word
/// elsewhere.</summary>
internal sealed class LinkLoop(PartyLinks links, CorpusHost corpora, TimeProvider time, ILogger<LinkLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await corpora.WaitForFirstAnswersAsync(Every, time, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await corpora.WaitForFirstAsync(Every, time, stoppingToken);
            try
            {
                await links.RefreshAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Links between listings could not be refreshed; those in use stay.");
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }
}
