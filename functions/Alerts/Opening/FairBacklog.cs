using Compliance.Functions.Storage;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>A leased message with what it says; null where it cannot be read.</summary>
internal sealed record LeasedAlert(ReceivedMessage Message, AlertMessage? Content)
{
    /// <summary>The queue that leased it.</summary>
    public string Queue { get; init; } = AlertMessage.Queue;

    /// <summary>What its turn is counted by: the subject, or the screening where it names none.</summary>
    public string Share => Content?.SubjectId is { } subject ? "s " + subject : "m " + Message.MessageId;

    /// <summary>True for a message of a block.</summary>
    public bool IsBlock => Content?.Decision == AlertMessage.Block;
}

/// <summary>
/// Leased messages in the order in which they get their turn: subjects with a block first, then every subject in turn, however many
/// messages each has. What one subject has is taken together, so that many screenings of it cost little more than one.
/// </summary>
internal sealed class FairBacklog
{
    /// <summary>Most messages of one subject that are taken together.</summary>
    public const int MostTogether = 12;

    private readonly Dictionary<string, LinkedList<LeasedAlert>> _shares = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _turns = new();
    private readonly LinkedList<string> _blocks = new();

    /// <summary>How many messages wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a message behind those of its subject; a block before them.</summary>
    public void Add(LeasedAlert leased)
    {
        if (!_shares.TryGetValue(leased.Share, out var share))
        {
            _shares[leased.Share] = share = new LinkedList<LeasedAlert>();
            (leased.IsBlock ? _blocks : _turns).AddLast(leased.Share);
        }
        else if (leased.IsBlock && _turns.Remove(leased.Share))
        {
            _blocks.AddLast(leased.Share);
        }

        _ = leased.IsBlock ? share.AddFirst(leased) : share.AddLast(leased);
        Count++;
    }

    /// <summary>Takes the messages whose turn it is, of one subject; none where nothing waits. What is left of the subject goes to the
    /// end.</summary>
    public IReadOnlyList<LeasedAlert> Take()
    {
        var turns = _blocks.Count > 0 ? _blocks : _turns;
        if (turns.First is not { Value: var name })
        {
            return [];
        }

        turns.RemoveFirst();
        var share = _shares[name];
        var taken = new List<LeasedAlert>();
        while (taken.Count < MostTogether && share.First is { } next)
        {
            taken.Add(next.Value);
            share.RemoveFirst();
        }

        Count -= taken.Count;
        if (share.Count == 0)
        {
            _shares.Remove(name);
        }
        else
        {
            (share.First!.Value.IsBlock ? _blocks : _turns).AddLast(name);
        }

        return taken;
    }
}
