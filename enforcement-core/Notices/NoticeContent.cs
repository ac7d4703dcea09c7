using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Notices;

/// <summary>A value that a template may use: its type is part of what the template promises.</summary>
public abstract record NoticeValue
{
    private NoticeValue()
    {
    }

    /// <summary>Words.</summary>
    public sealed record Text(string Value) : NoticeValue;

    /// <summary>Several sentences.</summary>
    public sealed record Texts(ImmutableArray<string> Values) : NoticeValue;

    /// <summary>Yes or no.</summary>
    public sealed record Flag(bool Value) : NoticeValue;
}

/// <summary>Who reads a notice, in which language, of which platform.</summary>
/// <param name="Locale">One of <see cref="NoticeLocales.All"/>.</param>
/// <param name="Audience">Who reads it.</param>
/// <param name="Platform">The platform's name, as its customers know it.</param>
public sealed record NoticeReader(string Locale, NoticeAudience Audience, string Platform);

/// <summary>What an appeal notice tells, beside the action.</summary>
/// <param name="Appeal">The appeal's id.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="DueAt">By when it is decided.</param>
public sealed record AppealFacts(string Appeal, DateTimeOffset ReceivedAt, DateTimeOffset DueAt)
{
    /// <summary>The outcome's word: upheld, varied, overturned or remitted; null while it is not decided.</summary>
    public string? Outcome { get; init; }

    /// <summary>The reasons, or what is asked.</summary>
    public string? Words { get; init; }
}

/// <summary>
/// The variables of a notice. No variable holds a detector, a threshold, a score or an officer's name: what a template cannot name, it
/// cannot tell.
/// </summary>
public static class NoticeContent
{
    /// <summary>The variables of the notice of an action, or of its end.</summary>
    /// <param name="kind">What it tells.</param>
    /// <param name="state">The action.</param>
    /// <param name="reader">Who reads it.</param>
    /// <param name="notice">The notice's id.</param>
    /// <param name="appealUntil">The last day for an appeal; null where none can be made.</param>
    /// <param name="detected">True where a machine observed it.</param>
    public static ImmutableSortedDictionary<string, NoticeValue> Of(NoticeKind kind, ActionState state, NoticeReader reader, string notice,
        DateOnly? appealUntil, bool detected)
    {
        var action = state.Action!;
        var measure = NameOf(action.Measure);
        var values = Common(kind, reader, notice, action.Subject, measure);
        values["decided_on"] = Day(reader, state.DecidedAt!.Value);
        values["from"] = Day(reader, action.From);
        values["until"] = action.Until is { } until ? Day(reader, until) : Word(reader, "until.open");
        values["effect"] = Word(reader, "effect." + measure);
        values["scope"] = Word(reader, action.Reach == ActionReach.Descendants ? "scope.descendants" : "scope.self");
        values["grounds"] = new NoticeValue.Texts([.. action.Grounds.Select(ground => GroundOf(reader, ground))]);
        values["facts"] = new NoticeValue.Text(FactsOf(action, reader.Locale));
        values["source"] = Word(reader, action.Origin switch
        {
            ActionOrigin.Provider => "source.provider",
            ActionOrigin.Law => "source.law",
            _ => action.Grounds.Any(ground => ground.Code == "report.confirmed") ? "source.report" : "source.own",
        });
        values["detection"] = Word(reader, detected ? "detection.yes" : "detection.no");
        values["decision"] = Word(reader, state.DecidedBy == OfficerId.System ? "decision.fully"
            : state.Maker == OfficerId.System ? "decision.partially" : "decision.not_automated");
        values["territory"] = Word(reader, "territory.everywhere");
        values["redress"] = RedressOf(action, reader, appealUntil is not null);
        values["can_appeal"] = new NoticeValue.Flag(appealUntil is not null);
        values["appeal_until"] = new NoticeValue.Text(appealUntil is { } last ? NoticeLocales.Write(reader.Locale, last) : "–");
        values["appeal_link"] = new NoticeValue.Text(Notice.LinkPlace);
        if (kind == NoticeKind.ActionEnded && state.End is { } end)
        {
            values["ended_on"] = Day(reader, end.EndsAt);
            values["reason"] = Word(reader, "end." + Snake(end.Reason.ToString()));
        }

        return values.ToImmutable();
    }

