namespace Compliance.ScreeningCore.Watchlists;

/// <summary>Why a compiled corpus cannot be used. All of them are mended by compiling the stored lists anew.</summary>
public enum CorpusFault
{
    /// <summary>The bytes do not begin as a compiled corpus does.</summary>
    NotACorpus,

    /// <summary>There are fewer or more bytes than were written.</summary>
    WrongLength,

    /// <summary>It is written in another version of the format.</summary>
    OtherFormat,

    /// <summary>It was compiled by another version or build of the engine.</summary>
    OtherEngine,

    /// <summary>It was compiled with other name tables.</summary>
    OtherTables,

    /// <summary>A check sum does not fit.</summary>
    Damaged,

    /// <summary>The machine stores numbers with the high byte first.</summary>
    UnsupportedMachine,
}

/// <summary>A compiled corpus that was read, or why it cannot be used.</summary>
public abstract record CorpusLoad
{
    private CorpusLoad()
    {
    }

    /// <summary>The corpus; it reads the memory it was loaded from as long as it is used.</summary>
    public sealed record Loaded(ScreeningCorpus Corpus) : CorpusLoad;

    /// <summary>Why it cannot be used, for the log: what was expected, what was found, how to mend it.</summary>
    public sealed record Refused(CorpusFault Fault, string Reason) : CorpusLoad;
}
