using System.Text.Json;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.History;

/// <summary>The lists' history as the HTTP interface shows it.</summary>
internal static class ListHistoryMapping
{
    public static ListChangesAnswer ToAnswer(this FeedPage page, ListCode list) => new()
    {
        List = list.Value,
        Changes = [.. page.Items.Select(item => new ListChangeAnswer
        {
            Event = item.Event.Sequence,
            At = item.Event.At,
            Version = item.Event.Hash,
            Op = WireNames.Of(item.Change.Kind),
            Entry = item.Change.Entry.ToString(),
            Fields = [.. item.Change.Fields.Select(field => new FieldChangeAnswer(field.Field, Json(field.Old), Json(field.New)))],
            Party = Parsed(PartyCodec.Write(item.Change.Latest)),
        })],
        Next = page.Next.ToString(),
        AtEnd = page.AtEnd,
    };

    public static ListEventAnswer ToAnswer(this ListEvent happened) => new(
        happened.Sequence, happened.At, WireNames.Of(happened.Kind), happened.By, Stated(happened.Hash), Stated(happened.FromHash),
            happened.Reason,
        happened.Delta?.Added, happened.Delta?.Amended, happened.Delta?.Delisted);

    public static ListVersionAnswer ToAnswer(this StoredVersion stored) => new(
        stored.Version.ContentHash, WireNames.Of(stored.State), stored.Version.RetrievedAt, stored.Version.PublishedAt,
            stored.Version.PartyCount, stored.Version.NameCount,
        stored.Version.QuarantinedCount, stored.Refusal,
            [.. stored.Sources.Select(source => new ListFileAnswer(source.File, source.Sha256, source.Length))]);

    public static ListHoldAnswer ToAnswer(this ListHold hold) => new(hold.Pinned, hold.Withdrawn, hold.By, hold.Reason, hold.At);

    public static ListIncidentAnswer ToAnswer(this ListIncident incident) => new(incident.Since, incident.Reason, Stated(incident.Hash));

    private static string? Stated(string hash) => hash.Length == 0 ? null : hash;

    private static JsonElement? Json(string? canonical) => canonical is null ? null : Parsed(System.Text.Encoding.UTF8.GetBytes(canonical));

    private static JsonElement Parsed(byte[] utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return document.RootElement.Clone();
    }
}
