using Compliance.Lists.OpenSanctions;

namespace Compliance.Functions.Yente;

/// <summary>Counts what the found parties have of a field.</summary>
internal static class YenteFacets
{
    private const int MostValues = 50;

    /// <summary>The most frequent values of a field.</summary>
    public static FacetAnswer Count(EntityIndex index, string facet, IReadOnlyList<int> found)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var position in found)
        {
            foreach (var value in Values(index, facet, position))
            {
                counts[value] = counts.GetValueOrDefault(value) + 1;
            }
        }

        return new FacetAnswer(char.ToUpperInvariant(facet[0]) + facet[1..],
            [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostValues)
                .Select(pair => new FacetValueAnswer(pair.Key, LabelOf(facet, pair.Key), pair.Value))]);
    }

    // Identifiers and genders are not held by the index; a party's own page shows them.
    private static IEnumerable<string> Values(EntityIndex index, string facet, int position) => facet switch
    {
        "datasets" => index.DatasetsAt(position),
        "topics" => index.TopicsAt(position),
        "countries" => index.CountriesAt(position),
        "schema" => [index.SchemaAt(position)],
        _ => [],
    };

    private static string LabelOf(string facet, string value) => facet switch
    {
        "schema" => FtmModel.Find(value)?.Plural ?? value,
        "topics" => FtmTopicWords.Of(value),
        "countries" => value.ToUpperInvariant(),
        _ => value,
    };
}
