namespace Compliance.Cli.Evaluation.Variations;

/// <summary>Ways in which a listed name reaches us changed.</summary>
internal enum VariationKind
{
    /// <summary>As published.</summary>
    Exact,

    /// <summary>Last word first.</summary>
    WordOrder,

    /// <summary>The first word as its initial.</summary>
    GivenInitial,

    /// <summary>A word in the middle as its initial.</summary>
    MiddleInitial,

    /// <summary>A word left out of three or more.</summary>
    DroppedWord,

    /// <summary>A letter lost, added or mistaken.</summary>
    OneTypo,

    /// <summary>Two of them.</summary>
    TwoTypos,

    /// <summary>Two neighbouring letters swapped.</summary>
    Transposition,

    /// <summary>A letter doubled, or a double one written once.</summary>
    DoubledLetter,

    /// <summary>Letters replaced by lookalikes of another script.</summary>
    Homoglyph,

    /// <summary>Invisible characters between letters.</summary>
    InvisibleCharacters,

    /// <summary>Two words written as one.</summary>
    Concatenation,

    /// <summary>The legal form spelt out or abbreviated, or rendered in another language.</summary>
    LegalForm,

    /// <summary>The party's name in its own script, looked up where that name is listed too.</summary>
    OriginalScript,

    /// <summary>The party's name in its own script, looked up where only its Latin names are listed.</summary>
    Transliteration,
}
