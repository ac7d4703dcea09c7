using System.Collections.Immutable;

namespace Compliance.Functions.Rescreening;

/// <summary>How far one part of a run is: what is done is never done again, and what a crash interrupted goes on from here.</summary>
internal sealed record PartProgress
{
    /// <summary>Number of the part.</summary>
    public required int Part { get; init; }

    /// <summary>The last row that was read; empty at the beginning.</summary>
    public string LastRow { get; init; } = "";

    /// <summary>True where every row was read once; what arrived meanwhile is looked for then.</summary>
    public bool HasReadAll { get; init; }

    /// <summary>True where the part is done.</summary>
    public bool IsDone { get; init; }

    /// <summary>Subjects read.</summary>
    public int Read { get; init; }

    /// <summary>Subjects that were there at the end and had been read, or were screened against the new lists by their own
    /// request.</summary>
    public int Present { get; init; }

    /// <summary>Subjects screened again in full.</summary>
    public int Screened { get; init; }

    /// <summary>Subjects among them that have hits.</summary>
    public int WithHits { get; init; }

    /// <summary>Alerts asked for: a finding is new, or its facts changed.</summary>
    public int Raised { get; init; }

    /// <summary>Names compared while looking at the changed parties.</summary>
    public long Comparisons { get; init; }

    /// <summary>Subjects whose stored request cannot be read; they are monitored and were not screened.</summary>
    public int Unreadable { get; init; }

    /// <summary>Confirmed matches opened again because the party was delisted (the alerts' part).</summary>
    public int Reopened { get; init; }

    /// <summary>Good-guy entries ended because the listed facts changed (the alerts' part).</summary>
    public int Voided { get; init; }

    /// <summary>SHA-256 of each page that was read, in order: the names of the readings.</summary>
    public ImmutableArray<string> Pages { get; init; } = [];

    /// <summary>When it was last written.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Where the part stands after further subjects.</summary>
    public PartProgress With(PageResult result) => this with
    {
        Read = Read + result.Read,
        Screened = Screened + result.Screened,
        WithHits = WithHits + result.WithHits,
        Raised = Raised + result.Raised,
        Comparisons = Comparisons + result.Comparisons,
        Unreadable = Unreadable + result.Unreadable,
    };
}

/// <summary>What one page of subjects came to.</summary>
internal sealed record PageResult(int Read, int Screened, int WithHits, int Raised, long Comparisons, int Unreadable);
