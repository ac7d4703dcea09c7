using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.Functions.Console.Comparison;

/// <summary>A name in Latin letters, for officers who do not read its script; the comparison itself never rests on it.</summary>
internal static class Romanised
{
    /// <summary>The likeliest romanisation; null where the name is Latin or its script is not known.</summary>
    public static string? Of(string name)
    {
        var tokens = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var changed = false;
        var latin = tokens.Select(token =>
        {
            var script = ScriptRanges.ScriptOf(token);
            if (script == Script.Latin || Romanisation.Of(token.ToLowerInvariant(), script) is not { Length: > 0 } spellings
                || spellings[0].Length == 0)
            {
                return token;
            }

            changed = true;
            return char.ToUpperInvariant(spellings[0][0]) + spellings[0][1..];
        }).ToList();
        return changed ? string.Join(' ', latin) : null;
    }
}
