using System.Collections.Immutable;
using System.Text.Encodings.Web;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Fluid;
using Fluid.Values;

namespace Compliance.Functions.Notices;

/// <summary>A text in two parts: the first line, and the rest.</summary>
public sealed record NoticeText(string Title, string Body);

/// <summary>How writing a notice ended.</summary>
public abstract record NoticeRendering
{
    /// <summary>It was written.</summary>
    public sealed record Written(NoticeText Text) : NoticeRendering;

    /// <summary>It was not.</summary>
    public sealed record Refused(Refusal Refusal) : NoticeRendering;
}

/// <summary>
/// Fills templates by Fluid (Liquid). A template reads the variables of its kind and nothing else: no files, no members, no clock; a
/// variable or a filter that is not there is an error, and its steps are bounded.
/// </summary>
internal static class NoticeRenderer
{
    /// <summary>Most characters of a template.</summary>
    public const int MaxTemplateChars = 20_000;

    private const int MaxSteps = 20_000;
    private const int MaxRecursion = 5;
    private static readonly FluidParser Parser = new(new FluidParserOptions { AllowFunctions = false, AllowLiquidTag = false });

    /// <summary>Fills a template, and judges what came of it.</summary>
    public static NoticeRendering Render(string template, NoticeKind kind, NoticeAudience audience,
        ImmutableSortedDictionary<string, NoticeValue> values)
    {
        if (NoticeRules.Problem(kind, values) is { } missing)
        {
            return new NoticeRendering.Refused(missing);
        }

        if (template.Length > MaxTemplateChars || !Parser.TryParse(template, out var parsed, out var error))
        {
            return Refuse(RefusalCode.BadText, "The template is no Liquid, or too long.");
        }

        var options = new TemplateOptions
        {
            StrictVariables = true,
            StrictFilters = true,
            MaxSteps = MaxSteps,
            MaxRecursion = MaxRecursion,
            CultureInfo = System.Globalization.CultureInfo.InvariantCulture,
        };
        var context = new TemplateContext(options);
        foreach (var variable in NoticeTemplates.VariablesOf(kind))
        {
            context.SetValue(variable.Name, ValueOf(values[variable.Name]));
        }

        string text;
        try
        {
            text = parsed.Render(context, NullEncoder.Default).Trim().ReplaceLineEndings("\n");
        }
        catch (Exception failure) when (failure is InvalidOperationException or FluidException or FileNotFoundException
            or DirectoryNotFoundException or ArgumentException or NotSupportedException)
        {
            return failure.Message.StartsWith("Undefined", StringComparison.Ordinal)
                ? Refuse(RefusalCode.MissingVariable, failure.Message)
                : Refuse(RefusalCode.BadText, "The template cannot be filled: " + failure.Message);
        }

        var lines = text.Split('\n', 2);
        return NoticeRules.Problem(kind, audience, text, values) is { } refusal ? new NoticeRendering.Refused(refusal)
            : lines.Length < 2 || lines[0].Trim().Length is 0 or > 200
                ? Refuse(RefusalCode.BadText, "A notice has a title in its first line, at most 200 characters, and a text.")
            : new NoticeRendering.Written(new NoticeText(lines[0].Trim(), Tidy(lines[1])));
    }

    private static string Tidy(string body)
    {
        var tidy = body.Trim('\n');
        while (tidy.Contains("\n\n\n", StringComparison.Ordinal))
        {
            tidy = tidy.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        }

        return tidy + "\n";
    }

    private static FluidValue ValueOf(NoticeValue value) => value switch
    {
        NoticeValue.Text one => new StringValue(one.Value),
        NoticeValue.Flag one => BooleanValue.Create(one.Value),
        NoticeValue.Texts many => new ArrayValue([.. many.Values.Select(one => new StringValue(one))]),
        _ => throw new InvalidOperationException($"Unknown value {value.GetType()}."),
    };

    private static NoticeRendering.Refused Refuse(RefusalCode code, string text) => new(new Refusal(code, text));
}
