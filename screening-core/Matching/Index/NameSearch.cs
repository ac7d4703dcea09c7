using System.Runtime.InteropServices;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// The candidates of a name: every name whose linked weight could reach <see cref="NameModel.MinCoverage"/> on either side. What the
/// comparer would link is a subset of what the lookups count, so no name above the threshold is missed (a property test compares with the
/// exhaustive scan).
/// </summary>
internal sealed class NameSearch
{
    private readonly NameTable _table;
    private readonly TokenLookup _lookup;
    private readonly JoinedNames _runs;
    private readonly JoinedNames _initials;
    private readonly JoinedSyllables _syllables;

    private ListedShares? _shares;

    [ThreadStatic]
    private static SearchScratch? _scratch;

    public NameSearch(NameTable table)
    {
        _table = table;
        _lookup = new TokenLookup(table.Vocabulary);
        _runs = JoinedNames.OfRuns(table);
        _initials = JoinedNames.OfInitials(table);
        _syllables = JoinedSyllables.Build(table);
    }

    private NameSearch(SectionReader sections)
    {
        _table = NameTable.Load(sections);
        _lookup = TokenLookup.Load(_table.Vocabulary, sections);
        (_runs, _initials, _syllables) = (JoinedNames.Load(sections), JoinedNames.Load(sections), JoinedSyllables.Load(sections));
    }

    public static NameSearch Load(SectionReader sections) => new(sections);

    public void Save(SectionWriter sections)
    {
        _table.Save(sections);
        _lookup.Save(sections);
        _runs.Save(sections);
        _initials.Save(sections);
        _syllables.Save(sections);
    }

    public NameTable Table => _table;

    /// <summary>What of the table's names the look-ups do not see.</summary>
    public ListedShares Shares => _shares ??= new ListedShares(_table);

    public int EntryCount => _lookup.EntryCount;

    /// <summary>Adds candidate names, each once, in no order, and keeps the links of their tokens for the comparer.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="candidates">Receives the candidates.</param>
    /// <param name="links">Receives the links.</param>
    /// <param name="shares">Receives, beside each candidate, how much of it can be linked at most; null where nobody asks.</param>
    /// <param name="ceilings">Leaves out names that are of no use; null to leave out none.</param>
    public void Collect(AnalysedName subject, List<Candidate> candidates, LinkTable links, List<CandidateShare>? shares = null,
        CountedCeiling? ceilings = null)
    {
        links.Clear();
        var scratch = _scratch ??= new SearchScratch();
        scratch.Begin(_table.Count, _table.Vocabulary.Length);
        var tokens = subject.Tokens;
        var total = 0f;
        foreach (var token in tokens)
        {
            total += token.Weight;
        }

        if (total <= 0)
        {
            return;
        }

        var free = 0f;
        var bare = !tokens.Any(token => token.IsPosted);
        for (var position = 0; position < tokens.Length; position++)
        {
            var token = tokens[position];
            var weight = token.Weight / total;
            if (bare || token.IsPosted)
            {
                CountToken(scratch, token, weight, links, position);
            }

            free += token.IsPosted && !TokenWeights.MayBeLeftOut(token) ? 0 : weight;
        }

        for (var start = 0; start < tokens.Length; start++)
        {
            CountRuns(scratch, tokens.AsSpan()[start..], tokens.Length, total);
        }

        if (!_table.ArePersons)
        {
            CountAcronyms(scratch, tokens.AsSpan());
        }

        // A word without postings may stand for neighbours of the other name, but finds no name.
        foreach (var token in tokens)
        {
            if (!(bare || token.IsPosted) && GluedTokens.MayBeJoined(token))
            {
                MarkJoined(scratch, token);
            }
        }

        AddFound(scratch, free, candidates, shares, ceilings);
        GC.KeepAlive(this);
    }

    private void AddFound(SearchScratch scratch, float free, List<Candidate> candidates, List<CandidateShare>? shares,
        CountedCeiling? ceilings)
    {
        var briefs = _table.Briefs.Span;
        var freeWeight = _table.FreeWeight.Span;
        var totalWeight = _table.TotalWeight.Span;
        var unposted = CollectionsMarshal.AsSpan(scratch.Unposted);
        foreach (var name in scratch.Touched)
        {
            ref readonly var count = ref scratch[name];
            var listed = (count.Listed + freeWeight[name]) / totalWeight[name];
            if (count.Subject + free >= NameModel.MinCoverage - 1e-4f || listed >= NameModel.MinCoverage - 1e-4f
                || (count.Found & FoundBy.Initials) != 0)
            {
                if (ceilings?.IsBelow(name, count, listed, totalWeight[name], new NameBrief(briefs[name])) == true
                    && !(unposted.Length > 0 && _table.TokensOf(name).ContainsAny(unposted)))
                {
                    continue;
                }

                candidates.Add(
                    new Candidate(name, (count.Found & FoundBy.Joined) != 0
                    || (unposted.Length > 0 && _table.TokensOf(name).ContainsAny(unposted))));
                shares?.Add(new CandidateShare(count.Subject + free, listed, count.Found));
            }
        }
    }

