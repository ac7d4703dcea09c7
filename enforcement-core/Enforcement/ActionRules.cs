using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What stands against an action, whoever takes it.</summary>
public static class ActionRules
{
    /// <summary>Most grounds of one action.</summary>
    public const int MaxGrounds = 20;

    /// <summary>The first thing that stands against a new action; null where nothing does.</summary>
    public static Refusal? Problem(EnforcementAction action, ActionContext context)
        => SubjectProblem(action, context) ?? ContentProblem(action, context);

    /// <summary>What stands against it whoever its subject is: its measure, its grounds, its time and its texts.</summary>
    public static Refusal? ContentProblem(EnforcementAction action, ActionContext context)
        => MeasureProblem(action, context) ?? GroundProblem(action) ?? TimeProblem(action, context) ?? TextProblem(action);

    /// <summary>What stands against it because of its subject.</summary>
    public static Refusal? SubjectProblem(EnforcementAction action, ActionContext context)
    {
        if (action.Subject != context.Subject.Ref)
        {
            return new Refusal(RefusalCode.ForeignSubject, "The action names another subject.");
        }

        if (Unavailable(context) is { } refusal)
        {
            return refusal;
        }

        if (action.Reach == ActionReach.Descendants && !SubjectKinds.HasDescendants(action.Subject.Kind))
        {
            return new Refusal(RefusalCode.WrongKind,
                $"Nothing stands beneath a subject of kind {SubjectKinds.NameOf(action.Subject.Kind)}: an action there meets it alone.");
        }

        var wide = action is { Measure.Rung: >= Rung.Suspend, Subject.Kind: SubjectKind.Account } && context.EndUsers > 1
            && action.Origin != ActionOrigin.Law;
        return wide && CommandTexts.Problem(action.WhyNotNarrower) is not null
            ? new Refusal(RefusalCode.NarrowerScopePossible,
                $"The account has {context.EndUsers} end users. Act on one of them, or say why that is not enough.")
            : null;
    }

    /// <summary>What stands against any new action or strike on the subject; null where nothing does.</summary>
    public static Refusal? Unavailable(ActionContext context) => context.Subject switch
    {
        _ when context.Protected => new Refusal(RefusalCode.ProtectedSubject, "The subject is protected by configuration."),
        { IsKnown: false } => new Refusal(RefusalCode.UnknownSubject, "There is no such subject."),
        { ErasedAt: not null } => new Refusal(RefusalCode.ErasedSubject, "The subject was erased."),
        { MergedInto: { } into } => new Refusal(RefusalCode.MergedSubject, $"The subject was merged into {into}; act on that one."),
        _ => null,
    };

    private static Refusal? MeasureProblem(EnforcementAction action, ActionContext context)
        => action.Measure.Problem() is { } problem ? new Refusal(RefusalCode.BadParameters, problem)
            : action.Measure.Rung > context.Policy.CeilingOf(action.Subject.Kind)
                ? new Refusal(RefusalCode.RungAboveAuthority,
                    $"A range of addresses gets at most rung {(int)context.Policy.PrefixCeiling}: many people may stand behind it.")
            : action.Measure.Freeze && SubjectKinds.IsLinkedOnly(action.Subject.Kind)
                ? new Refusal(RefusalCode.WrongKind, "A party is frozen, not a thing it uses.")
            : null;

    private static Refusal? GroundProblem(EnforcementAction action)
    {
        if (action.Grounds.IsDefaultOrEmpty || action.Grounds.Length > MaxGrounds)
        {
            return new Refusal(RefusalCode.NoGround, $"An action names 1 to {MaxGrounds} grounds.");
        }

        foreach (var ground in action.Grounds)
        {
            if (GroundCatalogue.Find(ground.Code) is not { } known)
            {
                return new Refusal(RefusalCode.NoGround, "A ground has a code that the catalogue does not know.");
            }

            if (CommandTexts.Problem(ground.Row, 200) is not null || ground.Facts.Length != 64
                || !ground.Facts.All(char.IsAsciiHexDigitLower))
            {
                return new Refusal(RefusalCode.NoGround, "A ground names the row it rests on and the SHA-256 of its facts.");
            }

            if (!known.Permits(action.Measure))
            {
                return new Refusal(RefusalCode.GroundNotPermittingAction, action.Measure.Freeze
                    ? $"The ground {known.Code} permits no freeze."
                    : $"The ground {known.Code} permits up to rung {(int)known.Highest}.");
            }
        }

        return null;
    }

    private static Refusal? TimeProblem(EnforcementAction action, ActionContext context)
    {
        if (action.From < context.Now - Moments.Ahead || action.From > context.Now + context.Policy.LongestAhead)
        {
            return new Refusal(RefusalCode.BadMoment,
                $"An action begins now, or up to {context.Policy.LongestAhead.TotalDays} days ahead; never in the past.");
        }

        if (action.Until <= action.From)
        {
            return new Refusal(RefusalCode.BadMoment, "The action would end before it begins.");
        }

        var longest = action.Subject.Kind == SubjectKind.IpPrefix ? context.Policy.PrefixLongest : context.Policy.Longest(action.Measure);
        return longest is { } limit && (action.Until is null || action.Until - action.From > limit)
            ? new Refusal(RefusalCode.DurationOverLimit, $"An action of this rung names its end, at most {limit.TotalDays} days on.")
            : null;
    }

    private static Refusal? TextProblem(EnforcementAction action)
    {
        var problem = action.Text is { } text ? CommandTexts.Refusal(text) : null;
        problem ??= action.WhyNotNarrower is { } why
            ? CommandTexts.Refusal(why, "$.whyNotNarrower", "Why nothing narrower is enough") : null;
        return problem ?? (action.Facts is { } facts ? CommandTexts.Refusal(facts, "$.grounds[0].facts", "What they are told") : null);
    }
}
