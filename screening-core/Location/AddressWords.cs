using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Location;

/// <summary>
/// The words of an address, folded: upper case, without marks; letters of two alphabets mixed in one word are made Latin. They stand in one
/// text, joined by single spaces, so that a phrase of several words is a slice of it and costs nothing.
/// </summary>
public sealed class AddressWords
{
    private readonly string _text;
    private readonly ImmutableArray<Slot> _slots;

    internal AddressWords(string text, ImmutableArray<Slot> slots) => (_text, _slots) = (text, slots);

    /// <summary>No words.</summary>
    public static AddressWords None { get; } = new("", []);

    /// <summary>Number of words.</summary>
    public int Count => _slots.Length;

    /// <summary>All words joined by single spaces: the form in which names and addresses meet.</summary>
    public string Text => _text;

    /// <summary>A word.</summary>
    public ReadOnlySpan<char> this[int at] => _text.AsSpan(_slots[at].Start, _slots[at].Length);

    /// <summary>True where a comma, semicolon or line end stands before the word.</summary>
    public bool IsAfterBreak(int at) => _slots[at].AfterBreak;

    /// <summary>Words joined by single spaces.</summary>
    /// <param name="start">The first word.</param>
    /// <param name="count">How many, at least one.</param>
    public ReadOnlySpan<char> Phrase(int start, int count)
    {
        var last = _slots[start + count - 1];
        return _text.AsSpan(_slots[start].Start, last.Start + last.Length - _slots[start].Start);
    }

    /// <summary>True where one of the words is this one.</summary>
    public bool Contains(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a word stands in the text.</summary>
    internal readonly record struct Slot(int Start, int Length, bool AfterBreak);
}
