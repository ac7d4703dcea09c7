using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>What can be asked of a subject.</summary>
public abstract record SubjectCommand
{
    private SubjectCommand()
    {
    }

    /// <summary>It was seen at a moment, inside a parent where that is known.</summary>
    public sealed record See(DateTimeOffset At, SubjectRef? Parent) : SubjectCommand;

    /// <summary>It was seen together with another.</summary>
    public sealed record LinkTo(DateTimeOffset At, SubjectRef To, string Kind) : SubjectCommand;

    /// <summary>It has a name elsewhere.</summary>
    public sealed record AddAlias(string System, string Name) : SubjectCommand;

    /// <summary>It is the same as another, which goes on.</summary>
    public sealed record MergeInto(string Merge, SubjectRef Into, string Text) : SubjectCommand;

    /// <summary>Another was merged into it.</summary>
    public sealed record Absorb(string Merge, SubjectRef From) : SubjectCommand;

    /// <summary>Take a merge back.</summary>
    public sealed record UndoMerge(string Merge, string Text) : SubjectCommand;

    /// <summary>Erase what is known of it.</summary>
    public sealed record Erase(string Text) : SubjectCommand;
}

/// <summary>Who commands and when.</summary>
/// <param name="Officer">Who; the service for what machines saw.</param>
/// <param name="Now">The moment.</param>
public sealed record SubjectContext(Officer Officer, DateTimeOffset Now)
{
    /// <summary>True while a legal hold stands on the subject.</summary>
    public bool LegalHold { get; init; }
}
