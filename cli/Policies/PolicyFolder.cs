using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Policies;

/// <summary>Policy tables in a folder: what counsel edits before it is shipped.</summary>
internal static class PolicyFolder
{
    private const string Pattern = "*.policy.csv";

    /// <summary>The option that names such a folder.</summary>
    public static Option<string?> Option()
        => new("--policy") { Description = "Folder of *.policy.csv tables. Default: the policy that ships with this build." };

    /// <summary>The tables of a folder, by file name; the shipped ones where none is named.</summary>
    /// <exception cref="InvalidInputException">The folder is not there or holds no table.</exception>
    public static ImmutableSortedDictionary<string, string> Tables(string? path)
    {
        if (path is null)
        {
            return PolicyLibrary.Embedded();
        }

        if (!Directory.Exists(path))
        {
            throw new InvalidInputException($"'{path}' is not a folder of policy tables: it does not exist.");
        }

        var files = Directory.EnumerateFiles(path, Pattern, SearchOption.AllDirectories)
            .ToImmutableSortedDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);
        return files.IsEmpty
            ? throw new InvalidInputException($"'{path}' holds no {Pattern}; write the shipped ones there with policy export {path}.")
            : files;
    }

    /// <summary>The policy of a folder, read and validated.</summary>
    /// <exception cref="InvalidInputException">A table is not sound; the message names file, line, column and value.</exception>
    public static PolicySet Read(string? path)
    {
        try
        {
            return path is null ? PolicyLibrary.Load() : PolicyLibrary.Read(Tables(path));
        }
        catch (PolicyFormatException error)
        {
            throw new InvalidInputException(error.Message, error);
        }
    }
}
