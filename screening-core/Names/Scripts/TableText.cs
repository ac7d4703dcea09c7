using System.Reflection;
using System.Text;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>Reads the embedded tables of this folder: tab-separated lines, with comment lines that start with #.</summary>
internal static class TableText
{
    /// <summary>The columns of every line of <c>Names/Scripts/{name}.tsv</c>, comments and blank lines aside.</summary>
    /// <exception cref="InvalidOperationException">The table is not embedded in the assembly.</exception>
    public static IEnumerable<string[]> Rows(string name)
    {
        var resource = $"Names/Scripts/{name}.tsv";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException(
            $"The embedded table {resource} is missing: the project file embeds every .tsv below screening-core.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }
}
