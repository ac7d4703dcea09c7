using System.Collections.Frozen;
using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Functions.Subjects;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Rescreening;

/// <summary><c>rescreen lookback</c> and <c>rescreen shadow</c>: whom other lists, or another profile, would hit.</summary>
internal static class RescreenLookBackVerb
{
    private const string Now = "now";
    private const string Then = "then";

    public static Command Create(CliConsole console)
    {
        var list = new Option<string>("--list") { Description = "The list to look back on, such as us-ofac-sdn.", Required = true };
        var asOf = new Option<string>("--as-of") { Description = "The moment: yyyy-MM-dd, or with a time.", Required = true };
        var clock = new Option<string>("--clock")
        {
            Description =
                "in-use: the version that was in use here at the moment; published: the newest that the publisher dates before it.",
            DefaultValueFactory = _ => "in-use"
        };
        clock.RequireOneOf("in-use", "published");
        var only = new Option<bool>("--subjects-of-then") { Description = "Only subjects that were monitored at the moment already." };
        var (@out, show) = (OutOption(), ShowOption());
        var command = new Command("lookback",
            "Compare the hits of all monitored subjects under today's lists with those under the version of a list at an earlier moment: "
                + "whom would we have hit then with today's list, and today with that of then.") { list, asOf, clock, only, @out, show };
        command.SetAction(async (parsed, cancellation) =>
        {
            var code = ListCode.TryParse(parsed.GetRequiredValue(list), out var known) ? known
                : throw new InvalidInputException($"'{parsed.GetRequiredValue(list)}' is not a list code, such as us-ofac-sdn.");
            if (!DateTimeOffset.TryParse(parsed.GetRequiredValue(asOf), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                out var moment))
            {
                throw new InvalidInputException(
                    $"'{parsed.GetRequiredValue(asOf)}' is not a moment: write yyyy-MM-dd, or yyyy-MM-ddTHH:mm:ssZ.");
            }

            // A bare day means its end: what was in use on that day.
            moment = parsed.GetRequiredValue(asOf).Length == 10 ? moment.AddDays(1).AddTicks(-1) : moment;
            await using var station = RescreenStation.Open(console, toRead: true);
            await station.LoadListsAsync(cancellation);
            var today = station.Of<CorpusHost>().Current!.Corpus;
            var before = await station.Of<ListsAsOf>()
                .ReadAsync(code, moment, parsed.GetValue(clock) == "published" ? ListClock.Published : ListClock.InUse, cancellation)
                ?? throw new InvalidInputException(
                $"no version of {code} is kept for {parsed.GetRequiredValue(asOf)}; lists history {code} shows what is.");
            var others = today.Lists.Where(one => one.Code != code).Select(one => today.SnapshotOf(one.Code)!).ToArray();
            var now = Context(console, today, ScoringProfile.Named("onboarding"));
            var then = now with { Corpus = ScreeningCorpus.Build([.. others, before]) };
            var plan = RescreeningPlan.Of(CorpusDelta.Between([before], today.SnapshotOf(code) is { } current ? [current] : []),
                now.Profile, now.Policy, today, FrozenSet<ListEntryId>.Empty);
            var report =
                await LookBack.RunAsync(station.Of<SubjectStore>(), then, now, plan, parsed.GetValue(only) ? moment : null, cancellation);
            await console.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture,
                $"{code}: version {before.Version.ContentHash[..12]} of then, published {before.Version.PublishedAt:yyyy-MM-dd}, against today's"));
            return Show(console, report, Then, Now, parsed.GetValue(@out), parsed.GetValue(show));
        });
        return command;
    }

    public static Command CreateShadow(CliConsole console)
    {
        var profile = new Option<string>("--profile") { Description = "The profile to try.", DefaultValueFactory = _ => "onboarding" };
        profile.RequireOneOf([.. ScoringProfile.All.Select(one => one.Name)]);
        var threshold =
            new Option<double?>("--threshold") { Description = "Its threshold, above 0 and below 1; its own where none is named." };
        var keep = new Option<string?>("--keep")
        { Description = "Write what this build decides of every subject to a file, for another build to compare with." };
        var against = new Option<string?>("--against")
        { Description = "Compare what this build decides with a file that another build kept over the same lists." };
        var (@out, show) = (OutOption(), ShowOption());
        var command = new Command("shadow",
            "Rescreen all monitored subjects in full under another profile, threshold or build, and report the difference from what is "
                + "in force. Nothing is stored and nobody is alerted.") { profile, threshold, keep, against, @out, show };
        command.SetAction(async (parsed, cancellation) =>
        {
            var tried = ScoringProfile.Named(parsed.GetRequiredValue(profile));
            if (parsed.GetValue(threshold) is { } value)
            {
                tried = value is > 0 and < 1
                    ? tried with { Threshold = value, NearMissThreshold = Math.Min(value, tried.NearMissThreshold) }
                    : throw new InvalidInputException($"--threshold is {value}: a threshold lies above 0 and below 1.");
            }

            await using var station = RescreenStation.Open(console, toRead: true);
            await station.LoadListsAsync(cancellation);
            var inForce = Context(console, station.Of<CorpusHost>().Current!.Corpus, ScoringProfile.Named("onboarding"));
            if (parsed.GetValue(keep) is { } file)
            {
                var (kept, unreadable) =
                    await EngineShadow.KeepAsync(station.Of<SubjectStore>(), inForce with { Profile = tried }, file, cancellation);
                Summaries.Print(console,
                    new
                    {
                        Kept = kept,
                        Unreadable = unreadable,
                        Engine = ScreeningEngine.Version,
                        Profile = tried.Id,
                        Corpus = inForce.Corpus.Hash
                    });
                return unreadable == 0 ? CliCommands.Done : CliCommands.SomeRowsRefused;
            }

            if (parsed.GetValue(against) is { } other)
            {
                var shadow =
                    await EngineShadow.CompareAsync(station.Of<SubjectStore>(), inForce with { Profile = tried }, other, cancellation);
                console.Error.WriteLine(
                    $"{shadow.Kept.Engine}, {shadow.Kept.Profile}, policy {shadow.Kept.Policy} against {shadow.Here.Engine}, {shadow.Here.Profile}, policy {shadow.Here.Policy}; {shadow.Changed} subjects with another request, {shadow.Unknown} new and {shadow.Gone} gone since are not compared");
                return Show(console, shadow.Found, $"by {shadow.Kept.Engine}", $"by {shadow.Here.Engine}", parsed.GetValue(@out),
                    parsed.GetValue(show));
            }

            var report =
                await LookBack.RunAsync(station.Of<SubjectStore>(), inForce, inForce with { Profile = tried }, plan: null,
                submittedBefore: null, cancellation);
            return Show(console, report, "in force", "tried", parsed.GetValue(@out), parsed.GetValue(show));
        });
        return command;
    }

    private static Option<string?> OutOption() => new("--out") { Description = "Write a CSV row per subject that differs." };

    private static Option<int> ShowOption() => new("--show") { Description = "Most subjects to show.", DefaultValueFactory = _ => 20 };

    private static int Show(CliConsole console, LookBackReport report, string one, string other, string? file, int show)
    {
        Summaries.WriteRows(file, report.Rows);
        foreach (var row in report.Rows.Take(Math.Max(0, show)))
        {
            console.Error.WriteLine(
                $"{row.Subject}: {row.DecisionOne} {one}, {row.DecisionOther} {other}; only {one}: {Listed(row.OnlyOne)}; only {other}: {Listed(row.OnlyOther)}; other scores: {Listed(row.Both)}");
        }

        if (report.Unreadable > 0)
        {
            console.Error.WriteLine(FormattableString.Invariant($"{report.Unreadable} subjects could not be read"));
        }

        Summaries.Print(console, new
        {
            report.Subjects,
            report.Screened,
            Differ = report.Rows.Count,
            OnlyOne = report.Rows.Count(row => row.OnlyOne.Length > 0),
            OnlyOther = report.Rows.Count(row => row.OnlyOther.Length > 0),
            One = one,
            Other = other,
        });
        return report.Unreadable == 0 ? CliCommands.Done : CliCommands.SomeRowsRefused;
    }

    private static string Listed(string entries) => entries.Length == 0 ? "none" : entries;

    private static ScreeningContext Context(CliConsole console, ScreeningCorpus corpus, ScoringProfile profile) =>
        new() { Corpus = corpus, Profile = profile, Now = console.Time.GetUtcNow(), Policy = PolicyLibrary.Load() };
}
