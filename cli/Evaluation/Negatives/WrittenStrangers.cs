using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Negatives;

/// <summary>What strangers cost who are written by one rule of the catalogue.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Customers">Strangers whose names have a place for it.</param>
/// <param name="Alerts">Alerts, blocks among them.</param>
/// <param name="AlertsPer1000">Alerts of 1,000.</param>
/// <param name="PlainPer1000">Alerts of 1,000 of the same strangers with their names as they stand in the file.</param>
/// <param name="Blocks">Blocks.</param>
internal sealed record WrittenRow(string Rule, int Customers, int Alerts, double AlertsPer1000, double PlainPer1000, int Blocks);

/// <summary>Customers who stand on no list, written by the rules by which listed parties are: what raises one must not raise the
/// other.</summary>
internal static class WrittenStrangers
{
    private static readonly ListCode List = ListCode.Parse("evaluation");

    /// <summary>The strangers whose names have a place for the rule, written so, and the same as they were.</summary>
    public static ImmutableArray<(Stranger Plain, Stranger Written)> Of(IEnumerable<Stranger> strangers, VariationRule rule, ulong seed) =>
    [
        .. strangers.Select(one => (Plain: one, Subject: rule.Write(SourceOf(one), new SplitMix(SplitMix.Hash(seed, (ulong)one.Line)))))
            .Where(one => one.Subject is not null).Select(one => (one.Plain, one.Plain with
            {
                Subject = one.Plain.Subject with { Name = one.Subject!.Name },
            })),
    ];

    /// <summary>Screens both and counts.</summary>
    public static WrittenRow Measure(VariationRule rule, ImmutableArray<(Stranger Plain, Stranger Written)> strangers,
        ScreeningContext context, Action<StrangerResult> onAlert, CancellationToken cancellation)
    {
        var written = StrangerEvaluation.Run([.. strangers.Select(one => one.Written)], context, () => { }, cancellation);
        var plain = StrangerEvaluation.Run([.. strangers.Select(one => one.Plain)], context, () => { }, cancellation);
        foreach (var result in written.Where(one => one.Decision != Decision.Allow))
        {
            onAlert(result);
        }

        var alerts = written.Count(one => one.Decision != Decision.Allow);
        return new WrittenRow(rule.Id, strangers.Length, alerts, Per1000(alerts, strangers.Length),
            Per1000(plain.Count(one => one.Decision != Decision.Allow), strangers.Length),
            written.Count(one => one.Decision == Decision.Block));
    }

    // The last word of a person's name is the family name, as far as a file without parts tells.
    private static VariationSource SourceOf(Stranger stranger)
    {
        var (subject, name) = (stranger.Subject, new ListedName(stranger.Subject.Name));
        var words = subject.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        name = subject.Kind == PartyKind.Individual && words.Length > 1 ? name with
        {
            Parts = [.. words[..^1].Select((word, at) => new NamePart(at == 0 ? NamePartRole.Given : NamePartRole.Middle, word)),
                new NamePart(NamePartRole.Family, words[^1])],
        } : name;
        var party = new ListedParty(ListEntryId.Of(List, $"{stranger.Line}"), subject.Kind, [name])
        {
            Gender = subject.Gender,
            Nationalities = subject.Nationalities,
            BirthDates = subject.BirthDate.IsStated ? [subject.BirthDate] : [],
        };
        return new VariationSource(party, name, VariationCases.ScriptOf(name));
    }

    private static double Per1000(int some, int all) => all == 0 ? 0 : Math.Round(1000.0 * some / all, 2);
}
