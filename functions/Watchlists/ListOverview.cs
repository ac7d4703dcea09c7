using System.Text.Json;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists;

/// <summary>What is known of the lists now, for callers and operators.</summary>
internal sealed class ListOverview(CorpusHost host, ListStatuses statuses, IListSupply supply, TimeProvider time)
{
    public const string ReadyStatus = "ready";

    /// <summary>Screenings are answered, and nobody is cleared: a list that ought to be screened against could not be used.</summary>
    public const string DegradedStatus = "degraded";

    /// <summary>Every list that is in use, asked for, or was tried.</summary>
    public ListsAnswer All() => new(
        host.Current?.Corpus.Hash,
        host.Current?.Corpus.IsSample ?? false,
        [.. Codes().Select(Of)]);

    /// <summary>Whether screenings are answered.</summary>
    public ReadyAnswer Ready()
    {
        var now = time.GetUtcNow();
        return host.Current is { } current
            ? new ReadyAnswer(current.Missing.IsEmpty ? ReadyStatus : DegradedStatus, WhyDegraded(current),
                current.Corpus.IsSample, [.. current.Corpus.Lists.Select(list => new CorpusListAnswer(list.Code.Value, list.PublishedAt,
                Math.Round(list.AgeAt(now).TotalHours, 2), list.IsStaleAt(now)))])
            : new ReadyAnswer("loading", WhyNot(), false, []);
    }

    /// <summary>The list of a code; null where nobody knows it.</summary>
    public ListCode? Find(string code) => Codes().Where(known => known.Value == code).Select(known => (ListCode?)known).FirstOrDefault();

    /// <summary>One list.</summary>
    public ListAnswer Of(ListCode code)
    {
        var now = time.GetUtcNow();
        var version = host.Current?.Corpus.Lists.FirstOrDefault(list => list.Code == code);
        var descriptor = ListLibrary.Descriptors.FirstOrDefault(known => known.Code == code);
        var status = statuses.Of(code);
        return new ListAnswer
        {
            Code = code.Value,
            Title = descriptor?.Title,
            Publisher = descriptor?.Publisher,
            Jurisdiction = descriptor?.Jurisdiction,
            Measures = [
                .. (descriptor?.DefaultMeasures ?? []).Select(measure => JsonNamingPolicy.CamelCase.ConvertName(measure.ToString()))],
            CadenceHours = descriptor is null or { Sources.IsEmpty: true } ? null : descriptor.Cadence.TotalHours,
            StaleAfterHours = (version?.StaleAfter ?? descriptor?.StaleAfter)?.TotalHours,
            State = StateOf(version, now),
            PublishedAt = version?.PublishedAt,
            RetrievedAt = version?.RetrievedAt,
            AgeHours = version is null ? null : Math.Round(version.AgeAt(now).TotalHours, 2),
            Stale = version?.IsStaleAt(now) ?? false,
            Parties = version?.PartyCount ?? 0,
            Names = version?.NameCount ?? 0,
            Quarantined = version?.QuarantinedCount ?? 0,
            ContentHash = version?.ContentHash,
            Error = status.Error,
            LastAttemptAt = status.LastAttemptAt,
            NextAttemptAt = (supply as OfficialSupply)?.NextLookAt(code),
        };
    }

    /// <summary>What keeps the first corpus from being loaded.</summary>
    private string WhyNot()
        => string.Join(' ', statuses.Codes.Select(code => (Code: code, statuses.Of(code).Error)).Where(one => one.Error is not null)
        .Select(one => $"{one.Code}: {one.Error}").Prepend("The lists are not loaded yet."));

    private string? WhyDegraded(LoadedCorpus current) => current.Missing.IsEmpty ? null
        : string.Join(' ', current.Missing.Select(code => $"{code}: {statuses.Of(code).Error ?? "not loaded yet"}")
            .Prepend("Lists that ought to be screened against could not be used, so nobody is cleared of them."));

    private IEnumerable<ListCode> Codes() =>
        (host.Current?.Corpus.Lists.Select(list => list.Code) ?? []).Concat(supply.Required)
        .Concat(statuses.Codes.Where(code => code != default)).Distinct().Order();

    private static string StateOf(ListVersion? version, DateTimeOffset now) => version switch
    {
        null => "missing",
        { IsSample: true } => "sample",
        _ when version.IsStaleAt(now) => "stale",
        _ => "active",
    };
}
