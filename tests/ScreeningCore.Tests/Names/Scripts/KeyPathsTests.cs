using Compliance.ScreeningCore.Names.Scripts;
using CsCheck;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

/// <summary>The keys that are carried through a lattice are those that a plain ordered list would carry.</summary>
public sealed class KeyPathsTests
{
    private const int Width = ConsonantKey.MaxKeys * 2;
    private const int Most = 12;

    [Theory]
    [InlineData(Script.Han, "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", 4)]
    [InlineData(Script.Cyrillic, "абвгдежзиклмнопрстуфхцчшщюя", 9)]
    [InlineData(Script.Arabic, "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 7)]
    [InlineData(Script.Hangul, "김이박최정강조윤장임한오서신권", 3)]
    [InlineData(Script.Kana, "アイウエオカキクケコサシスセソ", 6)]
    public void The_cheapest_keys_are_those_of_an_ordered_list(Script script, string letters, int length)
    {
        Gen.Int[0, letters.Length - 1].Array[1, length].Sample(places =>
        {
            var token = string.Concat(places.Select(at => letters[at]));
            if (LetterLattice.For(token, script) is not { } lattice)
            {
                return;
            }

            Span<ulong> keys = stackalloc ulong[ConsonantKey.MaxKeys];
            Assert.Equal(Reference(lattice), keys[..ConsonantKey.Of(lattice, keys)].ToArray());
        }, iter: 60);
    }

    private static ulong[] Reference(LetterLattice lattice)
    {
        var nodes = Enumerable.Range(0, lattice.Nodes).Select(_ => new List<(KeyAutomaton State, int Cost)>()).ToArray();
        nodes[0].Add((default, 0));
        foreach (var segment in lattice.Segments)
        {
            var from = nodes[segment.From];
            foreach (var (state, cost) in from.ToArray().TakeWhile(path => path.Cost <= from[0].Cost + Most))
            {
                foreach (var (classes, extra) in segment.Renderings.KeyEffects)
                {
                    Keep(nodes[segment.To], state.AfterClasses(classes), cost + extra);
                }
            }
        }

        var end = nodes[^1];
        return [.. end.TakeWhile(path => path.Cost <= end[0].Cost + Most).Select(path => path.State.Key).Distinct()
            .Take(ConsonantKey.MaxKeys)];
    }

    private static void Keep(List<(KeyAutomaton State, int Cost)> paths, KeyAutomaton state, int cost)
    {
        if (paths.Exists(path => path.State == state && path.Cost <= cost))
        {
            return;
        }

        paths.RemoveAll(path => path.State == state);
        var place = paths.FindLastIndex(path => path.Cost <= cost) + 1;
        paths.Insert(place, (state, cost));
        if (paths.Count > Width)
        {
            paths.RemoveAt(Width);
        }
    }
}
