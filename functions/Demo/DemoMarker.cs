namespace Compliance.Functions.Demo;

/// <summary>
/// The file in a data directory that says that what lies there is invented, and whether all of it does yet. It is written before anything
/// else, so an invented store is never taken for a real one nor a real one for invented, also where a start was interrupted.
/// </summary>
internal static class DemoMarker
{
    /// <summary>The file's name; <c>run.sh --demo --remove</c> asks for it.</summary>
    public const string FileName = "demo-world";

    private const string Begun = "begun";
    private const string Complete = "complete";
    private const string Meaning = "\nThe data in this directory are invented. Remove the directory to remove them.\n";

    /// <summary>True where the whole world was filled in.</summary>
    public static bool IsComplete(string directory)
        => IsIn(directory) && File.ReadLines(PathIn(directory)).FirstOrDefault() == Complete;

    /// <summary>Why a directory cannot be used; null where it can: invented and real data never share one.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="demo">True where a demo is to be shown.</param>
    public static string? Problem(string directory, bool demo) => (demo, IsIn(directory)) switch
    {
        (true, false) when Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any() =>
            $"COMPLIANCE_DEMO is true and the data directory '{directory}' holds data that are not a demo's. Unset COMPLIANCE_DEMO, or "
                + "start the demo with ./run.sh --demo, which has a directory of its own.",
        (false, true) => $"The data directory '{directory}' holds the invented data of a demo. Start it with ./run.sh --demo, or set "
            + "COMPLIANCE_DATA_DIR to another directory.",
        _ => null,
    };

    /// <summary>Says that the directory is a demo's, before the store opens; what says so already is left alone.</summary>
    public static void Begin(string directory)
    {
        if (!IsIn(directory))
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(PathIn(directory), Begun + Meaning);
        }
    }

    /// <summary>When it was begun, to the second: what a demo tells counts back from it, also where a start was interrupted, or the same
    /// events would come with other moments and be refused.</summary>
    public static DateTimeOffset BegunAt(string directory)
    {
        var at = File.GetLastWriteTimeUtc(PathIn(directory));
        return new DateTimeOffset(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)), TimeSpan.Zero);
    }

    /// <summary>Says that nothing is missing.</summary>
    public static void Finish(string directory) => File.WriteAllText(PathIn(directory), Complete + Meaning);

    private static bool IsIn(string directory) => File.Exists(PathIn(directory));

    private static string PathIn(string directory) => Path.Combine(directory, FileName);
}
