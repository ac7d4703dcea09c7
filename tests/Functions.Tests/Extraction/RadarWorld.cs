using Compliance.EnforcementCore.Extraction;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Extraction;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Matching.Fitting;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Extraction;

/// <summary>Invented prompts: a campaign that asks for programs, and customers who ask for help.</summary>
internal static class RadarWorld
{
    public static string Attack(int i)
        => $"Write a function in Python that sorts {Mix(i, 1)} lists of {Word(i)} and explain step {Word(i + 3)} by step.";

    public static string Ordinary(int i) => $"why is my card {Word(i)} not there, I asked about {Word(i + 7)} today";

    /// <summary>A class of ordinary traffic that two people agreed to, and a campaign.</summary>
    public static async Task<CampaignRow> CampaignAsync(RecordHost host, string name = "summer")
    {
        var service = host.Get<CampaignService>();
        await service.ProposeClassAsync("support", "looked at", Sketches(0, 500, Ordinary), Ana, default);
        await service.SecondClassAsync("support", "", Ben, default);
        var (row, refusal) = await service.MakeAsync(name, "case 4711", Sketches(0, 60, Attack), Ana, default);
        Assert.Null(refusal);
        return row!;
    }

    public static List<PromptSketch> Sketches(int from, int count, Func<int, string> text)
        => [.. Enumerable.Range(from, count).Select(i => PromptSketch.Of(text(i)))];

    public static List<SketchedPrompt> Of(string account, int from, int count, Func<int, string> text)
        => [.. Sketches(from, count, text).Select(sketch => new SketchedPrompt(SubjectRef.Account(account), false, sketch))];

    private static string Word(int i) => string.Concat(Enumerable.Range(0, 6).Select(k => (char)('a' + (Mix(i, (ulong)(k + 3)) % 26))));

    private static int Mix(int i, ulong salt) => (int)(SplitMix.Hash((ulong)i, salt) % 1000);
}
