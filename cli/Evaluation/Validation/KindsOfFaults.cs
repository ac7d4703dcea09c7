using System.Collections.Immutable;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>A kind of fault that was mended at its mechanism.</summary>
/// <param name="Kinds">Its numbers.</param>
/// <param name="Wrong">What was wrong in the mechanism.</param>
/// <param name="Rule">The rule now.</param>
/// <param name="Tests">Classes of tests that hold it.</param>
internal sealed record KindOfFault(ImmutableArray<string> Kinds, string Wrong, string Rule, ImmutableArray<string> Tests);

/// <summary>The kinds of faults of <c>Kinds.tsv</c>.</summary>
internal static class KindsOfFaults
{
    private const string Table = "Validation/Kinds.tsv";
    private const int Columns = 4;

    /// <summary>All kinds in their order.</summary>
    public static ImmutableArray<KindOfFault> All { get; } = Read();

    /// <summary>Writes them as a section of the validation document.</summary>
    public static void Write(MarkdownText text) => text
        .Add("## Kinds of faults that were mended")
        .Add("What was wrong in the mechanism, the rule now, and the tests that hold it.")
        .Table(["kind", "what was wrong", "the rule now", "tests"], All.Select(kind => new[]
        {
            string.Join(", ", kind.Kinds), kind.Wrong, kind.Rule, string.Join(", ", kind.Tests),
        }));

    private static ImmutableArray<KindOfFault> Read()
    {
        using var stream = typeof(KindsOfFaults).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"{Table} is not embedded.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t')).Select(cells => cells.Length == Columns
                ? new KindOfFault([.. cells[0].Split(", ")], cells[1], cells[2], [.. cells[3].Split(", ")])
                : throw new InvalidOperationException($"{Table}: '{cells[0]}' has {cells.Length} columns."))];
    }
}
