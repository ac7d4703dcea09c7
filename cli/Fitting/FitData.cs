using System.Collections.Immutable;
using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Fitting;

/// <summary>What a fit asks for beside its data.</summary>
/// <param name="Folds">Parts that the groups of pairs are dealt into.</param>
/// <param name="Repeats">How often they are dealt anew.</param>
/// <param name="NegativeWeight">Weight of all comparisons of strangers together, as a multiple of the number of labelled pairs.</param>
/// <param name="Ridge">Pull of the priors.</param>
/// <param name="Strangers">People whose candidates are learned from; as many again, the next of the file, are kept back to measure
/// alerts.</param>
/// <param name="Threshold">Score at which answers are judged.</param>
internal sealed record FitSettings(int Folds, int Repeats, double NegativeWeight, double Ridge, int Strangers, double Threshold);

/// <summary>Comparisons to learn from and to measure on.</summary>
/// <param name="Pairs">The labelled pairs.</param>
/// <param name="Rows">Rows per pair; null where too little is linked.</param>
/// <param name="Groups">Group per pair: pairs that share a name.</param>
/// <param name="Learned">Rows per stranger against the names that the index proposes.</param>
/// <param name="HeldBack">The same for strangers that no fit sees.</param>
internal sealed record FitData(
    IReadOnlyList<LabelledPair> Pairs,
    ImmutableArray<ImmutableArray<float>?> Rows,
    ImmutableArray<int> Groups,
    IReadOnlyList<IReadOnlyList<ImmutableArray<float>>> Learned,
    IReadOnlyList<IReadOnlyList<ImmutableArray<float>>> HeldBack)
{
    // A common name has hundreds of candidates: a few dozen teach what it can teach, and one stranger does not outweigh the others.
    private const int MostCandidates = 40;
    private const int AllCandidates = int.MaxValue;

    /// <summary>Groups in all.</summary>
    public int GroupCount => Groups.Max() + 1;

    /// <summary>Compares everything once.</summary>
    public static FitData Of(IReadOnlyList<LabelledPair> pairs, MatchIndex index, IReadOnlyList<CleanPerson> people, FitSettings settings)
        => new(
        pairs,
        [.. pairs.Select(pair => NameRows.Of(pair.Subject.Name, pair.Party.PrimaryName.Text, pair.Party.Kind == PartyKind.Individual))],
        PairGroups.Of([.. pairs.Select(pair => (pair.Subject.Name, pair.Party.PrimaryName.Text))]),
        [.. people.Take(settings.Strangers)
            .Select(person => NameRows.OfCandidates(index, person.Subject.Name, isPerson: true, MostCandidates))],
        [.. people.Skip(settings.Strangers).Take(settings.Strangers)
            .Select(person => NameRows.OfCandidates(index, person.Subject.Name, isPerson: true, AllCandidates))]);

    /// <summary>The comparisons of strangers, each weighing so much that all together weigh what the settings ask.</summary>
    public ImmutableArray<LabelledRow> Negatives(double weight)
    {
        var count = Learned.Sum(rows => rows.Count);
        return [.. Learned.SelectMany(rows => rows).Select(rows => new LabelledRow(rows, false, weight * Pairs.Count / count))];
    }
}
