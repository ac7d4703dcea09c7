namespace Compliance.Functions.Watchlists.History;

/// <summary>Words for what happens to lists, on the command line and in the console.</summary>
internal static class ListText
{
    public static string Of(ListEventKind kind) => kind switch
    {
        ListEventKind.Activated => "in use",
        ListEventKind.Refused => "refused",
        ListEventKind.Accepted => "accepted by an operator",
        ListEventKind.RolledBack => "rolled back",
        ListEventKind.Released => "rollback ended",
        ListEventKind.Archived => "kept for look-backs",
        ListEventKind.Failed => "not fetched",
        ListEventKind.Recovered => "confirmed again",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
