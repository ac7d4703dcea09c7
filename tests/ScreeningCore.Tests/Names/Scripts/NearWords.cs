using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

/// <summary>Latin words for a word of another script: half of them its romanisations changed at up to three places, half of any
/// letters.</summary>
internal static class NearWords
{
    private const string Letters = "aeiouybcdfghjklmnpqrstvwxz";

    /// <summary>The words of a seed.</summary>
    public static IEnumerable<string> Of(string token, Script script, int count, ulong seed)
    {
        var bits = new SplitMix(seed);
        string[] near = [.. Romanisation.Of(token, script)];
        for (var i = 0; i < count; i++)
        {
            var isNear = i % 2 == 0 && near.Length > 0;
            var latin = isNear ? near[bits.Below(near.Length)].ToList() : [.. new char[1 + bits.Below(14)]];
            for (var change = isNear ? bits.Below(4) : latin.Count; change > 0 && latin.Count > 0; change--)
            {
                var at = isNear ? bits.Below(latin.Count) : change - 1;
                switch (isNear ? bits.Below(4) : 0)
                {
                    case 0: latin[at] = Letters[bits.Below(Letters.Length)]; break;
                    case 1: latin.Insert(at, latin[at]); break;
                    case 2: latin.Insert(at, Letters[bits.Below(Letters.Length)]); break;
                    default: latin.RemoveAt(at); break;
                }
            }

            if (latin.Count > 0)
            {
                yield return new string([.. latin]);
            }
        }
    }
}
