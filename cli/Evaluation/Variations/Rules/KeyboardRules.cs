using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>A name typed while the keyboard was set to another language: every key gives the letter that lies there.</summary>
internal static class KeyboardRules
{
    // The keys of the same places: US English, Russian ЙЦУКЕН (GOST 6431), German QWERTZ, French AZERTY.
    private const string English = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
    private const string Russian = "йцукенгшщзхъфывапролджэячсмитьбю";
    private const string German = "qwertzuiopü+asdfghjklöäyxcvbnm,.";
    private const string French = "azertyuiop^$qsdfghjklmùwxcvbn,;:";

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Layout("keyboard-cyrillic-as-latin", "A Cyrillic name typed on Latin keys", "Cyrl", Russian, English),
        Layout("keyboard-latin-as-cyrillic", "A Latin name typed on Russian keys", "Latn", English, Russian),
        Layout("keyboard-german", "A name with y and z exchanged, as on German keys", "Latn", English, German),
        Layout("keyboard-french", "A name typed on French keys", "Latn", English, French),
    ];

    private static VariationRule Layout(string id, string description, string script, string meant, string typed)
    {
        var keys = meant.Zip(typed).Where(pair => char.IsLetter(pair.First)).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
        return Person(id, description, (source, _) => source.Script == script && source.Words.Length > 1 && source.Text.Length > 9
            && source.Text.All(one => !char.IsLetter(one) || keys.ContainsKey(char.ToLowerInvariant(one)))
            ? Unless(string.Concat(source.Text.Select(one => keys.TryGetValue(char.ToLowerInvariant(one), out var key)
                ? char.IsUpper(one) ? char.ToUpperInvariant(key) : key : one)), source.Text) : null);
    }
}
