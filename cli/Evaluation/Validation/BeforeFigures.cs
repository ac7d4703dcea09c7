using System.Collections.Immutable;
using System.Text.Json;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>What another build reached on the same cases: the JSON that its <c>evaluate variations</c> and <c>evaluate negatives</c>
/// printed, a
/// line each.</summary>
/// <param name="Recalls">Recall by rule.</param>
/// <param name="Strangers">Alerts and blocks per thousand by kind, as <see cref="StrangerFinding.Key"/> names it.</param>
internal sealed record BeforeFigures(ImmutableDictionary<string, double> Recalls,
    ImmutableDictionary<string, (double Alerts, double Blocks)> Strangers)
{
    /// <summary>Nothing is known of another build.</summary>
    public static BeforeFigures None { get; } = new(ImmutableDictionary<string, double>.Empty,
        ImmutableDictionary<string, (double, double)>.Empty);

    /// <summary>Reads the lines; those that are neither are passed over.</summary>
    public static BeforeFigures Read(string path)
    {
        var (recalls, strangers) = (ImmutableDictionary.CreateBuilder<string, double>(),
            ImmutableDictionary.CreateBuilder<string, (double, double)>());
        foreach (var (_, value) in CaseFile.Objects(path))
        {
            if (value.TryGetProperty("rules", out var rules))
            {
                foreach (var rule in rules.EnumerateArray())
                {
                    recalls[rule.GetProperty("rule").GetString()!] = rule.GetProperty("recall").GetDouble();
                }
            }
            else if (value.TryGetProperty("kind", out var kind) && value.TryGetProperty("alertsPer1000", out var alerts))
            {
                strangers[kind.GetString()!] = (alerts.GetDouble(), value.GetProperty("blocksPer1000").GetDouble());
            }
        }

        return new BeforeFigures(recalls.ToImmutable(), strangers.ToImmutable());
    }

    /// <summary>A recall in percent; a dash where it is not known.</summary>
    public string RecallOf(string rule) => Recalls.TryGetValue(rule, out var recall) ? MarkdownText.Percent(recall) : "–";

    /// <summary>Alerts and blocks; a dash where they are not known.</summary>
    public string StrangersOf(string key) => Strangers.TryGetValue(key, out var found)
        ? $"{MarkdownText.Number(found.Alerts)} / {MarkdownText.Number(found.Blocks)}" : "–";
}

/// <summary>Strangers of one kind.</summary>
/// <param name="Key">The kind, with what is left out.</param>
/// <param name="Customers">How many were screened.</param>
/// <param name="Alerts">Alerts per thousand.</param>
/// <param name="Blocks">Blocks per thousand.</param>
/// <param name="Sample">Customers that the other engines looked at.</param>
/// <param name="Others">Alerts per thousand of <see cref="PlainEngines.Names"/>; null where they know nothing of the kind.</param>
internal sealed record StrangerFinding(string Key, int Customers, double Alerts, double Blocks, int Sample, ImmutableArray<double>? Others);

/// <summary>One rule of the catalogue, beside what other engines reach on its cases.</summary>
internal sealed record RuleFinding(RuleRowOf Row, ImmutableArray<double>? Others);

/// <summary>A rule's figures without its misses, which are names of the lists.</summary>
internal sealed record RuleRowOf(string Rule, string Description, int Cases, double Recall, double Floor, bool Passed);
