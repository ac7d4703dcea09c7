using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Rescreening;

/// <summary>A version of a list by its content.</summary>
internal sealed record ListContent(ListCode List, string Hash);

/// <summary>What all known subjects were last screened against, or are about to be.</summary>
/// <param name="Corpus">Hash of all lists together.</param>
/// <param name="Lists">The lists, by code.</param>
/// <param name="Profile">Name and version of the profile that rescreening judges by.</param>
/// <param name="Engine">Version of the engine.</param>
internal sealed record RescreenState(string Corpus, ImmutableArray<ListContent> Lists, string Profile, string Engine)
{
    /// <summary>True where nothing that decides differs.</summary>
    public bool IsSameAs(RescreenState other) => Corpus == other.Corpus && Profile == other.Profile && Engine == other.Engine;
}

/// <summary>Why a run was started.</summary>
internal enum RescreenCause
{
    /// <summary>A list changed.</summary>
    ListsChanged,

    /// <summary>The profile or the engine changed: everybody is screened in full.</summary>
    EngineChanged,

    /// <summary>Somebody asked for it: everybody is screened in full.</summary>
    Asked,
}

/// <summary>One rescreening of all known subjects: from one state of the lists to another.</summary>
internal sealed record RescreenRun
{
    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>Why it was started.</summary>
    public required RescreenCause Cause { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What the subjects were screened against before; null where nobody knows.</summary>
    public required RescreenState? Before { get; init; }

    /// <summary>What they are screened against by this run.</summary>
    public required RescreenState After { get; init; }

    /// <summary>True where everybody is screened in full, whatever changed.</summary>
    public required bool InFull { get; init; }

    /// <summary>Id: <c>run-00000012</c>.</summary>
    public string Id => IdOf(Number);

    /// <summary>The id of a number.</summary>
    public static string IdOf(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"run-{number:D8}");
}

/// <summary>Which run is the latest, whether it is under way, and what the last finished one brought the subjects to.</summary>
/// <param name="Latest">Number of the latest run; 0 where there was none.</param>
/// <param name="IsUnderWay">True until its certificate is written.</param>
/// <param name="Baseline">State that every subject was proved to be screened against; null where there is none yet.</param>
internal sealed record RescreenHead(int Latest, bool IsUnderWay, RescreenState? Baseline);

/// <summary>The message on the queue: a shard of a run has work left.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Part">Number of the shard, 0 to 15, or <see cref="Alerts"/>.</param>
internal sealed record RescreenWork(int Run, int Part)
{
    /// <summary>Name of the queue.</summary>
    public const string Queue = "rescreenings";

    /// <summary>The part that follows up alerts instead of a shard of subjects.</summary>
    public const int Alerts = 16;

    /// <summary>Parts of a run.</summary>
    public const int Parts = 17;
}
