namespace Compliance.Cli.Evaluation.Extraction;

/// <summary>How ordinary traffic of one kind fares.</summary>
/// <param name="Prompts">Prompts watched.</param>
/// <param name="FalseAlarmsPer1000">Alarms of ours for 1,000 prompts.</param>
/// <param name="Streams">Streams, each of one source and at most 1,000 prompts, for each campaign.</param>
/// <param name="StreamsAlarmed">Those with an alarm.</param>
/// <param name="PooledMmdFlagged">Share of windows of one source that the pooled test calls different at its level of one in a
/// hundred.</param>
internal sealed record BenignKind(long Prompts, double FalseAlarmsPer1000, int Streams, int StreamsAlarmed, double PooledMmdFlagged);

/// <summary>How a family of attacks fares: the median of prompts until the alarm by the share of attack in the stream; null where it is not
/// reached within 2,000.</summary>
/// <param name="MedianDelay">By share in per cent.</param>
/// <param name="ClusterDelay">Prompts that a cluster of 100 accounts sent together until its alarm, at a quarter of attack; null for
/// none within ten each.</param>
/// <param name="SingleAccountsAlarmed">Of those 100 accounts, how many alarm by themselves within their ten.</param>
/// <param name="PooledMmdFlagged">Windows of 100 pure attack prompts that the pooled test flags at the level at which one ordinary account
/// in a hundred is.</param>
internal sealed record AttackFamily(IReadOnlyDictionary<string, int?> MedianDelay, int? ClusterDelay, int SingleAccountsAlarmed,
    double PooledMmdFlagged);

/// <summary>What <c>evaluate radar</c> found; property names are the contract of its JSON.</summary>
/// <param name="Benign">Ordinary traffic by kind; unseen-app are apps of data sets that calibration never saw.</param>
/// <param name="Families">Families of attack.</param>
/// <param name="FamiliesMissed">Of how many the median alarm does not come within 2,000 prompts, by share in per cent.</param>
/// <param name="Refused">Families whose confirmed prompts did not carry a campaign, with the reason.</param>
/// <param name="MicrosecondsPerPrompt">Processor time to sketch and score one prompt.</param>
/// <param name="BytesPerAccount">What is kept of an account.</param>
/// <param name="PooledWindows">What the pooled test does on windows drawn alike from one pool, by their size.</param>
/// <param name="RunLengths">Mean prompts until an alarm on streams that calibration describes, with the lower 95 % bound, by level.</param>
internal sealed record RadarSummary(IReadOnlyDictionary<string, BenignKind> Benign, IReadOnlyDictionary<string, AttackFamily> Families,
    IReadOnlyDictionary<string, int> FamiliesMissed, IReadOnlyDictionary<string, string> Refused, double MicrosecondsPerPrompt,
    int BytesPerAccount, IReadOnlyDictionary<string, RunLength> RunLengths,
    IReadOnlyDictionary<string, PooledWindow> PooledWindows);

/// <summary>A mean run length.</summary>
internal sealed record RunLength(double Mean, double LowerBound, double Promised);
