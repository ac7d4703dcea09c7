namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>One way to write a letter in Latin letters, with what the choice costs.</summary>
/// <param name="Label">Lower-case a-z, possibly empty for a letter that may vanish.</param>
/// <param name="Cost">In tenths of one edit; 0 for what a standard or the usual practice gives.</param>
internal readonly record struct LetterOption(string Label, byte Cost)
{
    /// <summary>Reads <c>label</c> or <c>label/cost</c>, where <c>-</c> is the empty label.</summary>
    /// <exception cref="FormatException">The label has other characters than a-z or the cost is no number from 0 to 30.</exception>
    public static LetterOption Parse(string text, string place)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var label = slash < 0 ? text : text[..slash];
        var cost = 0;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), out cost) || cost is < 0 or > 30))
        {
            throw new FormatException($"Option '{text}' of {place}: the cost after / must be tenths of an edit, 0 to 30.");
        }

        label = label == "-" ? "" : label;
        foreach (var c in label)
        {
            if (c is < 'a' or > 'z')
            {
                throw new FormatException($"Option '{text}' of {place}: a Latin rendering has only letters a to z.");
            }
        }

        return new LetterOption(string.Intern(label), (byte)cost);
    }
}
