using System.Collections.Immutable;
using System.Globalization;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Lists.OpenSanctions;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Yente;

/// <summary>
/// What filters and facets ask of each party of a corpus: schema, datasets, topics, countries, days; merged ids; and the words of its
/// names.
/// It is made from the corpus when it is first asked for; sets that many parties share are held once.
/// </summary>
internal sealed class EntityIndex
{
    private readonly string[] _schemata;
    private readonly ImmutableArray<string>[] _datasets;
    private readonly ImmutableArray<string>[] _topics;
    private readonly HashSet<string> _borne;
    private readonly ImmutableArray<string>[] _countries;
    private readonly string?[] _firstSeen;
    private readonly string?[] _lastChange;
    private readonly Dictionary<string, int> _merged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<ListCode, string> _retrieved;

    private EntityIndex(ScreeningCorpus corpus)
    {
        Corpus = corpus;
        _retrieved = corpus.Lists.ToDictionary(list => list.Code, list => Moment(list.RetrievedAt));
        var count = corpus.Index.PartyCount;
        (_schemata, _datasets, _topics, _countries) =
            (new string[count], new ImmutableArray<string>[count], new ImmutableArray<string>[count], new ImmutableArray<string>[count]);
        (_firstSeen, _lastChange) = (new string?[count], new string?[count]);
        var (sets, texts, words) = (new SharedSets(), new Dictionary<string, string>(StringComparer.Ordinal), new EntityWords.Builder());
        for (var position = 0; position < count; position++)
        {
            var record = FtmView.Of(corpus.Index.PartyAt(position));
            _schemata[position] = Shared(record.Schema)!;
            _datasets[position] = sets.Of(record.Datasets);
            _topics[position] = sets.Of(record.Texts("topics"));
            _countries[position] = sets.Of(record.Countries);
            _firstSeen[position] = Shared(Padded(record.FirstSeen));
            _lastChange[position] = Shared(Padded(record.LastChange));
            foreach (var dataset in record.Datasets)
            {
                _counts[dataset] = _counts.GetValueOrDefault(dataset) + 1;
            }

            foreach (var id in record.Referents)
            {
                _merged.TryAdd(id, position);
            }

            words.Add(position, new[] { "name", "alias", "previousName", "weakAlias" }.SelectMany(property => record.Texts(property)));
        }

        foreach (var list in corpus.Lists)
        {
            _counts.TryAdd(FtmView.DatasetOf(list.Code), 0);
        }

        _borne = _topics.Distinct().SelectMany(topics => topics).ToHashSet(StringComparer.Ordinal);
        Words = words.Build();

        string? Shared(string? text) => text is null ? null : texts.TryGetValue(text, out var known) ? known : texts[text] = text;
    }

    /// <summary>The corpus it is of.</summary>
    public ScreeningCorpus Corpus { get; }

    /// <summary>Number of parties.</summary>
    public int Count => _schemata.Length;

    /// <summary>The words of all names.</summary>
    public EntityWords Words { get; }

    /// <summary>Every dataset with the number of its parties.</summary>
    public IReadOnlyDictionary<string, int> Datasets => _counts;

    /// <summary>Makes the index of a corpus.</summary>
    public static EntityIndex Of(LoadedCorpus loaded) => new(loaded.Corpus);

    /// <summary>True for the names under which clients ask for everything there is.</summary>
    public static bool IsAll(string dataset) => dataset is "default" or "all";

    /// <summary>True where a dataset is one that can be asked for.</summary>
    public bool Has(string dataset) => IsAll(dataset) || _counts.ContainsKey(dataset);

    /// <summary>True for a dataset that is no list itself: a source that files of this model name.</summary>
    public bool IsSourceWithin(string dataset) => !_retrieved.Keys.Any(list => FtmView.DatasetOf(list) == dataset);

    /// <summary>The schema of a party.</summary>
    public string SchemaAt(int position) => _schemata[position];

    /// <summary>The datasets of a party.</summary>
    public ImmutableArray<string> DatasetsAt(int position) => _datasets[position];

    /// <summary>The topics of a party.</summary>
    public ImmutableArray<string> TopicsAt(int position) => _topics[position];

    /// <summary>True where a party bears the topic.</summary>
    public bool Bears(string topic) => _borne.Contains(topic);

    /// <summary>The countries of a party, lower case.</summary>
    public ImmutableArray<string> CountriesAt(int position) => _countries[position];

    /// <summary>When a party was first seen; null where nobody says.</summary>
    public string? FirstSeenAt(int position) => _firstSeen[position];

    /// <summary>When a party last changed; null where nobody says.</summary>
    public string? LastChangeAt(int position) => _lastChange[position];

    /// <summary>When the version of the list was retrieved that a party stands on.</summary>
    public string LastSeenAt(int position) => _retrieved[Corpus.Index.EntryAt(position).List];

    /// <summary>True where a party changed since a moment, or may have: where nobody says when, any time until the list was
    /// retrieved.</summary>
    public bool MayHaveChangedSince(int position, string moment) =>
        string.CompareOrdinal(LastChangeAt(position) ?? LastSeenAt(position), moment) >= 0;

    /// <summary>The party of an id; −1 where there is none.</summary>
    public int PositionOf(string id) => ListEntryId.TryParse(id, out var entry) && Corpus.Index.PositionOf(entry) is >= 0 and var listed
        ? listed
        : id.Length > 0 && id.AsSpan().Trim().Length == id.Length ? Corpus.Index.PositionOf(ListEntryId.Of(FtmView.Code, id)) : -1;

    /// <summary>The party that an id was merged into; −1 where there is none.</summary>
    public int MergedInto(string id) => _merged.GetValueOrDefault(id, -1);

    /// <summary>A moment as yente writes it.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    // A day is written as its first moment, as yente does; what is longer than a second is cut.
    private static string? Padded(string? moment) => moment is null ? null
        : moment.Length == 10 ? moment + "T00:00:00" : moment.Length > 19 ? moment[..19] : moment;

    /// <summary>Sets of words, each held once.</summary>
    private sealed class SharedSets
    {
        private readonly Dictionary<string, ImmutableArray<string>> _known = new(StringComparer.Ordinal);

        public ImmutableArray<string> Of(ImmutableArray<string> words)
        {
            var key = string.Join('\n', words);
            return _known.TryGetValue(key, out var known) ? known : _known[key] = words;
        }
    }
}
