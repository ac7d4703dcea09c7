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
        foreach (var latin in NearWords.Of(token, script, 3000, seed: 19))
        {
            var shortened = latin.AsSpan();
            var cells = LatticeWalk.CellsFor(lattice.Nodes, shortened.Length);
            var walked = new LatticeWalk(shortened, LatticeWalk.Unreachable / 2, lattice.Nodes, new ushort[cells]).Run(lattice.Segments);
            Assert.True(lattice.Floor(shortened) <= (walked * EditCosts.One) + 0.001,
                $"{token} {shortened}: {lattice.Floor(shortened)} above {walked}");
        }
    }
}
