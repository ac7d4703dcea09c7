using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>The pieces of a text, taken one after the other.</summary>
internal sealed class PolicyTokens(List<PolicyToken> tokens)
{
    private int _at;

    public PolicyToken Peek => tokens[_at];

    public bool AtEnd => Peek.Kind == PolicyTokenKind.End;

    /// <summary>True where a statement or a part of a row begins.</summary>
    public bool AtStatement => Peek is { BeginsLine: true, Kind: PolicyTokenKind.Word or PolicyTokenKind.End }
        && (AtEnd || PolicyParser.Statements.Contains(Peek.Text));

    public static PolicyProblemException Wrong(PolicyToken token, string message, string? suggestion = null)
        => new(new PolicyProblem(token.Line, token.Column, message, suggestion));

    public PolicyToken Next() => AtEnd ? throw Wrong(Peek, "The text ends here, and something is missing.") : tokens[_at++];

    public bool Takes(string text)
    {
        if (AtEnd || AtStatement || Peek.Kind == PolicyTokenKind.Text || Peek.Text != text)
        {
            return false;
        }

        _at++;
        return true;
    }

    public void Mark(string mark)
    {
        if (!Takes(mark))
        {
            throw Wrong(Peek, $"“{mark}” is expected here{Found()}.");
        }
    }

    public void Word(string word)
    {
        if (!Takes(word))
        {
            throw Wrong(Peek, $"“{word}” is expected here{Found()}.");
        }
    }

    /// <summary>A word or a text in quotes.</summary>
    public PolicyToken Name(string what)
        => !AtEnd && !AtStatement && Peek.Kind is PolicyTokenKind.Word or PolicyTokenKind.Text ? Next()
            : throw Wrong(Peek, $"{what} is expected here{Found()}.");

    /// <summary>A day.</summary>
    public DateOnly Day()
    {
        var word = Name("A day such as 2026-11-22");
        return DateOnly.TryParseExact(word.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw Wrong(word, $"“{word.Text}” is no day; write one such as 2026-11-22.");
    }

    /// <summary>Words with commas between them.</summary>
    public List<PolicyToken> Names(string what)
    {
        var names = new List<PolicyToken> { Name(what) };
        while (Takes(","))
        {
            names.Add(Name(what));
        }

        return names;
    }

    /// <summary>Goes on to where the next statement begins.</summary>
    public void SkipStatement()
    {
        string[] parts = ["when", "except", "unknown", "basis"];
        while (!AtEnd && !(AtStatement && !parts.Contains(Peek.Text)))
        {
            _at++;
        }
    }

    public string Found() => AtEnd ? ", and the text ends" : $", not “{Peek.Text}”";
}
