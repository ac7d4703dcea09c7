using System.Reflection;
using System.Text;

namespace Compliance.Lists.Reading;

/// <summary>Reads the tables and descriptors that are embedded beside the code. Table lines are tab-separated; lines that begin with # are
/// comments.</summary>
internal static class EmbeddedTable
{
    private static readonly Assembly Home = typeof(EmbeddedTable).Assembly;

    /// <summary>Opens a resource by its path in the <c>lists</c> folder.</summary>
    /// <exception cref="InvalidOperationException">The resource is not embedded.</exception>
    public static Stream Open(string path) =>
        Home.GetManifestResourceStream(path) ?? throw new InvalidOperationException(
            $"The table '{path}' is not embedded in {Home.GetName().Name}; it holds: "
                + $"{string.Join(", ", Home.GetManifestResourceNames())}.");

    /// <summary>Paths of all embedded resources whose name ends so, in ordinal order.</summary>
    public static IEnumerable<string> PathsEndingWith(string ending) =>
        Home.GetManifestResourceNames().Where(name => name.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The rows of a table.</summary>
    public static IEnumerable<string[]> Rows(string path)
    {
        using var reader = new StreamReader(Open(path), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }
}
