using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>Something that happened to a subject: past tense, immutable. A subject is what its events say, in whatever order they
/// come.</summary>
/// <param name="By">Who did it; the service for what machines saw.</param>
/// <param name="At">When.</param>
[JsonDerivedType(typeof(SubjectSeen), "seen")]
[JsonDerivedType(typeof(SubjectLinked), "linked")]
[JsonDerivedType(typeof(SubjectAliased), "aliased")]
[JsonDerivedType(typeof(SubjectMerged), "merged")]
[JsonDerivedType(typeof(SubjectAbsorbed), "absorbed")]
[JsonDerivedType(typeof(MergeUndone), "mergeUndone")]
[JsonDerivedType(typeof(SubjectErased), "erased")]
public abstract record SubjectEvent(OfficerId By, DateTimeOffset At);

/// <summary>The subject was seen.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When it was seen, by the sender's clock.</param>
/// <param name="Parent">What contains it; null where that is not known or nothing does.</param>
public sealed record SubjectSeen(OfficerId By, DateTimeOffset At, SubjectRef? Parent) : SubjectEvent(By, At);

/// <summary>The subject was seen together with another: a link, which moves no guilt by itself.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When they were seen together.</param>
/// <param name="To">The other.</param>
/// <param name="Kind">How, for example <c>paid_with</c>, <c>signed_in_from</c>.</param>
public sealed record SubjectLinked(OfficerId By, DateTimeOffset At, SubjectRef To, string Kind) : SubjectEvent(By, At);

/// <summary>The subject is known by another name elsewhere.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="System">Whose name it is, for example <c>billing</c>.</param>
/// <param name="Name">The name there.</param>
public sealed record SubjectAliased(OfficerId By, DateTimeOffset At, string System, string Name) : SubjectEvent(By, At);

/// <summary>An officer found that this subject is the same as another, which goes on.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Merge">The id of the merge; undoing names it.</param>
/// <param name="Into">The one that goes on.</param>
/// <param name="Text">Why.</param>
public sealed record SubjectMerged(OfficerId By, DateTimeOffset At, string Merge, SubjectRef Into, string Text) : SubjectEvent(By, At);

/// <summary>The same, seen from the subject that goes on.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Merge">The id of the merge.</param>
/// <param name="From">The one that was merged into this.</param>
public sealed record SubjectAbsorbed(OfficerId By, DateTimeOffset At, string Merge, SubjectRef From) : SubjectEvent(By, At);

/// <summary>A merge was taken back, by its id.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Merge">The merge.</param>
/// <param name="Text">Why.</param>
public sealed record MergeUndone(OfficerId By, DateTimeOffset At, string Merge, string Text) : SubjectEvent(By, At);

/// <summary>What is known of the subject was erased; that it was, and its actions, remain.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Text">Why.</param>
public sealed record SubjectErased(OfficerId By, DateTimeOffset At, string Text) : SubjectEvent(By, At);
