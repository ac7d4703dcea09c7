using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching;

namespace Compliance.Cli.Evaluation;

/// <summary>What <c>evaluate variations</c> was asked for.</summary>
/// <param name="Lists">Directory of list files.</param>
/// <param name="Seed">Seed of the draw.</param>
/// <param name="PerKind">Cases of each older kind; 0 for none.</param>
/// <param name="Limit">Most parties of each rule.</param>
/// <param name="Rules">The rules.</param>
/// <param name="OfList">The only list whose parties are written otherwise; null for all.</param>
/// <param name="Profile">Scoring profile.</param>
/// <param name="OutFile">CSV file of all cases; null for none.</param>
/// <param name="Engines">True to show what other engines reach on the same cases.</param>
internal sealed record VariationSettings(string Lists, ulong Seed, int PerKind, int Limit, ImmutableArray<VariationRule> Rules,
    string? OfList, ScoringProfile Profile, string? OutFile, bool Engines);

/// <summary>The options of <c>evaluate variations</c>.</summary>
internal sealed class VariationOptions
{
    private readonly Option<string?> _lists = new("--lists")
    { Description = "Directory tree of official list files, or one such file. Parties of all its lists are screened against all." };
    private readonly Option<ulong> _seed = new("--seed")
    { Description = "The same seed over the same lists draws the same cases.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _perKind = new("--per-kind")
    { Description = "Most cases of each kind of change by which ranks are measured too; 0 for none.", DefaultValueFactory = _ => 200 };
    private readonly Option<int> _limit = new("--limit")
    { Description = "Most parties of each rule, evenly from all lists.", DefaultValueFactory = _ => 2000 };
    private readonly Option<string[]> _rules = new("--rule")
    {
        Description = "Only this rule, or this family of rules (person, organisation, wallet …); may be repeated.",
        AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<string?> _list = new("--list")
    { Description = "Write only parties of this list otherwise, such as us-ofac-sdn; they are still screened against all." };
    private readonly Option<bool> _listRules = new("--rules") { Description = "Print the rules with their floors, and end." };
    private readonly Option<string> _profile = new("--profile")
    { Description = "Scoring profile: weights and thresholds.", DefaultValueFactory = _ => ScoringProfile.All[0].Name };
    private readonly Option<bool> _engines = new("--engines")
    { Description = "Show what FuzzySharp and Jaro-Winkler reach on the same cases, with the names of the party alone." };
    private readonly Option<string?> _out = new("--out") { Description = "CSV file to write, a row per case." };

    public VariationOptions(Command command)
    {
        _profile.RequireOneOf([.. ScoringProfile.All.Select(one => one.Name)]);
        AtLeast(_perKind, 0);
        AtLeast(_limit, 1);
        foreach (var option in new Option[] { _lists, _seed, _perKind, _limit, _rules, _list, _listRules, _profile, _engines, _out })
        {
            command.Options.Add(option);
        }
    }

    public bool ListsRules(ParseResult parsed) => parsed.GetValue(_listRules);

    /// <summary>What was asked for.</summary>
    /// <exception cref="InvalidInputException">No lists are named, or a rule that is none.</exception>
    public VariationSettings Read(ParseResult parsed) => new(
        parsed.GetValue(_lists) ?? throw new InvalidInputException("--lists names the directory of official list files; it is missing."),
        parsed.GetValue(_seed), parsed.GetValue(_perKind), parsed.GetValue(_limit),
        VariationCatalogue.Named(parsed.GetValue(_rules) ?? []), parsed.GetValue(_list),
        ScoringProfile.Named(parsed.GetRequiredValue(_profile)), parsed.GetValue(_out), parsed.GetValue(_engines));

    private static void AtLeast(Option<int> option, int least) => option.RequireAtLeast(least, "number of cases");
}
