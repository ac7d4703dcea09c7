using System.Collections.Immutable;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Fitting;

/// <summary>What a fit asks for beside its data.</summary>
/// <param name="Folds">Parts that the groups of pairs are dealt into.</param>
/// <param name="Repeats">How often they are dealt anew.</param>
/// <param name="NegativeWeight">Weight of all comparisons of strangers together, as a multiple of the number of labelled pairs.</param>
/// <param name="Ridge">Pull of the priors.</param>
/// <param name="Strangers">People whose candidates are learned from; as many again, the next of the file, are kept back to measure
/// alerts.</param>
/// <param name="Threshold">Score at which answers are judged.</param>
/// <param name="CatalogueLimit">Listed parties of each rule of the catalogue; 0 to fit without it.</param>
/// <param name="CatalogueWeight">Weight of the catalogue to begin with, as a multiple of the number of labelled pairs.</param>
internal sealed record FitSettings(int Folds, int Repeats, double NegativeWeight, double Ridge, int Strangers, double Threshold,
    int CatalogueLimit = 60, double CatalogueWeight = 1);

/// <summary>Comparisons to learn from and to measure on.</summary>
/// <param name="Pairs">The labelled pairs.</param>
/// <param name="Rows">Rows per pair; null where too little is linked.</param>
/// <param name="Groups">Group per pair: pairs that share a name.</param>
/// <param name="Learned">Rows per stranger against the names that the index proposes.</param>
/// <param name="HeldBack">The same for strangers that no fit sees.</param>
/// <param name="Companies">Rows per company on no list against the names that the index proposes.</param>
/// <param name="CompaniesHeldBack">The same for companies that no fit sees.</param>
/// <param name="Rules">The catalogue.</param>
internal sealed record FitData(
    IReadOnlyList<LabelledPair> Pairs,
    ImmutableArray<ImmutableArray<float>?> Rows,
    ImmutableArray<int> Groups,
    IReadOnlyList<IReadOnlyList<ImmutableArray<float>>> Learned,
    IReadOnlyList<IReadOnlyList<ImmutableArray<float>>> HeldBack,
    IReadOnlyList<IReadOnlyList<ImmutableArray<float>>> Companies,
    IReadOnlyList<IReadOnlyList<ImmutableArray<float>>> CompaniesHeldBack,
    ImmutableArray<FitRule> Rules)
{
    // A common name has hundreds of candidates: a few dozen teach what it can teach, and one stranger does not outweigh the others.
    private const int MostCandidates = 40;
    private const int AllCandidates = int.MaxValue;

    // The catalogue that is learned from is drawn by another seed than the one that is measured.
    private const ulong Seed = 13;

    /// <summary>Groups in all.</summary>
    public int GroupCount => Groups.Max() + 1;

    /// <summary>Compares everything once.</summary>
    /// <param name="pairs">The labelled pairs.</param>
    /// <param name="people">People on no list, twice as many as are learned from.</param>
    /// <param name="companies">Names of companies on no list; every second one is learned from.</param>
    /// <param name="corpus">The lists.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="now">The moment at which listings count as in force.</param>
    public static FitData Of(IReadOnlyList<LabelledPair> pairs, IReadOnlyList<CleanPerson> people, IReadOnlyList<string> companies,
        ScreeningCorpus corpus, FitSettings settings, DateTimeOffset now)
    {
        var index = corpus.Index;
        var draw = new CatalogueDraw(Enumerable.Range(0, index.PartyCount).Select(index.PartyAt), Seed,
            DateOnly.FromDateTime(now.UtcDateTime));
        return new FitData(
            pairs,
            [.. pairs.Select(pair => NameRows.Of(pair.Subject.Name, pair.Party.PrimaryName.Text, pair.Party.Kind == PartyKind.Individual))],
            PairGroups.Of([.. pairs.Select(pair => (pair.Subject.Name, pair.Party.PrimaryName.Text))]),
            [.. people.Take(settings.Strangers)
                .Select(person => NameRows.OfCandidates(index, person.Subject.Name, isPerson: true, MostCandidates))],
            [.. people.Skip(settings.Strangers).Take(settings.Strangers)
                .Select(person => NameRows.OfCandidates(index, person.Subject.Name, isPerson: true, AllCandidates))],
            [.. companies.Where((_, at) => at % 2 == 0)
                .Select(name => NameRows.OfCandidates(index, name, isPerson: false, MostCandidates))],
            [.. companies.Where((_, at) => at % 2 == 1)
                .Select(name => NameRows.OfCandidates(index, name, isPerson: false, AllCandidates))],
            settings.CatalogueLimit == 0 ? [] : FitRule.Of(draw, settings.CatalogueLimit, ScoringProfile.All[0]));
    }

    /// <summary>The comparisons of strangers, people and companies alike, each weighing so much that all of a kind weigh what the settings
    /// ask.</summary>
    public ImmutableArray<LabelledRow> Negatives(double weight) => [.. Of(Learned, weight), .. Of(Companies, weight)];

    /// <summary>The catalogue as matches, each rule by its own weight.</summary>
    public IEnumerable<LabelledRow> Positives(double weight, IReadOnlyList<double> ofRules) =>
        Rules.SelectMany((rule, at) => rule.Positives(weight * ofRules[at] * Pairs.Count / Rules.Length));

    private IEnumerable<LabelledRow> Of(IReadOnlyList<IReadOnlyList<ImmutableArray<float>>> strangers, double weight)
    {
        var count = strangers.Sum(rows => rows.Count);
        return strangers.SelectMany(rows => rows).Select(rows => new LabelledRow(rows, false, weight * Pairs.Count / count));
    }
}