    /// <summary>Keeps the links of a name's tokens for the comparer, as <see cref="Collect"/> does, without looking for names.</summary>
    public void Link(AnalysedName subject, LinkTable links)
    {
        links.Clear();
        var tokens = subject.Tokens;
        var bare = !tokens.Any(token => token.IsPosted);
        var found = (_scratch ??= new SearchScratch()).Numbers;
        for (var position = 0; position < tokens.Length; position++)
        {
            if (bare || tokens[position].IsPosted)
            {
                found.Clear();
                _lookup.Collect(tokens[position], found, links, position);
            }
        }
    }

    private void CountToken(SearchScratch scratch, NameToken token, float weight, LinkTable links, int position)
    {
        scratch.Numbers.Clear();
        _lookup.Collect(token, scratch.Numbers, links, position);
        CountFound(scratch, weight, positions: position < 16 ? 1u << position : 0);
        foreach (var name in NeighboursOf(scratch, token))
        {
            scratch.Count(new ReadOnlySpan<int>(in name), weight, _table.TotalWeight[name], FoundBy.Joined);
        }
    }

    private void MarkJoined(SearchScratch scratch, NameToken token)
    {
        foreach (var name in NeighboursOf(scratch, token))
        {
            scratch.MarkFound(name, FoundBy.Joined);
        }
    }

    // Names of which neighbours make the word.
    private List<int> NeighboursOf(SearchScratch scratch, NameToken token)
    {
        scratch.Names.Clear();
        CollectRuns(token.Text, scratch.Names);
        foreach (var romanised in token.Romanisations)
        {
            CollectRuns(romanised, scratch.Names);
        }

        _syllables.Collect(token, scratch.Names);
        return scratch.Names;
    }

    private void CollectRuns(string word, List<int> names)
    {
        if (word.Length >= JoinedNames.MinLetters)
        {
            _runs.Collect(word, names);
        }
    }

    private void CountFound(SearchScratch scratch, float weight, FoundBy by = FoundBy.Words, uint positions = 0)
    {
        scratch.NextToken();
        var weights = _table.WeightOf.Span;
        foreach (var number in scratch.Numbers)
        {
            if (scratch.IsFirst(number))
            {
                scratch.Count(_table.NamesWith(number), weight, weights[number], by, positions);
            }
        }
    }

    // The subject's neighbours written as one word. That may be a word without postings ("Ge neral"): names that hold it are not found by
    // it, but kept in mind.
    private void CountRuns(SearchScratch scratch, ReadOnlySpan<NameToken> tokens, int all, float total)
    {
        var (weight, word, syllables) = (0f, "", true);
        for (var run = 1; run <= GluedTokens.MaxRun && run <= tokens.Length; run++)
        {
            var token = tokens[run - 1];
            if (token.Original is not null || token.Is(TokenTraits.OrganisationForm)
                || word.Length + token.Text.Length > RawTokens.MaxTokenChars)
            {
                return;
            }

            weight += token.Weight / total;
            word += token.Text;
            syllables = syllables && run < all && GluedSyllables.IsSyllable(token);
            if (run > 1 && (syllables || word.Length >= JoinedNames.MinLetters))
            {
                scratch.Numbers.Clear();
                _lookup.CollectJoined(word, syllables ? run : 0, scratch.Numbers);
                CountFound(scratch, weight, FoundBy.Joined);
                foreach (var number in scratch.Numbers)
                {
                    if (!_table.Vocabulary[number].IsPosted)
                    {
                        scratch.Unposted.Add(number);
                    }
                }
            }
        }
    }

    private void CountAcronyms(SearchScratch scratch, ReadOnlySpan<NameToken> tokens)
    {
        scratch.Names.Clear();
        foreach (var withForms in (ReadOnlySpan<bool>)[false, true])
        {
            var initials = Acronyms.InitialsOf(tokens, withForms);
            if (initials.Length is >= Acronyms.MinLetters and <= Acronyms.MaxLetters)
            {
                scratch.Numbers.Clear();
                _lookup.CollectExact(initials, scratch.Numbers);
                foreach (var number in scratch.Numbers)
                {
                    foreach (var name in _table.NamesWith(number))
                    {
                        scratch.Names.Add(name);
                    }
                }
            }
        }

        if (Acronyms.SingleCoreOf(tokens) is { } single && single.Text.Length is >= Acronyms.MinLetters and <= Acronyms.MaxLetters)
        {
            _initials.Collect(single.Text, scratch.Names);
        }

        foreach (var name in scratch.Names)
        {
            scratch.Mark(name, FoundBy.Initials);
        }
    }
}
