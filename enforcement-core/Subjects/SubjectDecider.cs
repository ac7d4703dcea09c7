using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Subjects.SubjectCommand;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Subjects.SubjectEvent>;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>What becomes of a command on a subject. Pure; the shell loads before and saves after.</summary>
public static class SubjectDecider
{
    /// <summary>How much later a subject, or a link, must be seen again for it to be an event: a busy subject would be nothing but
    /// these.</summary>
    public static TimeSpan SeenEvery { get; } = TimeSpan.FromDays(1);

    /// <summary>Decides a command.</summary>
    /// <param name="subject">The subject as it is, known or not.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who and when.</param>
    public static Result Decide(Subject subject, SubjectCommand command, SubjectContext context) => command switch
    {
        See one => Moments.Problem(one.At, context.Now) is { } problem ? Result.Refuse(RefusalCode.BadMoment, problem)
            : DecideSeen(subject, one, context),
        LinkTo one => DecideLink(subject, one, context),
        AddAlias one => DecideAlias(subject, one, context),
        MergeInto one => DecideMerge(subject, one, context),
        Absorb one => subject.Merges.ContainsKey(one.Merge) ? Result.Happened()
            : Result.Happened(new SubjectAbsorbed(context.Officer.Id, context.Now, one.Merge, one.From)),
        UndoMerge one => DecideUndo(subject, one, context),
        Erase one => DecideErasure(subject, one, context),
        _ => throw new InvalidOperationException($"Unknown command {command.GetType()}."),
    };

    private static Result DecideSeen(Subject subject, See seen, SubjectContext context)
    {
        var parent = seen.Parent ?? subject.Ref.NamedAccount;
        if (parent is { } stated && !SubjectKinds.MayContain(stated.Kind, subject.Ref.Kind))
        {
            return Result.Refuse(RefusalCode.WrongKind,
                $"A subject of kind {SubjectKinds.NameOf(stated.Kind)} does not contain one of kind "
                    + $"{SubjectKinds.NameOf(subject.Ref.Kind)}.");
        }

        if (parent is { } other && (subject.Parent ?? subject.Ref.NamedAccount) is { } known && known != other)
        {
            return Result.Refuse(RefusalCode.ForeignSubject, "The subject belongs to another account or organisation.");
        }

        var news = !subject.IsKnown || seen.At < subject.FirstSeen || seen.At >= subject.LastSeen + SeenEvery
            || (parent is not null && !subject.ParentSeen);
        return news ? Result.Happened(new SubjectSeen(context.Officer.Id, seen.At, parent)) : Result.Happened();
    }

    private static Result DecideLink(Subject subject, LinkTo link, SubjectContext context)
    {
        if (Moments.Problem(link.At, context.Now) is { } problem)
        {
            return Result.Refuse(RefusalCode.BadMoment, problem);
        }

        if (link.To == subject.Ref)
        {
            return Result.Refuse(RefusalCode.WrongKind, "A subject is not linked to itself.");
        }

        var known = subject.Links.GetValueOrDefault($"{link.To} {link.Kind}");
        return known is not null && link.At >= known.FirstSeen && link.At < known.LastSeen + SeenEvery ? Result.Happened()
            : Result.Happened(new SubjectLinked(context.Officer.Id, link.At, link.To, link.Kind));
    }

    private static Result DecideAlias(Subject subject, AddAlias alias, SubjectContext context)
        => (CommandTexts.Problem(alias.System, 64) ?? CommandTexts.Problem(alias.Name, 256)) is { } problem
            ? Result.Refuse(RefusalCode.BadText, problem)
            : subject.ErasedAt is not null ? Erased()
            : subject.Aliases.Contains($"{alias.System}:{alias.Name}") ? Result.Happened()
            : Result.Happened(new SubjectAliased(context.Officer.Id, context.Now, alias.System, alias.Name));

    private static Result DecideMerge(Subject subject, MergeInto merge, SubjectContext context)
    {
        if (context.Officer.Role == OfficerRole.System)
        {
            return Result.Refuse(RefusalCode.NotPermitted, "That two subjects are one is for a person to find.");
        }

        if (subject.Merges.TryGetValue(merge.Merge, out var before))
        {
            return before is { Into: true } && before.Other == merge.Into ? Result.Happened()
                : Result.Refuse(RefusalCode.AlreadyExists, "A merge of this id is there already, with other subjects.");
        }

        return !subject.IsKnown ? Result.Refuse(RefusalCode.UnknownSubject, "There is no such subject.")
            : subject.ErasedAt is not null ? Erased()
            : merge.Into == subject.Ref || merge.Into.Kind != subject.Ref.Kind
                ? Result.Refuse(RefusalCode.WrongKind, "A subject is merged into another one of its own kind.")
            : subject.MergedInto is { } into ? Result.Refuse(RefusalCode.MergedSubject, $"The subject was merged into {into} already.")
            : CommandTexts.Refusal(merge.Text) is { } words ? Result.Refuse(words)
            : Result.Happened(new SubjectMerged(context.Officer.Id, context.Now, merge.Merge, merge.Into, merge.Text));
    }

    private static Result DecideUndo(Subject subject, UndoMerge undo, SubjectContext context)
        => !subject.Merges.TryGetValue(undo.Merge, out var merge) ? Result.Refuse(RefusalCode.NotFound, "There is no such merge.")
            : merge.Undone ? Result.Happened()
            : CommandTexts.Refusal(undo.Text) is { } words ? Result.Refuse(words)
            : Result.Happened(new MergeUndone(context.Officer.Id, context.Now, undo.Merge, undo.Text));

    private static Result DecideErasure(Subject subject, Erase erase, SubjectContext context)
        => context.Officer.Role == OfficerRole.System ? Result.Refuse(RefusalCode.NotPermitted, "Erasure is asked for by a person.")
            : !subject.IsKnown ? Result.Refuse(RefusalCode.UnknownSubject, "There is no such subject.")
            : subject.ErasedAt is not null ? Result.Happened()
            : context.LegalHold ? Result.Refuse(RefusalCode.LegalHold, "A legal hold stands on the subject.")
            : CommandTexts.Refusal(erase.Text) is { } words ? Result.Refuse(words)
            : Result.Happened(new SubjectErased(context.Officer.Id, context.Now, erase.Text));

    private static Result Erased() => Result.Refuse(RefusalCode.ErasedSubject, "The subject was erased.");
}
