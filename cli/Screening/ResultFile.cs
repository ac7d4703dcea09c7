using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Screening;
using CsvHelper;

namespace Compliance.Cli.Screening;

/// <summary>
/// The results of a customer file: a row per customer in the order of the file, each with the line it answers, so that an interrupted run
/// knows where to go on. A row that was cut off in the middle is taken away before the run goes on.
/// </summary>
internal sealed class ResultFile : IDisposable
{
    /// <summary>In place of a decision, for a row that could not be read: nobody is cleared by it.</summary>
    private const string NotScreened = "not_screened";

    private static readonly string[] Header =
        ["line", "id", "name", "decision", "action", "hits", "top_score", "top_entry", "top_name", "reasons", "missing", "profile",
        "lists"];

    // Names that are longer are not screened, and shown in part.
    private const int MostShown = 512;

    private readonly CsvWriter _csv;

    private ResultFile(CsvWriter csv, ImmutableDictionary<Decision, int> before, long lastLine, string lastId, string lastName) =>
        (_csv, Before, LastLine, LastId, LastName) = (csv, before, lastLine, lastId, lastName);

    /// <summary>Decisions that an earlier run wrote.</summary>
    public ImmutableDictionary<Decision, int> Before { get; }

    /// <summary>The line of the customer file that was answered last; 0 where none was.</summary>
    public long LastLine { get; }

    /// <summary>Id in that row, as written.</summary>
    public string LastId { get; }

    /// <summary>Name in that row, as written.</summary>
    public string LastName { get; }

    /// <summary>Opens the results to go on after the rows they hold; a new file gets its header.</summary>
    /// <exception cref="InvalidInputException">The file holds something else than results.</exception>
    public static ResultFile Open(string path)
    {
        if (File.Exists(path))
        {
            CutUnfinishedRow(path);
        }

        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            var fresh = Writer(path);
            fresh.WriteHeader(Header);
            fresh.Flush();
            return new ResultFile(fresh, ImmutableDictionary<Decision, int>.Empty, 0, "", "");
        }

        var (before, line, id, name) = ReadBack(path);
        return new ResultFile(Writer(path), before, line, id, name);
    }

    /// <summary>Adds a customer's answer.</summary>
    public void Add(CustomerRow customer, ScreeningOutcome outcome, ScreeningContext context)
    {
        var top = outcome.Hits.IsEmpty ? null : outcome.Hits[0];
        _csv.WriteRecord(
            customer.Line.ToString(CultureInfo.InvariantCulture),
            OneLine(customer.Id),
            OneLine(customer.Name),
            outcome.Decision.ToString().ToLowerInvariant(),
            outcome.Action.ToString().ToLowerInvariant(),
            outcome.Hits.Length.ToString(CultureInfo.InvariantCulture),
            top?.Match.Score.ToString("0.0000", CultureInfo.InvariantCulture) ?? "",
            top?.Entry.ToString() ?? "",
            top?.Match.Name.Text ?? "",
            string.Join("; ", outcome.Gates.SelectMany(gate => gate.Reasons).Select(reason => reason.Code).Distinct()),
            string.Join("; ", outcome.Missing),
            context.Profile.Id,
            context.Corpus.Hash[..12]);
    }

    /// <summary>Adds a row that could not be read, with what is wrong.</summary>
    public void AddUnread(CustomerRow customer) => _csv.WriteRecord(
        customer.Line.ToString(CultureInfo.InvariantCulture), OneLine(customer.Id), OneLine(customer.Name), NotScreened,
        nameof(ScreeningAction.Hold).ToLowerInvariant(), "0", "", "", "", $"{customer.Reading.Problem}", "", "", "");

    // Every row of the results is one line.
    internal static string OneLine(string text) => (text.Length <= MostShown ? text
        : text[..(char.IsHighSurrogate(text[MostShown - 1]) ? MostShown - 1 : MostShown)]).Replace('\n', ' ').Replace('\r', ' ');

    /// <summary>Hands everything written so far to the operating system.</summary>
    public void Flush() => _csv.Flush();

    public void Dispose() => _csv.Dispose();

    // Names come from strangers: one that begins with = must not run as a formula when an officer opens the file.
    private static CsvWriter Writer(string path) => CsvWriter.Create(
        new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read),
            CsvWriterOptions.Default with { NewLine = "\n", Injection = CsvInjection.Escape }, leaveOpen: false);

    private static (ImmutableDictionary<Decision, int> Before, long Line, string Id, string Name) ReadBack(string path)
    {
        using var csv =
            CsvReader.Create(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read),
            CsvReaderOptions.Default with { TrackLineNumbers = true });
        csv.ReadHeader();
        if (!csv.Headers.SequenceEqual(Header))
        {
            throw new InvalidInputException(
                $"'{path}' exists and holds something else than results of screen-file; name another file with --out.");
        }

        var before = ImmutableDictionary.CreateBuilder<Decision, int>();
        var (line, id, name) = (0L, "", "");
        while (csv.Read())
        {
            if (csv.FieldCount != Header.Length
                || !long.TryParse(csv.GetString(0), NumberStyles.None, CultureInfo.InvariantCulture, out var next) || next <= line
                || (csv.GetString(3) != NotScreened & !Enum.TryParse<Decision>(csv.GetString(3), ignoreCase: true, out var decision)))
            {
                throw new InvalidInputException(
                    $"'{path}', line {csv.LineNumber}: not a result of screen-file; repair the row, or name another file with --out.");
            }

            (line, id, name) = (next, csv.GetString(1), csv.GetString(2));
            if (csv.GetString(3) != NotScreened)
            {
                before[decision] = before.GetValueOrDefault(decision) + 1;
            }
        }

        return (before.ToImmutable(), line, id, name);
    }

    // Every row we write ends with a line feed and holds none inside: what follows the last one is a row that was being written when the
    // process died.
    private static void CutUnfinishedRow(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n')
            {
                break;
            }

            end--;
        }

        file.SetLength(end);
    }
}
