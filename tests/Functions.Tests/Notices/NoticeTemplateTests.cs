using System.Text.RegularExpressions;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Notices;

namespace Compliance.Functions.Tests.Notices;

/// <summary>Every template that is delivered, with everything that it can be filled with; and what is refused.</summary>
public sealed partial class NoticeTemplateTests
{
    [Fact]
    public void Every_template_renders_in_every_language_for_every_measure_reader_and_ground_without_a_missing_field()
    {
        var count = 0;
        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            foreach (var locale in NoticeLocales.All)
            {
                var template = NoticeTemplateStore.Delivered(NoticeTemplates.NameOf(kind), locale);
                foreach (var (measure, audience, ground, outcome) in Samples(kind))
                {
                    var state = NoticeSamples.Of(measure, audience, ground);
                    var rendering = NoticeSamples.Render(template.Text, kind, locale, audience, state, outcome: outcome);
                    var where = $"{kind} {locale} {measure} {audience} {ground}: {(rendering as NoticeRendering.Refused)?.Refusal}";
                    Assert.True(rendering is NoticeRendering.Written, where);
                    var text = ((NoticeRendering.Written)rendering).Text;
                    Assert.False(Broken().IsMatch(text.Title + text.Body), where + text.Body);
                    count++;
                }
            }
        }

        // 6 templates in 6 languages: 8 measures for 4 readers, every ground beside, every outcome of an appeal.
        Assert.True(count > 2_000, $"only {count}");
    }

    [Theory]
    [InlineData("{{ platform }}\n\n{{ detector }}", RefusalCode.MissingVariable)]
    [InlineData("{{ platform }}\n\n{{ platform | frobnicate }}", RefusalCode.MissingVariable)]
    [InlineData("{{ platform }}\n\n{{ measure", RefusalCode.BadText)]
    [InlineData("{{ platform }}\n\n{% for a in (1..100000) %}{% for b in (1..100000) %}{{ b }}{% endfor %}{% endfor %}", RefusalCode.BadText)]
    [InlineData("{{ platform }}\n\n{% include 'secrets' %}", RefusalCode.BadText)]
    [InlineData("one line", RefusalCode.MissingVariable)]
    public void A_template_that_reads_what_it_must_not_or_never_ends_is_refused(string text, RefusalCode code)
        => Assert.Equal(code, NoticeSamples.Problem(NoticeKind.Action, "en", text)?.Code);

    [Fact]
    public void A_template_that_leaves_out_what_can_be_done_is_refused()
    {
        var text = NoticeTemplateStore.Delivered("action", "en").Text;
        Assert.Null(NoticeSamples.Problem(NoticeKind.Action, "en", text));
        Assert.Equal(RefusalCode.NoRedress, NoticeSamples.Problem(NoticeKind.Action, "en",
            text.Replace("{{ appeal_link }}", "", StringComparison.Ordinal))?.Code);
        Assert.Equal(RefusalCode.NoRedress, NoticeSamples.Problem(NoticeKind.Action, "en",
            text.Replace("- {{ way }}", "", StringComparison.Ordinal))?.Code);
        Assert.Equal(RefusalCode.MissingVariable, NoticeSamples.Problem(NoticeKind.Action, "en",
            text.Replace("{{ facts }}", "", StringComparison.Ordinal))?.Code);
    }

    [Fact]
    public void A_notice_that_names_a_detector_is_refused_wherever_the_name_comes_from()
    {
        var text = NoticeTemplateStore.Delivered("action", "en").Text;
        Assert.Equal(RefusalCode.RevealsDetector, NoticeSamples.Problem(NoticeKind.Action, "en",
            text + "\nfound by abuse.end_user_rotation")?.Code);
        var state = NoticeSamples.Of("suspend");
        var told = state with { Action = state.Action! with { Facts = "More than 10 of api_key.created within an hour." } };
        var rendering = NoticeSamples.Render(text, NoticeKind.Action, "en", NoticeAudience.Customer, told);
        Assert.Equal(RefusalCode.RevealsDetector, Assert.IsType<NoticeRendering.Refused>(rendering).Refusal.Code);
    }

    private static IEnumerable<(string Measure, NoticeAudience Audience, string? Ground, string Outcome)> Samples(NoticeKind kind)
    {
        var outcomes = kind == NoticeKind.AppealDecided ? Enum.GetNames<AppealOutcome>() : ["upheld"];
        foreach (var measure in NoticeSamples.Measures)
        {
            foreach (var audience in Enum.GetValues<NoticeAudience>())
            {
                foreach (var outcome in outcomes)
                {
                    yield return (measure, audience, null, outcome.ToLowerInvariant());
                }
            }
        }

        foreach (var ground in GroundCatalogue.All)
        {
            yield return ("warn", NoticeAudience.Customer, ground.Code, "upheld");
        }
    }

    [GeneratedRegex(@"\{\{|\}\}|\{%|: *$|\(\)|- *\n")]
    private static partial Regex Broken();
}
