using System.Collections.Frozen;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Screening.Law;

/// <summary>Rows of a day, read and compiled: a gate gives the values that it knows and gets the rows that speak.</summary>
public sealed class RowBook
{
    private readonly CompiledPolicy _compiled;
    private readonly FrozenDictionary<string, PolicyFeature> _features;
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
        try
        {
            _compiled = new CompiledPolicy(Program);
        }
        catch (PolicyLimitException error)
        {
            throw new InvalidDataException($"{what} cannot be written as rows: {error.Message}", error);
        }

        _features = Program.Features.ToFrozenDictionary(feature => feature.Name, StringComparer.Ordinal);
        _lists = Program.Lists.ToFrozenDictionary(list => list.Name, list => list.Words.ToFrozenSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>The rows.</summary>
    public PolicyProgram Program { get; }

    /// <summary>What each row that is not silent says where certain values are known and all others are missing.</summary>
    /// <param name="values">The values, by name of feature as it is declared; names of other features are left out.</param>
    internal List<(PolicyRule Row, PolicyAnswer Answer)> Answers(params IEnumerable<(string Feature, PolicyFact Fact)> values)
    {
        var coded = new long[Program.Features.Length];
        Array.Fill(coded, PolicyCoding.Unknown);
        foreach (var (name, fact) in values)
        {
            if (_features.TryGetValue(name, out var feature))
            {
                coded[feature.Index] = PolicyFacts.Admits(feature, fact) ? _compiled.Coding.Encode(feature, fact) : PolicyCoding.Unknown;
            }
        }

        var speaking = new List<(PolicyRule Row, PolicyAnswer Answer)>();
        for (var place = 0; place < Program.Rules.Length; place++)
        {
            if (_compiled.Answer(place, coded) is not PolicyAnswer.Silent and var answer)
            {
                speaking.Add((Program.Rules[place], answer));
            }
        }

        return speaking;
    }

    /// <summary>True where a list has a word; false where there is no such list.</summary>
    internal bool Has(string list, string word) => _lists.TryGetValue(list, out var words) && words.Contains(word);
}
