using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Screening.Law;

/// <summary>Writes rows of a policy from tables: what a table says stands in one language with what people write.</summary>
internal sealed class RowWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>True once a row was written: a text without rows is no policy.</summary>
    public bool HasRows { get; private set; }

    /// <summary>Writes lines as they are, such as declarations.</summary>
    public void Lines(string lines) => _text.Append(lines).Append('\n');

    /// <summary>Writes a named list; nothing where it has no words, since then no row may name it.</summary>
    public void List(string name, IEnumerable<string> words)
    {
        if (words.ToArray() is { Length: > 0 } some)
        {
            _text.Append(CultureInfo.InvariantCulture, $"list @{name} = {string.Join(", ", some.Select(Word))}\n");
        }
    }

    /// <summary>Writes a row. One whose basis is not certain says at most review.</summary>
    /// <param name="id">Its id; other marks than letters, digits, dots, hyphens and underscores become underscores.</param>
    /// <param name="then">What it says where its basis is certain: <c>block</c> or <c>review</c>.</param>
    /// <param name="when">Its condition.</param>
    /// <param name="basis">What it rests on.</param>
    /// <param name="attributes">Attributes of its head, such as <c>kind=region</c>.</param>
    public void Row(string id, string then, string when, PolicyBasis basis, string attributes = "")
    {
        HasRows = true;
        var said = basis.IsCertain ? then : "review";
        _text.Append(CultureInfo.InvariantCulture, $"row {Id(id)}{(attributes.Length > 0 ? " " + attributes : "")} then={said}\n");
        _text.Append(CultureInfo.InvariantCulture, $"when {when}\nunknown review\n");
        _text.Append(CultureInfo.InvariantCulture,
            $"basis \"{Plain(basis.Authority)}\" source \"{Plain(basis.Source)}\" checked {basis.CheckedOn:yyyy-MM-dd}");
        _text.Append(basis.IsCertain ? "\n" : " uncertain\n");
    }

    /// <summary>An id as rows and lists may have it.</summary>
    public static string Id(string text)
        => string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_'));

    /// <summary>A word as conditions write it.</summary>
    public static string Word(string text)
        => text.Length > 0 && text.All(char.IsAsciiLetterOrDigit) && !PolicyParser.Statements.Contains(text) ? text : $"\"{Plain(text)}\"";

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Plain(string text) => text.Replace('"', '\'').Replace('\\', '/');
}
