using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

/// <summary>The bound in front of the letter lattice never leaves out what the lattice would accept.</summary>
public sealed class LatticeFloorTests
{
    [Theory]
    [InlineData("王小明", Script.Han)]
    [InlineData("司馬遷", Script.Han)]
    [InlineData("ウラジーミル", Script.Kana)]
    [InlineData("김정은", Script.Hangul)]
    [InlineData("владимир", Script.Cyrillic)]
    [InlineData("محمد", Script.Arabic)]
    [InlineData("בנימין", Script.Hebrew)]
    [InlineData("αλέξανδρος", Script.Greek)]
    public void It_is_at_most_the_distance(string token, Script script)
    {
        var lattice = LetterLattice.For(token, script)!;
        var bits = new SplitMix(19);
        const string letters = "aeiouybcdfghjklmnpqrstvwxz";
        string[] near = [.. Romanisation.Of(token, script)];
        for (var i = 0; i < 3000; i++)
        {
            // Near words, changed at up to three places, and words of any letters.
            var latin = i % 2 == 0 && near.Length > 0 ? near[bits.Below(near.Length)].ToCharArray() : new char[1 + bits.Below(12)];
            for (var change = i % 2 == 0 ? bits.Below(4) : latin.Length; change > 0; change--)
            {
                latin[i % 2 == 0 ? bits.Below(latin.Length) : change - 1] = letters[bits.Below(letters.Length)];
            }

            var shortened = latin.AsSpan(0, Math.Max(1, latin.Length - bits.Below(3)));
            var cells = LatticeWalk.CellsFor(lattice.Nodes, shortened.Length);
            var walked = new LatticeWalk(shortened, LatticeWalk.Unreachable / 2, lattice.Nodes, new ushort[cells]).Run(lattice.Segments);
            Assert.True(lattice.Floor(shortened) <= (walked * EditCosts.One) + 0.001,
                $"{token} {shortened}: {lattice.Floor(shortened)} above {walked}");
        }
    }
}
