using System.Collections.Immutable;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console.Models;

/// <summary>Reads what the pages of the lists show.</summary>
internal sealed class ListPageReader(
    IConsoleCorpus corpus, IListSupply supply, ListStatuses statuses, ListHistory history, DeltaArchive deltas, DelistedParties delisted)
{
    /// <summary>Parties of one page of a change.</summary>
    public const int ChangesPerPage = 100;

    private const int EventsShown = 60;
    private const int EventsSearched = 30;

    // Counting a list reads all its parties; the answer holds as long as its content does.
    private volatile Measured? _measured;

    /// <summary>Every list that is in use or known, by code.</summary>
    public async Task<ImmutableArray<ListLine>> AllAsync(CancellationToken cancellation)
    {
        var codes = (corpus.Current?.Lists.Select(list => list.Code)
            ?? []).Union(ListLibrary.Descriptors.Select(descriptor => descriptor.Code)).Order();
        var lines = ImmutableArray.CreateBuilder<ListLine>();
        foreach (var code in codes)
        {
            lines.Add(await LineAsync(code, cancellation));
        }

        return lines.ToImmutable();
    }

    /// <summary>One list; null where nobody knows it.</summary>
    public async Task<ListPageModel?> ReadAsync(ListCode code, Officer officer, CancellationToken cancellation)
    {
        var line = await LineAsync(code, cancellation);
        var versions = await history.VersionsAsync(code, cancellation);
        if (line is { About: null, Version: null } && versions.IsEmpty)
        {
            return null;
        }

        return new ListPageModel(
            line, GuardsOf(line), [.. versions.Reverse()], [.. (await history.RecentAsync(code, EventsShown, cancellation)).Reverse()],
                (await history.VerifyAsync(code, cancellation)).Length)
        {
            Delisted = (await delisted.OfListAsync(code, cancellation)).Count,
            MayAct = officer.May(ReviewPermission.ManageLists),
        };
    }

    /// <summary>One change of a list; null where there is none of that number.</summary>
    public async Task<ListChangePageModel?> ChangeAsync(ListCode code, long sequence, ListChangeKind? kind, int page,
        CancellationToken cancellation)
    {
        if (sequence < 1
            || (await history.EventsAsync(code, sequence - 1, cancellation)).FirstOrDefault() is not { ChangesContent: true } change
            || change.Sequence != sequence)
        {
            return null;
        }

        ImmutableArray<ListChange> changes = await deltas.IsGoneAsync(code, change, cancellation)
            ? [] : [.. (await deltas.ReadAsync(code, change, cancellation)).Changes.Where(one => kind is null || one.Kind == kind)];
        var pages = Math.Max(1, (changes.Length + ChangesPerPage - 1) / ChangesPerPage);
        var shown = Math.Clamp(page, 1, pages);
        return new ListChangePageModel(await LineAsync(code, cancellation), change,
            [.. changes.Skip((shown - 1) * ChangesPerPage).Take(ChangesPerPage)], kind, shown, pages);
    }

    private async Task<ListLine> LineAsync(ListCode code, CancellationToken cancellation) =>
        new(code, ListLibrary.DescriptorOf(code), corpus.Current?.Lists.FirstOrDefault(list => list.Code == code), statuses.Of(code))
        {
            Incident = await history.IncidentAsync(code, cancellation),
            Hold = await history.HoldAsync(code, cancellation),
            LastChange = (await history.RecentAsync(code, EventsSearched, cancellation)).LastOrDefault(happened => happened.ChangesContent),
            IsRequired = supply.Required.Contains(code),
            NextLookAt = (supply as OfficialSupply)?.NextLookAt(code),
        };

    private ImmutableArray<GuardReading> GuardsOf(ListLine line)
    {
        if (line.About is not { } about || line.Version is not { } version)
        {
            return [];
        }

        if (_measured is { } known && known.Hash == version.ContentHash)
        {
            return known.Readings;
        }

        var readings = SnapshotGuards.Measure(corpus.Current!.SnapshotOf(line.Code)!, about.Guards.ToLimits());
        _measured = new Measured(version.ContentHash, readings);
        return readings;
    }

    private sealed record Measured(string Hash, ImmutableArray<GuardReading> Readings);
}
