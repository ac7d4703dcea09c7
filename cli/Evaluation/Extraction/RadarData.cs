using System.Text.Json;
using Compliance.EnforcementCore.Extraction;

namespace Compliance.Cli.Evaluation.Extraction;

/// <summary>A labelled prompt as a sketch.</summary>
internal sealed record LabelledPrompt(string Source, string Kind, PromptSketch Sketch);

/// <summary>Reads labelled prompts (JSON lines of source, kind and text; .gz or not).</summary>
internal static class RadarData
{
    public const string Attack = "attack";
    public const string App = "app";

    public static List<LabelledPrompt> Read(string path)
    {
        var prompts = new List<LabelledPrompt>();
        using var reader = CaseFile.Open(path);
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
            {
                continue;
            }

            prompts.Add(Of(text) ?? throw new InvalidInputException($"{path}, line {line}: source, kind and text are needed."));
        }

        return prompts;
    }

    /// <summary>One prompt; null where the line is none.</summary>
    public static LabelledPrompt? Of(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            string? Field(string name) => json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()
                : null;
            return Field("text") is { } text && Field("kind") is { } kind && Field("source") is { } source
                ? new LabelledPrompt(source, kind, PromptSketch.Of(text)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
