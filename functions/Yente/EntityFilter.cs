using System.Collections.Immutable;
using Compliance.Lists.OpenSanctions;

namespace Compliance.Functions.Yente;

/// <summary>Which parties a request may be answered with: by what the index knows of each.</summary>
internal sealed record EntityFilter
{
    /// <summary>The dataset of the address.</summary>
    public required string Dataset { get; init; }

    /// <summary>Only parties of one of these datasets; empty for all.</summary>
    public ImmutableArray<string> Include { get; init; } = [];

    /// <summary>No party of any of these datasets.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Only parties of this schema or of one that extends it; null for all.</summary>
    public string? Schema { get; init; }

    /// <summary>No party of any of these schemata.</summary>
    public ImmutableArray<string> ExcludeSchema { get; init; } = [];

    /// <summary>Topics, of which a party needs one, or all of them.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Countries, of which a party needs one, or all of them.</summary>
    public ImmutableArray<string> Countries { get; init; } = [];

    /// <summary>Datasets, of which a party needs one, or all of them.</summary>
    public ImmutableArray<string> Datasets { get; init; } = [];

    /// <summary>True where a party needs all the values of a field.</summary>
    public bool NeedsAll { get; init; }

    /// <summary>Only parties that have topics, or that have none; null for both.</summary>
    public bool? Target { get; init; }

    /// <summary>Only parties that may have changed since; null for all.</summary>
    public string? ChangedSince { get; init; }

    /// <summary>Ids that are left out, merged ones included.</summary>
    public ImmutableArray<string> ExcludeIds { get; init; } = [];

    /// <summary>Reads the part of a request that every address has.</summary>
    public static EntityFilter Read(string dataset, YenteParameters parameters) => new()
    {
        Dataset = NameOf(dataset),
        Include = [.. parameters.Texts("include_dataset").Select(NameOf)],
        Exclude = [.. parameters.Texts("exclude_dataset").Select(NameOf)],
        ExcludeSchema = parameters.Texts("exclude_schema"),
        Topics = parameters.Texts("topics"),
        ChangedSince = parameters.Moment("changed_since"),
    };

    /// <summary>The name of a dataset: a list's code stands for its dataset.</summary>
    public static string NameOf(string text) => text.Replace('-', '_');

    /// <summary>Refuses a filter that nothing can pass because nobody knows what it names: no result would look like nobody is
    /// listed.</summary>
    /// <exception cref="YenteFailure">Not one of the datasets or topics is known.</exception>
    public void RequireKnownTo(EntityIndex index)
    {
        Require("include_dataset", Include, index.Has, "No such dataset; GET /catalog names them");
        Require("datasets", Datasets, index.Has, "No such dataset; GET /catalog names them");
        Require("topics", Topics, topic => FtmTopicWords.IsKnown(topic) || index.Bears(topic),
            "No such topic; see https://www.opensanctions.org/docs/topics/");
    }

    /// <summary>True where a party passes.</summary>
    public bool Lets(EntityIndex index, int position)
    {
        var datasets = index.DatasetsAt(position);
        return IsOf(datasets, Dataset)
            && (Include.IsEmpty || Include.Any(one => IsOf(datasets, one)))
            && !Exclude.Any(one => IsOf(datasets, one))
            && Has(datasets, Datasets) && Has(index.TopicsAt(position), Topics) && Has(index.CountriesAt(position), Countries)
            && (Schema is null || FtmModel.Find(index.SchemaAt(position))!.Is(Schema))
            && !ExcludeSchema.Any(one => FtmModel.Find(index.SchemaAt(position))!.Is(one))
            && (Target is null || Target == !index.TopicsAt(position).IsEmpty)
            && (ChangedSince is null || index.MayHaveChangedSince(position, ChangedSince));
    }

    private static void Require(string name, ImmutableArray<string> values, Func<string, bool> isKnown, string message)
    {
        if (!values.IsEmpty && !values.Any(isKnown))
        {
            throw YenteFailure.Unfit(["query", name], message, values[0]);
        }
    }

    private static bool IsOf(ImmutableArray<string> datasets, string name) => EntityIndex.IsAll(name) || datasets.Contains(name);

    private bool Has(ImmutableArray<string> values, ImmutableArray<string> asked) => asked.IsEmpty
        || (NeedsAll ? asked.All(one => values.Contains(one)) : asked.Any(one => values.Contains(one)));
}
