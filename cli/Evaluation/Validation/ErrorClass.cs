using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>Wrong answers of one kind.</summary>
/// <param name="Side"><c>false alert</c> or <c>missed</c>.</param>
/// <param name="Name">What the names look like to the engine.</param>
/// <param name="Count">How many.</param>
/// <param name="Remedy">What it would take.</param>
internal sealed record ErrorClass(string Side, string Name, int Count, string Remedy);

/// <summary>Sorts wrong answers by the row that explains them, so that they can be told without showing a name.</summary>
internal static class ErrorClasses
{
    private static readonly ImmutableArray<(string Name, string Remedy, Func<ImmutableArray<float>, bool> Is)> FalseAlerts =
    [
        ("one name in another script", "readings of more scripts and stricter distances within one syllable",
            rows => Value(rows, NameFeature.OriginalDiffers) > 0 || Value(rows, NameFeature.SyllableExtra) > 0),
        ("an acronym that two bodies share", "the country or another fact of the body", rows => Value(rows, NameFeature.Acronym) > 0),
        ("another organisation form", "labels go both ways: the payment profile weighs forms harder",
            rows => Value(rows, NameFeature.FormConflict) > 0),
        ("a word or a middle name more on one side", "a birth date, a country or an identifier: the names alone cannot tell",
            rows => Value(rows, NameFeature.Extra) > 0.05),
        ("a nickname or an initial", "a fact beside the name", rows => Value(rows, NameFeature.Indirect) > 0),
        ("a word replaced by another", "frequencies of words, so that a shared rare word and a shared common one differ",
            rows => Value(rows, NameFeature.Replaced) > 0.05),
        ("a letter in a short word", "a fact beside the name; in short words one letter is another word as often as a slip",
            rows => Value(rows, NameFeature.ShortEdited) > 0),
        ("spelling", "labels of such pairs go both ways; a fact beside the name", rows => Value(rows, NameFeature.Edited) > 0),
        ("same words", "a fact beside the name", _ => true),
    ];

    private static readonly ImmutableArray<(string Name, string Remedy, Func<ImmutableArray<float>?, bool> Is)> Missed =
    [
        ("too little linked", "further acronym rules, nickname groups and romanisations", rows => rows is null),
        ("another organisation form", "labels go both ways: forms that translation equates",
            rows => Value(rows, NameFeature.FormConflict) > 0),
        ("one name in another script", "better readings of that script", rows => Value(rows, NameFeature.OriginalDiffers) > 0
            || Value(rows, NameFeature.SyllableExtra) > 0),
        ("a nickname or an initial with a further change", "pairs with several changes to learn from",
            rows => Value(rows, NameFeature.Indirect) > 0),
        ("a word replaced by another", "translations and word equivalents; most are strangers elsewhere",
            rows => Value(rows, NameFeature.Replaced) > 0.05),
        ("words that only one side has", "knowledge of which chain of fathers' names is optional",
            rows => Value(rows, NameFeature.Extra) > 0.05),
        ("one word against several", "a fact beside the name", rows => Value(rows, NameFeature.SingleToken) > 0),
        ("spelling beyond two edits", "costs learned for longer rewrites", _ => true),
    ];

    /// <summary>Counts the wrong answers; classes in fixed order, empty ones left out.</summary>
    public static ImmutableArray<ErrorClass> Of(IEnumerable<ScoredPair> scores, double threshold)
    {
        var wrong = scores.Where(pair => !pair.IsRightAt(threshold)).Select(pair => (pair.Pair.IsMatch, Rows: RowsOf(pair.Pair))).ToArray();
        var missed = wrong.Where(pair => pair.IsMatch).CountBy(pair => Missed.First(one => one.Is(pair.Rows)).Name).ToDictionary();
        var alerts = wrong.Where(pair => !pair.IsMatch)
            .CountBy(pair => pair.Rows is { } rows ? FalseAlerts.First(one => one.Is(rows)).Name : FalseAlerts[^1].Name).ToDictionary();
        return
        [
            .. FalseAlerts.Where(one => alerts.ContainsKey(one.Name))
                .Select(one => new ErrorClass("false alert", one.Name, alerts[one.Name], one.Remedy)),
            .. Missed.Where(one => missed.ContainsKey(one.Name))
                .Select(one => new ErrorClass("missed", one.Name, missed[one.Name], one.Remedy)),
        ];
    }

    private static ImmutableArray<float>? RowsOf(LabelledPair pair) =>
        NameRows.Of(pair.Subject.Name, pair.Party.PrimaryName.Text, pair.Party.Kind == ScreeningCore.Parties.PartyKind.Individual);

    private static float Value(ImmutableArray<float>? rows, NameFeature feature) => rows is { } values ? values[(int)feature] : 0;
}
