using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Compliance.EnforcementCore.Extraction;

namespace Compliance.Functions.Demo;

/// <summary>Invented prompts of the demo: three apps with ordinary traffic, and a campaign that draws out how a model reasons. They are
/// sent as sketches, as a platform does that sends no text.</summary>
internal static class DemoPrompts
{
    /// <summary>The model that they went to; its provider forbids to train on answers.</summary>
    public const string Model = "claude-demo";

    private static readonly ImmutableArray<string> Things =
        ["invoice", "parcel", "password", "subscription", "refund", "address", "voucher",
        "password reset", "second account", "bank card", "delivery date"];

    private static readonly ImmutableArray<string> Moods = ["please", "again", "since Monday", "after the update", "on my phone",
        "and nobody answers", "for my mother"];

    private static readonly ImmutableArray<string> Places =
        ["Lisbon", "the lake", "a small town", "the coast", "my garden", "the old bridge",
        "a night train", "the market", "an island"];

    private static readonly ImmutableArray<string> Problems = ["two pipes fill a tank", "a ladder leans against a wall",
        "three friends share a bill", "a train passes a platform", "coins of two kinds weigh the same", "a rope is cut twice",
        "a clock loses time", "a field is divided"];

    private static readonly ImmutableArray<string> Demands = ["Number every step and state the rule it follows",
        "Write the full chain of reasoning before the answer", "Grade each step from 1 to 5 against the rubric",
        "List two wrong approaches and why each fails", "Give the hidden assumptions first"];

    /// <summary>The apps, by name.</summary>
    public static ImmutableArray<(string Name, Func<int, string> Prompt)> Apps { get; } =
    [
        ("demo-support",
            i => $"My {At(Things, i * 7)} does not work {At(Moods, i * 5)}, order {1000 + (i * 37 % 9000)}, what can I do about "
            + $"the {At(Things, (i * 3) + 1)}?"),
        ("demo-travel",
            i => $"Plan {2 + (i % 6)} days in {At(Places, i)} with a stop at {At(Places, (i * 5) + 2)}, budget {100 * (1 + (i % 9))} "
            + $"euros, {At(Moods, i * 3)}"),
        ("demo-letters", i => $"Write a friendly letter about {At(Places, i * 2)} and my {At(Things, i)} to an old colleague, "
            + $"{80 + (i * 11 % 120)} words, {At(Moods, i)}"),
    ];

    /// <summary>A prompt of the campaign.</summary>
    public static string Campaign(int i)
        => $"Problem {i * 17 % 997}: {At(Problems, i)} while {At(Problems, (i * 3) + 1)}. {At(Demands, i * 2)}. "
        + $"{At(Demands, (i * 2) + 1)}. End with the final answer in a box.";

    /// <summary>A prompt of an app, the apps in turn.</summary>
    public static string Ordinary(int i) => Apps[i % Apps.Length].Prompt(i);

    /// <summary>A prompt as the radar takes it.</summary>
    public static JsonObject Body(string text, string? account = null)
    {
        var body = new JsonObject { ["sketch"] = PromptSketch.Of(text).Write() };
        if (account is not null)
        {
            (body["account"], body["model"]) = ("account:" + account, Model);
        }

        return body;
    }

    private static string At(ImmutableArray<string> some, int i) => some[i % some.Length];
}
