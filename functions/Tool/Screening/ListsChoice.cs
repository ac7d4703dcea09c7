using System.CommandLine;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tool.Screening;

/// <summary>The options that say what a command screens against: <c>--lists</c> and <c>--profile</c>.</summary>
internal sealed class ListsChoice
{
    private const string DirectoryVariable = "COMPLIANCE_LISTS_DIR";

    private readonly Option<string?> _lists;
    private readonly Option<string> _profile = new("--profile") { Description = "Scoring profile: weights and thresholds.", DefaultValueFactory = _ => ScoringProfile.All[0].Name };

    public ListsChoice(Command command)
    {
        _lists = DirectoryOption(command);
        _profile.AcceptOnlyFromAmong([.. ScoringProfile.All.Select(profile => profile.Name)]);
        command.Options.Add(_profile);
    }

    /// <summary>Loads the lists and makes what screenings are decided with.</summary>
    /// <exception cref="InvalidInputException">No lists are named, or none can be read.</exception>
    public ScreeningContext Load(ParseResult parsed, ToolConsole console, CancellationToken cancellation) => new()
    {
        Corpus = LoadedLists.From(Directory(parsed, _lists), console, cancellation).Corpus,
        Profile = ScoringProfile.Named(parsed.GetRequiredValue(_profile)),
        Now = console.Time.GetUtcNow(),
    };

    /// <summary>Adds <c>--lists</c> to a command.</summary>
    public static Option<string?> DirectoryOption(Command command)
    {
        var option = new Option<string?>("--lists") { Description = $"Directory tree of official list files, or one such file. Default: {DirectoryVariable}." };
        command.Options.Add(option);
        return option;
    }

    /// <summary>The directory that the command line or the environment names.</summary>
    /// <exception cref="InvalidInputException">Neither does.</exception>
    public static string Directory(ParseResult parsed, Option<string?> option)
    {
        var path = parsed.GetValue(option) ?? Environment.GetEnvironmentVariable(DirectoryVariable);
        return string.IsNullOrWhiteSpace(path)
            ? throw new InvalidInputException($"no lists to screen against: name a directory of official list files with --lists DIR or {DirectoryVariable}.")
            : path;
    }
}
