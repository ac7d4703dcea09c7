using System.Text.RegularExpressions;

namespace Compliance.ScreeningCore.Tests.Conventions;

/// <summary>Lines can be read side by side: at most 140 characters, but for a line that is one string.</summary>
public sealed partial class LineLengthTests
{
    private const int MaxLineChars = 140;

    [Fact]
    public void No_line_of_the_product_is_longer_than_140_characters_unless_it_is_one_string()
    {
        var tooLong = from folder in SourceTree.Product
                      from file in SourceTree.Sources(folder)
                      from line in LongLines(File.ReadAllLines(file))
                      select $"{SourceTree.Name(file)}:{line}";
        Assert.Empty(tooLong);
    }

    [Theory]
    [InlineData("        $\"a {b} text that goes on\",", true)]
    [InlineData("    [GeneratedRegex(@\"^(?:and|or)\")]", true)]
    [InlineData("        => \"an address\";", true)]
    [InlineData("        var refusal = Refuse(Kind.SelfApproval, states.All(state => state.IsMachine));", false)]
    [InlineData("        Assert.Equal(\"one\", Answer(of, this), \"two\");", false)]
    [InlineData("    /// <summary>Words about the member.</summary>", false)]
    public void A_line_is_one_string_where_nothing_but_its_beginning_and_end_stands_beside_it(string line, bool expected) =>
        Assert.Equal(expected, OneString().IsMatch(line));

    /// <summary>Numbers of the lines that are too long. A raw string is a text of its own and keeps its lines.</summary>
    private static IEnumerable<int> LongLines(string[] lines)
    {
        var inRaw = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var opensOrCloses = RawFence().Count(lines[i]) % 2 == 1;
            if (!inRaw && lines[i].Length > MaxLineChars && !OneString().IsMatch(lines[i]) && !RawFence().IsMatch(lines[i]))
            {
                yield return i + 1;
            }

            inRaw ^= opensOrCloses;
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawFence();

    // A beginning such as `=>`, `+`, `? `, a name and `=`, or an attribute; one literal; an end of brackets and punctuation.
    [GeneratedRegex(@"^\s*(?:(?:=>|\+|\?|:|return|throw new \w+\(|[\w<>?. ]+ = |[\[.]?\w+\((?:\w+, )?)\s*)*(?:@?\$+@?"".*""|@""(?:[^""]|"""")*""|""(?:[^""\\]|\\.)*"")[\])},;. ]*(?:\w+\([^)]*\))?[\])},; ]*$|^\s*\[GeneratedRegex\(")]
    private static partial Regex OneString();
}
