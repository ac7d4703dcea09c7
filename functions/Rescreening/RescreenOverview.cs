using System.Collections.Immutable;
using System.Text.Json;

namespace Compliance.Functions.Rescreening;

/// <summary>Runs and how far they are, as people and callers see them.</summary>
internal sealed class RescreenOverview(RescreenStore runs)
{
    private const int Shown = 20;

    /// <summary>The latest runs, newest first.</summary>
    public async Task<RescreeningsAnswer> LatestAsync(CancellationToken cancellation)
    {
        var (head, _) = await runs.HeadAsync(cancellation);
        var answers = new List<RescreeningAnswer>();
        for (var number = head.Latest; number >= 1 && answers.Count < Shown; number--)
        {
            if (await FindAsync(number, withCertificate: false, cancellation) is { } answer)
            {
                answers.Add(answer);
            }
        }

        return new RescreeningsAnswer(head.IsUnderWay, head.Baseline?.Corpus, [.. answers]);
    }

    /// <summary>One run; null where there is none of the number.</summary>
    public async Task<RescreeningAnswer?> FindAsync(int number, bool withCertificate, CancellationToken cancellation)
    {
        if (await runs.FindAsync(number, cancellation) is not { } run)
        {
            return null;
        }

        var parts = await runs.ProgressAsync(number, cancellation);
        var text = await runs.CertificateAsync(number, cancellation);
        ImmutableArray<PartProgress> shards = [.. parts.Where(part => part.Part != RescreenWork.Alerts)];
        return new RescreeningAnswer
        {
            Number = run.Number,
            Id = run.Id,
            Cause = JsonNamingPolicy.SnakeCaseLower.ConvertName(run.Cause.ToString()),
            InFull = run.InFull,
            StartedAt = run.StartedAt,
            Finished = text is not null,
            FinishedAt = text is null ? null : CertificateCodec.Read(text).FinishedAt,
            PartsDone = parts.Count(part => part.IsDone),
            Parts = RescreenWork.Parts,
            SubjectsRead = shards.Sum(part => part.Read),
            SubjectsScreened = shards.Sum(part => part.Screened),
            AlertsRaised = shards.Sum(part => part.Raised),
            CorpusBefore = run.Before?.Corpus,
            CorpusAfter = run.After.Corpus,
            CertificateHash = text is null ? null : CertificateCodec.Read(text).Hash,
            Certificate = text is null || !withCertificate ? null : JsonDocument.Parse(text).RootElement,
        };
    }
}
