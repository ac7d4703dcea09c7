using System.Collections.Immutable;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Screening;

/// <summary>What a run over a customer file did.</summary>
/// <param name="Screened">Decisions of this run.</param>
/// <param name="Resumed">Decisions that an earlier run had written already.</param>
/// <param name="Refused">Rows that could not be read, in the order of the file.</param>
internal sealed record CustomerRun(ImmutableDictionary<Decision, int> Screened, ImmutableDictionary<Decision, int> Resumed,
    ImmutableArray<CustomerRow> Refused)
{
    /// <summary>Rows with one decision, of all runs.</summary>
    public int Of(Decision decision) => Screened.GetValueOrDefault(decision) + Resumed.GetValueOrDefault(decision);
}

/// <summary>Screens the rows of a customer file, several at a time, and writes the answers in the order of the file.</summary>
internal static class CustomerScreening
{
    // Large enough to keep every core busy, small enough that an interrupted run loses nothing worth mentioning.
    private const int RowsAtOnce = 256;

    /// <summary>Goes on after the last line that the results hold.</summary>
    /// <exception cref="InvalidInputException">The results belong to another customer file.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; everything screened so far is written, and the same call goes on from
    /// there.</exception>
    public static CustomerRun Run(string path, ResultFile results, ScreeningContext context, Action<int> onRows,
        Action<CustomerRow> onRefused, CancellationToken cancellation)
    {
        var screened = ImmutableDictionary.CreateBuilder<Decision, int>();
        var refused = ImmutableArray.CreateBuilder<CustomerRow>();
        foreach (var rows in Remaining(path, results, refused, onRefused, onRows).Chunk(RowsAtOnce))
        {
            var outcomes = new ScreeningOutcome?[rows.Length];
            Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellation }, at =>
                outcomes[at] = rows[at].Reading.Subject is { } subject
                ? ScreeningEngine.Decide(new ScreeningRequest { Subject = subject }, context) : null);
            foreach (var (row, outcome) in rows.Zip(outcomes))
            {
                if (outcome is null)
                {
                    refused.Add(row);
                    onRefused(row);
                    results.AddUnread(row);
                }
                else
                {
                    results.Add(row, outcome, context);
                    screened[outcome.Decision] = screened.GetValueOrDefault(outcome.Decision) + 1;
                }
            }

            results.Flush();
            onRows(rows.Length);
        }

        return new CustomerRun(screened.ToImmutable(), results.Before, refused.ToImmutable());
    }

    private static IEnumerable<CustomerRow> Remaining(string path, ResultFile results, ImmutableArray<CustomerRow>.Builder refused,
        Action<CustomerRow> onRefused, Action<int> onRows)
    {
        var found = results.LastLine == 0;
        foreach (var row in CustomerFile.Rows(path))
        {
            if (row.Line > results.LastLine)
            {
                if (!found)
                {
                    break;
                }

                yield return row;
                continue;
            }

            if (row.Reading.Subject is null)
            {
                refused.Add(row);
                onRefused(row);
            }

            found |= row.Line == results.LastLine && ResultFile.OneLine(row.Id) == Written(results.LastId)
                && ResultFile.OneLine(row.Name) == Written(results.LastName);
            onRows(1);
        }

        if (!found)
        {
            throw new InvalidInputException(
                $"the results end with line {results.LastLine}, and that line of '{path}' is another customer: name another file with "
                    + $"--out.");
        }
    }

    // The writer puts an apostrophe before what a spreadsheet would run.
    private static string Written(string cell)
        => cell.Length > 1 && cell[0] == '\'' && "=@+-\t\r".Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;
}
