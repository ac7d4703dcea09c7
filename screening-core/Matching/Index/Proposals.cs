using System.Runtime.InteropServices;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>What the look-ups proposed for each name of one subject, kept until its search ends: whoever searches again for namesakes need
/// not look up again. One per thread.</summary>
internal sealed class Proposals
{
    [ThreadStatic]
    private static Proposals? _ofThread;

    /// <summary>The proposals of this thread.</summary>
    public static Proposals OfThread => _ofThread ??= new Proposals();

    /// <summary>One for each name and table that was searched, in the order of the searches.</summary>
    public List<Proposal> All { get; } = new(32);

    /// <summary>The listed names proposed, one proposal after the other.</summary>
    public List<Candidate> Candidates { get; } = new(1024);

    /// <summary>How much of each can be linked.</summary>
    public List<CandidateShare> Shares { get; } = new(1024);

    /// <summary>The ceiling of each, beside it; NaN where nobody asked for it.</summary>
    public List<double> Ceilings { get; } = new(1024);

    /// <summary>Looks a name up in a table and keeps what is proposed; the links stand in <paramref name="links"/> until the next
    /// look-up.</summary>
    public Proposal Add(NameSearch search, AnalysedName name, LinkTable links, SubjectShares own, CountedCeiling? ceilings)
    {
        var from = Candidates.Count;
        search.Collect(name, Candidates, links, Shares, ceilings);
        var proposal = new Proposal(search, name, own, from, Candidates.Count);
        All.Add(proposal);
        CollectionsMarshal.SetCount(Ceilings, proposal.To);
        CollectionsMarshal.AsSpan(Ceilings)[from..].Fill(double.NaN);
        return proposal;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        All.Clear();
        Candidates.Clear();
        Shares.Clear();
        Ceilings.Clear();
    }
}

/// <summary>A subject's name, the table it was looked up in, and which of the candidates were proposed for it.</summary>
/// <param name="Search">The table and its look-ups.</param>
/// <param name="Name">The subject's name.</param>
/// <param name="Own">The same, added up.</param>
/// <param name="From">Place of the first candidate.</param>
/// <param name="To">Place behind the last one.</param>
internal readonly record struct Proposal(NameSearch Search, AnalysedName Name, SubjectShares Own, int From, int To);
