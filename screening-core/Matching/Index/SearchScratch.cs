namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Counters of one search; kept per thread, cleared by generation numbers.</summary>
internal sealed class SearchScratch
{
    private NameCount[] _counts = [];
    private int[] _tokenGenerationOf = [];
    private int _generation;
    private int _tokenGeneration;

    /// <summary>What was counted of a name; valid for those in <see cref="Touched"/>.</summary>
    public ref readonly NameCount this[int name] => ref _counts[name];

    public List<int> Touched { get; } = new(1024);

    public List<int> Numbers { get; } = new(256);

    public List<int> Names { get; } = new(64);

    /// <summary>Words without postings that neighbours of the subject make.</summary>
    public List<int> Unposted { get; } = [];

    public void Begin(int names, int tokens)
    {
        Touched.Clear();
        Unposted.Clear();
        if (_counts.Length < names)
        {
            _counts = new NameCount[names];
            _generation = 0;
        }

        if (_tokenGenerationOf.Length < tokens)
        {
            _tokenGenerationOf = new int[tokens];
            _tokenGeneration = 0;
        }

        // A thread that lives long enough uses every number up; all marks are then forgotten.
        if (_generation == int.MaxValue)
        {
            Array.Clear(_counts);
            _generation = 0;
        }

        _generation++;
    }

    public void NextToken()
    {
        if (_tokenGeneration == int.MaxValue)
        {
            Array.Clear(_tokenGenerationOf);
            _tokenGeneration = 0;
        }

        _tokenGeneration++;
    }

    public bool IsFirst(int token)
    {
        var first = _tokenGenerationOf[token] != _tokenGeneration;
        _tokenGenerationOf[token] = _tokenGeneration;
        return first;
    }

    /// <summary>Counts the weights of one word for all names that hold it.</summary>
    /// <param name="names">The names.</param>
    /// <param name="subject">Share of the subject's weight.</param>
    /// <param name="listed">Weight of the listed word.</param>
    /// <param name="by">How they were found.</param>
    /// <param name="positions">The place of the subject's word among its words, as a bit; those from the sixteenth on are not
    /// told.</param>
    public void Count(ReadOnlySpan<int> names, float subject, float listed, FoundBy by, uint positions = 0)
    {
        var (counts, generation) = (_counts, _generation);
        foreach (var name in names)
        {
            ref var count = ref counts[name];
            if (count.Generation == generation)
            {
                count.Subject += subject;
                count.Listed += listed;
                count.Found |= by;
                count.Positions |= (ushort)positions;
            }
            else
            {
                count = new NameCount
                {
                    Generation = generation, Subject = subject, Listed = listed, Found = by, Positions = (ushort)positions,
                };
                Touched.Add(name);
            }
        }
    }

    /// <summary>Notes that a name was found otherwise than by weight.</summary>
    public void Mark(int name, FoundBy by) => Count(new ReadOnlySpan<int>(in name), 0, 0, by);

    /// <summary>Notes of a name, if it was found, that it was found otherwise too.</summary>
    public void MarkFound(int name, FoundBy by)
    {
        if (_counts[name].Generation == _generation)
        {
            _counts[name].Found |= by;
        }
    }
}

/// <summary>The weights found of one name, side by side in 16 bytes: names are counted in no order, and each costs one look into
/// memory.</summary>
internal struct NameCount
{
    public int Generation;
    public float Subject;
    public float Listed;

    /// <summary>Which of the subject's first sixteen words found it.</summary>
    public ushort Positions;
    public FoundBy Found;
}
