using System.Globalization;
using Compliance.EnforcementCore.Networks;

namespace Compliance.Functions.Networks;

/// <summary>A node of the drawing.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Row">Its place from the top.</param>
/// <param name="Marked">True for the account that was asked about.</param>
/// <param name="Later">True where it was not there yet on the day that is shown.</param>
public sealed record GraphNode(string Text, int Row, bool Marked, bool Later);

/// <summary>A line of the drawing: an account used something.</summary>
/// <param name="From">Row of the account.</param>
/// <param name="To">Row of what it used.</param>
/// <param name="Text">What it says.</param>
public sealed record GraphLine(int From, int To, string Text);

/// <summary>
/// A cluster drawn: accounts on the left, what at least two of them share on the right, the most shared first. What so many others use that
/// it links nobody is folded into one line below.
/// </summary>
/// <param name="Accounts">The accounts, at most forty.</param>
/// <param name="Shared">What they share, at most twenty-four.</param>
/// <param name="Lines">Who used what until the day shown.</param>
/// <param name="MoreAccounts">Accounts beyond those drawn.</param>
/// <param name="Hubs">Things folded because they link nobody.</param>
/// <param name="FirstDay">The first day on which a member used something shared.</param>
/// <param name="LastDay">The last day on which something was used for the first time.</param>
/// <param name="ShownDay">The day that is shown.</param>
public sealed record NetworkGraph(IReadOnlyList<GraphNode> Accounts, IReadOnlyList<GraphNode> Shared, IReadOnlyList<GraphLine> Lines,
    int MoreAccounts, int Hubs, int FirstDay, int LastDay, int ShownDay)
{
    private const int MostAccounts = 40;
    private const int MostShared = 24;

    /// <summary>Draws a cluster.</summary>
    /// <param name="current">The run.</param>
    /// <param name="members">The members, in order.</param>
    /// <param name="about">The member that was asked about; -1 for none.</param>
    /// <param name="day">The day to show; null for the last.</param>
    /// <param name="nameOf">What an account is called.</param>
    internal static NetworkGraph Of(CurrentNetwork current, IReadOnlyList<int> members, int about, int? day, Func<int, string> nameOf)
    {
        var facts = current.Network.Facts;
        var uses = members.SelectMany(member => facts.Of(member).ToArray()
            .Select((artefact, place) => (Member: member, Artefact: artefact, Days: facts.DaysOf(member, place)))).ToList();
        var shared = uses.GroupBy(use => use.Artefact).Where(group => group.Skip(1).Any()).ToList();
        var drawn = shared.Where(group => !facts.IsHub(group.Key)).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Take(MostShared).Select(group => group.Key).ToList();
        var ranks = drawn.Select((artefact, rank) => (artefact, rank)).ToDictionary(one => one.artefact, one => one.rank);
        var seen = uses.Where(use => ranks.ContainsKey(use.Artefact)).ToList();
        var (first, last) = seen.Count == 0 ? (0, 0) : (seen.Min(use => use.Days.First), seen.Max(use => use.Days.First));
        var shownDay = Math.Clamp(day ?? last, first, last);

        // Accounts stand by what they use, so that lines cross less.
        var accounts = members.OrderBy(member => member != about)
            .ThenBy(member => seen.Where(use => use.Member == member).Select(use => (double)ranks[use.Artefact]).DefaultIfEmpty(99)
                .Average())
            .ThenBy(member => member).Take(MostAccounts).ToList();
        var rows = accounts.Select((member, row) => (member, row)).ToDictionary(one => one.member, one => one.row);
        var lines = seen.Where(use => use.Days.First <= shownDay && rows.ContainsKey(use.Member)).ToList();
        return new NetworkGraph(
            [.. accounts.Select((member, row) => new GraphNode(nameOf(member), row, member == about,
                !lines.Exists(line => line.Member == member)))],
            [.. drawn.Select((artefact, row) => new GraphNode(string.Create(CultureInfo.InvariantCulture,
                $"{current.Network.LabelOf(artefact)} · {shared.First(group => group.Key == artefact).Count()}"), row, false,
                !lines.Exists(line => line.Artefact == artefact)))],
            [.. lines.Select(use => new GraphLine(rows[use.Member], ranks[use.Artefact], string.Create(CultureInfo.InvariantCulture,
                $"{nameOf(use.Member)}: {current.Network.LabelOf(use.Artefact)}, {DayText(use.Days.First)} to {DayText(use.Days.Last)}")))],
            members.Count - accounts.Count, shared.Count(group => facts.IsHub(group.Key)), first, last, shownDay);
    }

    /// <summary>A day as people write it.</summary>
    public static string DayText(int day)
        => EventFacts.Epoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
