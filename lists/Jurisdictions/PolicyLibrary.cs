using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Lists.Jurisdictions;

/// <summary>The policy data that ships with the project: embedded tables, read, validated and hashed once.</summary>
public static class PolicyLibrary
{
    private static readonly Lazy<PolicySet> Shipped = new(() => Read(Embedded()));

    /// <summary>The shipped policy.</summary>
    /// <exception cref="PolicyFormatException">A shipped table is not sound; a test reads them all, so this is a defect of the
    /// build.</exception>
    public static PolicySet Load() => Shipped.Value;

    /// <summary>Reads a policy from the texts of its tables, by file name. Line ends do not count for the hash.</summary>
    /// <exception cref="PolicyFormatException">A table is missing, cannot be read, or contradicts another.</exception>
    public static PolicySet Read(IReadOnlyDictionary<string, string> tables)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in tables.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{text.ReplaceLineEndings("\n")}\n"));
        }

        var read = new PolicyTableSet(tables).Read();
        var problems = PolicyValidation.Problems(read);
        return problems.IsEmpty
            ? new PolicySet(PolicyValidation.LastChecked(read), Convert.ToHexStringLower(hash.GetHashAndReset()), read)
            : throw new PolicyFormatException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>The embedded tables, by file name.</summary>
    public static ImmutableSortedDictionary<string, string> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.EndsWith(".policy.csv", StringComparison.Ordinal))
            .ToImmutableSortedDictionary(name => name[(name.Replace('\\', '/').LastIndexOf('/') + 1)..], name => TextOf(assembly, name),
                StringComparer.Ordinal);
    }

    private static string TextOf(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
