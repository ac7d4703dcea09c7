using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Alerts.Queue;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Console.Models;

/// <summary>The dashboard.</summary>
public sealed record WorkPageModel(WorkMeasures Measures, int GoodGuysDue, int GoodGuysStanding, int BulksWaiting);

/// <summary>Good-guy entries.</summary>
public sealed record GoodGuyPageModel(ImmutableArray<GoodGuyLine> Lines, GoodGuyState? Shown, bool Manages);

/// <summary>A group of like findings.</summary>
public sealed record BulkGroup(string Group, int Count, string Entry, string Pattern, DateTimeOffset OldestOpenedAt);

/// <summary>Groups that can be decided at once, and the bulk verdicts there are.</summary>
public sealed record BulkPageModel(ImmutableArray<BulkGroup> Groups, ImmutableArray<BulkVerdict> Verdicts);

/// <summary>One finding of a preview.</summary>
public sealed record BulkLine(QueueRow Row, string Key, string SubjectName, string? BirthDate, string? Countries, string? ListedName);

/// <summary>A group before it is decided: who is in it, and who is not and why.</summary>
/// <param name="Group">The group.</param>
/// <param name="Lines">Findings that would be decided.</param>
/// <param name="Exceptions">Alerts that look alike and stay out, with the reason.</param>
/// <param name="Total">Findings of the group in all; more than the lines where the policy caps a bulk.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Problem">Why a proposal was refused; null where none was made.</param>
public sealed record BulkPreviewModel(string Group, ImmutableArray<BulkLine> Lines, ImmutableArray<(QueueRow Row, string Why)> Exceptions,
    int Total, ReviewPolicy Policy, string? Problem);

/// <summary>A bulk verdict with its findings.</summary>
public sealed record BulkVerdictModel(BulkVerdict Verdict, ImmutableArray<BulkLine> Lines, bool MayAnswer, string? WhyNot,
    bool MayWithdraw, string? Problem);
