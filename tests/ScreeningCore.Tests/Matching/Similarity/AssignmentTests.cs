using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Tests.Matching.Similarity;

/// <summary>The assignment against all permutations.</summary>
public sealed class AssignmentTests
{
    [Fact]
    public void The_sum_is_the_greatest_of_all_assignments_Property()
    {
        var random = new Random(21);
        for (var round = 0; round < 3_000; round++)
        {
            var (rows, columns) = (random.Next(1, 7), random.Next(1, 7));
            var values = Enumerable.Range(0, rows * columns).Select(_ => random.Next(3) == 0 ? 0f : random.Next(0, 12) / 8f).ToArray();
            var chosen = new int[rows];
            Assignment.Maximise(values, rows, columns, chosen);
            Assert.Equal(chosen.Count(column => column >= 0), chosen.Where(column => column >= 0).Distinct().Count());
            Assert.All(Enumerable.Range(0, rows)
                .Where(row => chosen[row] >= 0), row => Assert.True(values[row * columns + chosen[row]] > 0));
            Assert.Equal(Best(values, rows, columns, 0, 0), Enumerable.Range(0, rows)
                .Sum(row => chosen[row] < 0 ? 0 : values[row * columns + chosen[row]]), 1e-4f);
        }
    }

    [Fact]
    public void The_largest_allowed_square_is_assigned()
    {
        var values = new float[Assignment.MaxSize * Assignment.MaxSize];
        for (var row = 0; row < Assignment.MaxSize; row++)
        {
            values[row * Assignment.MaxSize + (Assignment.MaxSize - 1 - row)] = 1;
        }

        var chosen = new int[Assignment.MaxSize];
        Assignment.Maximise(values, Assignment.MaxSize, Assignment.MaxSize, chosen);
        Assert.Equal(Enumerable.Range(0, Assignment.MaxSize).Reverse(), chosen);
    }

    private static float Best(float[] values, int rows, int columns, int row, int taken)
    {
        if (row == rows)
        {
            return 0;
        }

        var best = Best(values, rows, columns, row + 1, taken);
        for (var column = 0; column < columns; column++)
        {
            if ((taken & (1 << column)) == 0 && values[row * columns + column] is var value and > 0)
            {
                best = Math.Max(best, value + Best(values, rows, columns, row + 1, taken | (1 << column)));
            }
        }

        return best;
    }
}
