using System.CommandLine;
using Compliance.ScreeningCore.Matching;

namespace Compliance.Cli.Evaluation;

/// <summary>The options that all evaluations share, as one command's own.</summary>
internal sealed class EvaluateOptions
{
    /// <summary>The engine of this project.</summary>
    public const string Compliance = "compliance";

    /// <summary>The baseline.</summary>
    public const string FuzzySharp = "fuzzysharp";

    private readonly Argument<string> _file;
    private readonly Option<string> _engine =
        new("--engine")
        {
            Description = "What to measure: this engine, or the FuzzySharp library as a baseline.",
            DefaultValueFactory =
        _ => Compliance
        };
    private readonly Option<string> _profile =
        new("--profile")
        {
            Description = "Scoring profile: weights and thresholds.",
            DefaultValueFactory = _ => ScoringProfile.All[0]
        .Name
        };
    private readonly Option<double?> _threshold =
        new("--threshold") { Description = "Score, 0 to 1, from which a comparison counts as a hit, instead of the profile's own." };
    private readonly Option<string?> _out = new("--out") { Description = "CSV file to write, a row per case, so that errors can be read." };
    private readonly Option<int?> _limit = new("--limit") { Description = "Use the first cases only." };
    private readonly Option<string> _lists =
        new("--lists")
        {
            Description = "Directory tree of official list files, or one such file; the newest version of each list counts.",
            Required = true
        };

    public EvaluateOptions(Command command, string fileDescription, bool needsLists, bool needsFile = true)
    {
        _file = new Argument<string>("FILE")
        { Description = fileDescription, Arity = needsFile ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne };
        _engine.RequireOneOf(Compliance, FuzzySharp);
        _profile.RequireOneOf([.. ScoringProfile.All.Select(profile => profile.Name)]);
        _threshold.Require(value => value is null or (>= 0 and <= 1), "--threshold is a score between 0 and 1, such as 0.75.");
        _limit.Require(value => value is null or >= 1, "--limit is a number of cases, 1 or more.");
        command.Arguments.Add(_file);
        if (needsLists)
        {
            command.Options.Add(_lists);
        }

        foreach (var option in new Option[] { _engine, _profile, _threshold, _out, _limit })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The file of cases.</summary>
    /// <exception cref="InvalidInputException">None is named.</exception>
    public string File(ParseResult parsed) => parsed.GetValue(_file) ?? throw new InvalidInputException("FILE is missing: name the file "
        + "of cases.");

    public string Lists(ParseResult parsed) => parsed.GetRequiredValue(_lists);

    public bool IsBaseline(ParseResult parsed) => parsed.GetRequiredValue(_engine) == FuzzySharp;

    public double? Threshold(ParseResult parsed) => parsed.GetValue(_threshold);

    public string? Out(ParseResult parsed) => parsed.GetValue(_out);

    /// <summary>True where the command line names the profile; false where the default stands in.</summary>
    public bool NamesProfile(ParseResult parsed) => parsed.GetResult(_profile) is { Implicit: false };

    public int? Limit(ParseResult parsed) => parsed.GetValue(_limit);

    /// <summary>The chosen profile, with the threshold of the command line where it gives one.</summary>
    public ScoringProfile Profile(ParseResult parsed) => Profile(parsed, parsed.GetRequiredValue(_profile));

    /// <summary>A profile by name, with the threshold of the command line where it gives one.</summary>
    public ScoringProfile Profile(ParseResult parsed, string name)
    {
        var profile = ScoringProfile.Named(name);
        return Threshold(parsed) is { } threshold ? profile with { Threshold = threshold } : profile;
    }
}
