using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Names;

/// <summary>
/// The words made so far while an index is compiled: most words of the lists stand in many names, and to make one costs more than to find it. Each is what
/// <see cref="TokenFacts"/> would make anew. Not safe for several threads.
/// </summary>
internal sealed class TokenMemory
{
    private readonly Dictionary<(string Text, bool IsPerson, bool Leading, bool Last), NameToken> _latin = [];
    private readonly Dictionary<(string Word, Script Script, bool Transcribed), NameToken> _originals = [];

    /// <inheritdoc cref="TokenFacts.Latin"/>
    public NameToken Latin(string text, bool isPerson, bool leading, bool last) =>
        _latin.TryGetValue((text, isPerson, leading, last), out var made) ? made : _latin[(text, isPerson, leading, last)] = TokenFacts.Latin(text, isPerson, leading, last);

    /// <inheritdoc cref="TokenFacts.Original"/>
    public NameToken Original(string word, Script script, bool transcribed) =>
        _originals.TryGetValue((word, script, transcribed), out var made) ? made : _originals[(word, script, transcribed)] = TokenFacts.Original(word, script, transcribed);
}