    /// <summary>The variables of a notice about an appeal.</summary>
    public static ImmutableSortedDictionary<string, NoticeValue> Of(NoticeKind kind, ActionState state, NoticeReader reader, string notice,
        AppealFacts appeal)
    {
        var action = state.Action!;
        var values = Common(kind, reader, notice, action.Subject, NameOf(action.Measure));
        values["appeal_id"] = new NoticeValue.Text(appeal.Appeal);
        values["received_on"] = Day(reader, appeal.ReceivedAt);
        values["due_on"] = Day(reader, appeal.DueAt.AddTicks(-1));
        values["redress"] = new NoticeValue.Texts([Write(reader, "redress.court")]);
        if (appeal.Outcome is { } outcome)
        {
            values["outcome"] = Word(reader, "outcome." + outcome);
            values["meaning"] = Word(reader, "meaning." + outcome);
        }

        if (appeal.Words is { } words)
        {
            values["words"] = new NoticeValue.Text(words);
        }

        values["answer_link"] = new NoticeValue.Text(Notice.LinkPlace);
        return values.ToImmutable();
    }

    /// <summary>What happened, as the one whom an action meets is told.</summary>
    public static string FactsOf(EnforcementAction action, string locale)
        => action.Facts ?? NoticeWords.Find(locale, "facts.none") ?? "";

    /// <summary>The word of a measure: suspend, freeze and so on.</summary>
    public static string NameOf(Measure measure) => measure.Freeze ? "freeze" : Snake(measure.Rung.ToString());

    private static ImmutableSortedDictionary<string, NoticeValue>.Builder Common(NoticeKind kind, NoticeReader reader, string notice,
        SubjectRef subject, string measure)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, NoticeValue>(StringComparer.Ordinal);
        values["notice_id"] = new NoticeValue.Text(notice);
        values["platform"] = new NoticeValue.Text(reader.Platform);
        values["subject"] = new NoticeValue.Text(subject.ToString());
        values["audience"] = new NoticeValue.Text(Snake(reader.Audience.ToString()));
        values["kind"] = new NoticeValue.Text(Snake(kind.ToString()));
        values["measure"] = Word(reader, "measure." + measure);
        return values;
    }

    private static NoticeValue.Texts RedressOf(EnforcementAction action, NoticeReader reader, bool canAppeal)
    {
        var ways = new List<string>();
        if (canAppeal)
        {
            ways.Add(Write(reader, "redress.appeal"));
        }

        if (action.Origin == ActionOrigin.Law || action.Measure.Freeze)
        {
            ways.Add(Write(reader, "redress.authority"));
        }

        ways.Add(Write(reader, "redress.court"));
        return new NoticeValue.Texts([.. ways]);
    }

    private static string GroundOf(NoticeReader reader, ActionGround ground)
        => $"{Write(reader, "ground." + ground.Code)} ({ground.Row})";

    private static NoticeValue.Text Day(NoticeReader reader, DateTimeOffset at)
        => new(NoticeLocales.Write(reader.Locale, DateOnly.FromDateTime(at.UtcDateTime)));

    private static NoticeValue.Text Word(NoticeReader reader, string key) => new(Write(reader, key));

    // A word that is missing stays empty here and is refused with its variable where the notice is made.
    private static string Write(NoticeReader reader, string key) => NoticeWords.Find(reader.Locale, key) ?? "";

    private static string Snake(string name)
        => string.Concat(name.Select((c, place) => char.IsUpper(c) ? (place == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
