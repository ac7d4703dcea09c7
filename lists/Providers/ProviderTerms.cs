using System.Collections.Immutable;
using System.Text;
using Compliance.Lists.Reading;

namespace Compliance.Lists.Providers;

/// <summary>A row of the table of models.</summary>
/// <param name="Provider">Provider code, or <c>*</c> for all.</param>
/// <param name="Pattern">Name of the model, with stars for any letters.</param>
/// <param name="IsAlias">True where the name stands for a model that can change.</param>
public sealed record ProviderModel(string Provider, string Pattern, bool IsAlias);

/// <summary>The terms of providers and the models that were assessed, as they ship with the project.</summary>
public static class ProviderTerms
{
    private static readonly Lazy<string> Terms = new(() =>
    {
        using var reader = new StreamReader(EmbeddedTable.Open("Providers/provider-terms.policy"), Encoding.UTF8);
        return reader.ReadToEnd();
    });

    private static readonly Lazy<ImmutableArray<ProviderModel>> Rows = new(() => [.. EmbeddedTable.Rows("Providers/provider-models.tsv")
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
}
