using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Matching;

/// <summary>The rows of the name model. Each is a number that grows either with likeness or with difference; the profile holds its weight,
/// whose sign is fixed.</summary>
public enum NameFeature
{
    /// <summary>Share of weight linked on the side that is covered best, 0 to 1; a full word that only an initial or a particle answers
    /// does not count here.</summary>
    CoverageBest,

    /// <summary>Share of weight linked on the side that is covered worst, 0 to 1.</summary>
    CoverageWorst,

    /// <summary>1 where the aligned names are equal letter by letter (half an edit at most).</summary>
    EditsNone,

    /// <summary>1 where the aligned names are one edit apart at most.</summary>
    EditsOne,

    /// <summary>1 where the aligned names are two edits apart at most.</summary>
    EditsTwo,

    /// <summary>1 where the aligned names are three edits apart at most.</summary>
    EditsThree,

    /// <summary>Similarity of the worst linked token that weighs anything, 0 to 1.</summary>
    WorstLink,

    /// <summary>Weight that stands unlinked on both sides at once, 0 to 1: a word was replaced.</summary>
    Replaced,

    /// <summary>Weight that stands unlinked on one side only, 0 to 1: a word was added or left out.</summary>
    Extra,

    /// <summary>Weight of linked tokens times their dissimilarity, 0 to 1.</summary>
    Edited,

    /// <summary>1 where the organisation forms show different purposes (commercial and non-profit), 0.5 where they have no class in
    /// common.</summary>
    FormConflict,

    /// <summary>1 where one is an acronym of the other.</summary>
    Acronym,

    /// <summary>1 where the shorter name has one word that weighs anything and the longer has more.</summary>
    SingleToken,

    /// <summary>Dissimilar weight where both names are in the same script other than Latin, 0 to 1.</summary>
    OriginalDiffers,

    /// <summary>1 where both have numbers and they differ.</summary>
    NumberConflict,

    /// <summary>1 where father and son, or two parts joined by a particle, stand in exchanged order, or both are told apart as senior and
    /// junior.</summary>
    OrderConflict,

    /// <summary>Share of edits that fall on tokens of four letters at most, 0 to 1.</summary>
    ShortEdited,

    /// <summary>Weight linked by nickname or initial rather than by letters, 0 to 1.</summary>
    Indirect,

    /// <summary>Weight of generic words among what is linked, 0 to 1; 0 where the names are the same as wholes.</summary>
    GenericLinked,

    /// <summary>Whether the first words of both names are linked or the last ones are: 1 for both, 0.5 for one, 0 for none.</summary>
    EndsLinked,

    /// <summary>1 where two linked given names are borne by different genders.</summary>
    GenderConflict,

    /// <summary>1 where no linked word is equal: every one was changed, abbreviated or read from another script.</summary>
    NoneEqual,

    /// <summary>Weight unlinked on either side where Chinese or Korean syllables were read as Latin, 0 to 1: one syllable more is another
    /// name.</summary>
    SyllableExtra,

    /// <summary>1 where everything that is linked is generic (bank, trading, a country) and the names are not the same as wholes.</summary>
    GenericOnly,

    /// <summary>1 where one side has a word more and what is linked is not all equal: two kinds of difference at once.</summary>
    ExtraEdited,

    /// <summary>Weight linked by edits although the first letters differ, 0 to 1: a slip of the pen seldom begins a word.</summary>
    FirstEdited,

    /// <summary>Weight of tokens linked by edits that are out of order, 0 to 1.</summary>
    CrossedEdited,

    /// <summary>Weight linked by letters although both words are known names that no custom joins (Ahmet and Mehmet), 0 to 1.</summary>
    OtherName,

    /// <summary>1 where a person's name of which every word is linked stands behind another word of the other name: the first given name is
    /// not theirs.</summary>
    FirstOpen,

    /// <summary>1 where an initial of a person's name answers to no word of the other name although one there is open: G. is not
    /// W.</summary>
    InitialConflict,

    /// <summary>1 where the words that carry a name are none of them equal and one of them differs by more than a long word's slip of the
    /// pen: a name of one word that differs is another name.</summary>
    CoreEdited,

    /// <summary>1 where a person's family name is what stays open: given name and patronymic alone are linked.</summary>
    FamilyOpen,

    /// <summary>1 where one word alone carries both names of organisations and one of them has words more.</summary>
    LoneCore,
}

/// <summary>Facts about the name model's rows.</summary>
public static class NameFeatureFacts
{
    /// <summary>Number of rows.</summary>
    public const int Count = (int)NameFeature.LoneCore + 1;

    /// <summary>All rows in order.</summary>
    public static ImmutableArray<NameFeature> All { get; } = [.. Enum.GetValues<NameFeature>()];

    /// <summary>The rows of edits and the most tenths of an edit with which each holds, fewest first: who holds one holds those after
    /// it.</summary>
    public static ImmutableArray<(NameFeature Row, int MostTenths)> EditSteps { get; } =
        [(NameFeature.EditsNone, 5), (NameFeature.EditsOne, 10), (NameFeature.EditsTwo, 20), (NameFeature.EditsThree, 30)];

    /// <summary>+1 where more of it can only speak for a match, −1 where it can only speak against: the fit may not choose
    /// otherwise.</summary>
    public static int SignOf(NameFeature feature) => feature switch
    {
        NameFeature.CoverageBest or NameFeature.CoverageWorst or NameFeature.EditsNone or NameFeature.EditsOne or NameFeature.EditsTwo
            or NameFeature.EditsThree
            or NameFeature.WorstLink or NameFeature.Acronym or NameFeature.EndsLinked => 1,
        _ => -1,
    };
}
