using System.Collections.Immutable;
using System.Reflection;
using System.Text;

namespace Compliance.Lists.Providers;

/// <summary>A row of the table of models.</summary>
/// <param name="Provider">Provider code, or <c>*</c> for all.</param>
/// <param name="Pattern">Name of the model, with stars for any letters.</param>
/// <param name="IsAlias">True where the name stands for a model that can change.</param>
public sealed record ProviderModel(string Provider, string Pattern, bool IsAlias);

/// <summary>The terms of providers and the models that were assessed, as they ship with the project.</summary>
public static class ProviderTerms
{
    private static readonly Lazy<string> Terms = new(() => TextOf("provider-terms.policy"));
    private static readonly Lazy<ImmutableArray<ProviderModel>> Rows = new(() => [.. TextOf("provider-models.tsv").Split('\n')
        .Select(line => line.TrimEnd('\r').Split('\t')).Where(cells => cells.Length >= 3 && !cells[0].StartsWith('#'))
        .Select(cells => new ProviderModel(cells[0], cells[1], cells[2] switch
        {
            "alias" => true,
            "model" => false,
            var other => throw new InvalidDataException($"provider-models.tsv: '{other}' is neither model nor alias."),
        }))]);

    /// <summary>The terms, as a policy.</summary>
    public static string Text => Terms.Value;

    /// <summary>The models.</summary>
    public static ImmutableArray<ProviderModel> Models => Rows.Value;

    private static string TextOf(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var full = assembly.GetManifestResourceNames().Single(one
            => one.Replace('\\', '/').EndsWith("Providers/" + name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(full)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
