using System.Collections.Frozen;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Screening.Law;

/// <summary>Rows of a day, read and compiled: a gate gives the values that it knows and gets the rows that speak.</summary>
public sealed class RowBook
{
    private readonly CompiledPolicy _compiled;
    private readonly FrozenDictionary<string, FrozenSet<string>> _lists;

    /// <summary>Reads and compiles the rows.</summary>
    /// <param name="what">What the rows are about, for the message of an error.</param>
    /// <param name="text">The rows with their declarations.</param>
    /// <param name="day">The day that counts.</param>
    /// <exception cref="InvalidDataException">The tables cannot be written as rows; the message names the problems.</exception>
    public RowBook(string what, string text, DateOnly day)
    {
        var read = PolicyParser.Read(text);
        Program = (read.Program ?? throw new InvalidDataException(
            $"{what} cannot be written as rows: {string.Join(' ', read.Problems.Take(3))}")).On(day);
        _compiled = new CompiledPolicy(Program);
        _lists = Program.Lists.ToFrozenDictionary(list => list.Name, list => list.Words.ToFrozenSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>The rows.</summary>
    public PolicyProgram Program { get; }

    /// <summary>What each row that is not silent says where certain values are known and all others are missing.</summary>
    /// <param name="values">The values, by name of feature.</param>
    internal IEnumerable<(PolicyRule Row, PolicyAnswer Answer)> Answers(params IEnumerable<(string Feature, PolicyFact Fact)> values)
    {
        var coded = _compiled.Coding.Encode(PolicyFacts.Of(Program, values.Select(pair => KeyValuePair.Create(pair.Feature, pair.Fact))));
        return Program.Rules.Select((row, place) => (row, _compiled.Answer(place, coded))).Where(pair => pair.Item2 != PolicyAnswer.Silent);
    }

    /// <summary>True where a list has a word; false where there is no such list.</summary>
    internal bool Has(string list, string word) => _lists.TryGetValue(list, out var words) && words.Contains(word);
}
