using System.CommandLine;
using Compliance.Cli.Lists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Screening;

/// <summary>The options that say what a command screens against: <c>--lists</c> and <c>--profile</c>.</summary>
internal sealed class ListsChoice
{
    private const string DirectoryVariable = "COMPLIANCE_LISTS_DIR";

    private readonly Option<string?> _lists;
    private readonly Option<string> _profile =
        new("--profile")
        {
            Description = "Scoring profile: weights and thresholds.",
            DefaultValueFactory = _ => ScoringProfile.All[0]
        .Name
        };

    public ListsChoice(Command command)
    {
        _lists = DirectoryOption(command);
        _profile.RequireOneOf([.. ScoringProfile.All.Select(profile => profile.Name)]);
        command.Options.Add(_profile);
    }

    /// <summary>Loads the lists and makes what screenings are decided with.</summary>
    /// <exception cref="InvalidInputException">The directory holds no list that can be read, or the store cannot be opened.</exception>
    public async Task<ScreeningContext> LoadAsync(ParseResult parsed, CliConsole console, CancellationToken cancellation)
    {
        var lists = Directory(parsed, _lists, console) is { } path ? GuardedLists.From(path, console, cancellation)
            : await StoredOrSampleAsync(console, cancellation);
        return new ScreeningContext
        {
            Corpus = lists.Corpus,
            MissingLists = lists.Missing,
            Profile = ScoringProfile.Named(parsed.GetRequiredValue(_profile)),
            Now = console.Time.GetUtcNow(),
            Policy = PolicyLibrary.Load(),
        };
    }

    /// <summary>Adds <c>--lists</c> to a command.</summary>
    public static Option<string?> DirectoryOption(Command command)
    {
        var option = new Option<string?>("--lists")
        {
            Description =
                $"Directory tree of official list files, or one such file. Default: {DirectoryVariable}, else the lists stored in "
                + $"COMPLIANCE_DATA_DIR.",
        };
        command.Options.Add(option);
        return option;
    }

    /// <summary>The directory that the command line or the environment names; null where neither does.</summary>
    public static string? Directory(ParseResult parsed, Option<string?> option, CliConsole console) =>
        parsed.GetValue(option) is { Length: > 0 } named ? named
        : console.Setting(DirectoryVariable) is { Length: > 0 } path ? path
        : null;

    private static async Task<LoadedCorpus> StoredOrSampleAsync(CliConsole console, CancellationToken cancellation)
    {
        if (StoredLists.Exist(console))
        {
            using var stored = StoredLists.Open(console, toRead: true);
            if (await stored.LoadAsync(cancellation) is { Corpus.Lists.IsEmpty: false } loaded)
            {
                return loaded;
            }
        }

        await console.Error.WriteLineAsync(
            "no official list is here: screening against the sample list, which clears nobody. Name a directory with --lists, or import "
                + "one with lists import DIR.");
        return new LoadedCorpus(
            ScreeningCorpus.Build([Compliance.Lists.Sample.SampleList.Snapshot(console.Time.GetUtcNow())]), []);
    }
}
