using Compliance.EnforcementCore.Extraction;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Extraction;

/// <summary>Reads prompts; what is wrong is told with its path and never with its text.</summary>
internal static class RadarReading
{
    /// <summary>Most characters of a text that is taken; a sketch reads the first <see cref="PromptSketch.MostChars"/>.</summary>
    private const int MaxChars = 100_000;

    private static readonly string[] KeyKinds = ["platform", "byok", "resold"];
    private static readonly string[] Served = ["live", "batch", "cache"];

    /// <summary>The sketch of a prompt; null where it has none, then the errors say why.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="body">The prompt.</param>
    /// <param name="texts">True where texts are taken.</param>
    /// <param name="errors">What is wrong.</param>
    public static PromptSketch? Sketch(string path, PromptBody body, bool texts, FieldErrors errors)
    {
        if (body.Text is null == body.Sketch is null)
        {
            errors.Add(path, null, "Either a text or a sketch is needed.");
            return null;
        }

        if (body.Text is { } text)
        {
            if (!texts || text.Length > MaxChars)
            {
                errors.Add(path + ".text", null, texts ? $"A text has at most {MaxChars} characters."
                    : "The platform sends sketches alone: COMPLIANCE_RADAR is not prompts.");
                return null;
            }

            return PromptSketch.Of(text);
        }

        if (PromptSketch.Read(body.Sketch) is not { } sketch)
        {
            errors.Add(path + ".sketch", null, "A sketch is base64 of 1,024 signed bytes.");
            return null;
        }

        return sketch;
    }

    /// <summary>The prompts that the radar may look at, and how many it passes over.</summary>
    public static (List<SketchedPrompt> Taken, int Passed) Prompts(PromptBody?[] prompts, bool texts, FieldErrors errors)
    {
        var (taken, passed, fields) = (new List<SketchedPrompt>(prompts.Length), 0, new FieldReading(errors));
        for (var place = 0; place < prompts.Length; place++)
        {
            var path = $"$.prompts[{place}]";
            if (prompts[place] is not { } body)
            {
                errors.Add(path, null, "A prompt is an object.");
                continue;
            }

            var account = ActionReading.Subject(path + ".account", body.Account, errors);
            if (account.Id is not null && account.Kind != EnforcementCore.Subjects.SubjectKind.Account)
            {
                errors.Add(path + ".account", null, "A prompt is of an account.");
            }

            fields.OneOf(path + ".keyKind", body.KeyKind, KeyKinds);
            fields.OneOf(path + ".servedFrom", body.ServedFrom, Served);
            if (fields.Text(path + ".model", body.Model ?? "", 200) is not { } model || errors.Any)
            {
                continue;
            }

            if (body.Distillable == true || !RadarScope.IsGuarded(model))
            {
                passed++; // Unread.
            }
            else if (Sketch(path, body, texts, errors) is { } sketch)
            {
                taken.Add(new SketchedPrompt(account, body.KeyKind == "byok" || body.ServedFrom == "cache", sketch));
            }
        }

        return (taken, passed);
    }

    /// <summary>The sketches of prompts that somebody looked at.</summary>
    public static List<PromptSketch> Sketches(string path, PromptBody?[]? prompts, int most, FieldErrors errors)
    {
        if (prompts is null || prompts.Length > most)
        {
            errors.Add(path, null, $"At most {most} prompts, each a text or a sketch.");
            return [];
        }

        return [.. prompts.Select((body, place) => body is null ? null : Sketch($"{path}[{place}]", body, texts: true, errors))
            .OfType<PromptSketch>()];
    }
}
