using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.EnforcementCore.Risk;

/// <summary>The JSON form of models: reading says what is wrong, writing gives the same bytes for the same model.</summary>
public static class RiskModelCodec
{
    private const int MostRows = 2000;
    private const int MaxMilli = 50_000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private static readonly Lazy<RiskModel> First = new(() => Read(Embedded()).Model
        ?? throw new InvalidDataException("The model of the product is wrong: " + string.Join(" ", Read(Embedded()).Problems)));

    /// <summary>The model of the product: proposed weights, to be fitted on outcomes.</summary>
    /// <exception cref="InvalidDataException">It is wrong; a test reads it.</exception>
    public static RiskModel Default => First.Value;

    /// <summary>Writes a model.</summary>
    public static string Write(RiskModel model) => JsonSerializer.Serialize(model, Options);

    /// <summary>SHA-256 of the written form: what a decision names.</summary>
    public static string HashOf(RiskModel model) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(model))));

    /// <summary>What is wrong, without the names of types.</summary>
    private static string ProblemOf(Exception error)
    {
        var place = error is JsonException { Path: { Length: > 0 } path } ? path : "$";
        var name = error.Message.Split('\'') is [_, var quoted, ..] ? quoted : "";
        return error.Message switch
        {
            var said when said.Contains("could not be mapped", StringComparison.Ordinal) => $"there is no field '{name}' at {place}.",
            var said when said.Contains("Duplicate property", StringComparison.Ordinal) => $"the field '{name}' stands twice at {place}.",
            var said when said.Contains("required properties", StringComparison.Ordinal) => $"a field is missing at {place}: '{name}'.",
            var said when said.Contains("could not be converted", StringComparison.Ordinal)
                || said.Contains("null", StringComparison.Ordinal) =>
                place == "$" ? "it is one JSON object, as GET /api/v1/risk/model writes it."
                    : $"the value at {place} is of another JSON type than the field, or none of its words.",
            _ => $"it is no well-formed JSON at {place}.",
        };
    }

    /// <summary>Reads a model.</summary>
    /// <returns>The model, or null with every problem found.</returns>
    public static (RiskModel? Model, ImmutableArray<string> Problems) Read(string json)
    {
        RiskModel? model;
        try
        {
            model = JsonSerializer.Deserialize<RiskModel>(json, Options);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return (null, ["The text is no model: " + ProblemOf(error)]);
        }

        if (model is null || model.Harms.IsDefault || model.Signals.IsDefault || model.Grounds.IsDefault)
        {
            return (null, ["The text is no model: harms, signals and grounds are needed."]);
        }

        var problems = Problems(model).ToImmutableArray();
        return (problems.IsEmpty ? model : null, problems);
    }

    private static IEnumerable<string> Problems(RiskModel model)
    {
        if (string.IsNullOrWhiteSpace(model.Name) || model.Name.Length > 100)
        {
            yield return "The name has 1 to 100 characters.";
        }

        if (model.Signals.Length > MostRows || model.Grounds.Length > MostRows || model.Harms.Length > MostRows)
        {
            yield return $"A model has at most {MostRows} rows of a kind.";
        }

        if (model.ChildDiscountMilli is < 0 or > MaxMilli || model.CooldownHours is < 0 or > 8784)
        {
            yield return "childDiscountMilli and cooldownHours are 0 or more, and the last at most a year.";
        }

        if (model.ReviewPermille is < 0 or > 100)
        {
            yield return "reviewPermille is 0 to 100.";
        }

        foreach (var harm in Enum.GetValues<RiskHarm>().Where(harm => model.Harms.Count(row => row.Harm == harm) != 1))
        {
            yield return $"The harm {harm} needs one row, not {model.Harms.Count(row => row.Harm == harm)}.";
        }

        foreach (var problem in model.Harms.SelectMany(Problems).Concat(model.Signals.SelectMany(Problems)).Concat(Learned(model)))
        {
            yield return problem;
        }

        foreach (var type in model.Signals.GroupBy(row => row.Type).Where(group => group.Count() > 1))
        {
            yield return $"The signal {type.Key} has {type.Count()} rows.";
        }

        foreach (var (harm, group) in model.Harms.Where(row => !row.Expected.IsDefault).SelectMany(row => row.Expected.Select(group
            => (row.Harm, group))).Where(pair => !model.Signals.Any(row => row.Harm == pair.Harm && row.Group == pair.group)
                && !model.LearnedRows.Any(row => row.Harm == pair.Harm && row.Group == pair.group)))
        {
            yield return $"The harm {harm} expects evidence of the group {group}, which no signal of it has.";
        }
    }

    private static IEnumerable<string> Learned(RiskModel model)
        => model.LearnedRows.GroupBy(row => row.Harm).Where(group => group.Count() > 1)
            .Select(group => $"The harm {group.Key} has {group.Count()} learned models.")
            .Concat(model.LearnedRows.SelectMany(row => row.Problems(model)));

    private static IEnumerable<string> Problems(RiskHarmRow row)
    {
        if (row.Priors.IsDefault || row.Bands.IsDefault || row.Expected.IsDefault)
        {
            yield return $"The harm {row.Harm} needs priors, bands and expected.";
            yield break;
        }

        if (row.Priors.Count(prior => prior.Segment == "*") != 1
            || row.Priors.Select(prior => prior.Segment).Distinct().Count() != row.Priors.Length)
        {
            yield return $"The harm {row.Harm} needs one prior a segment and one for *.";
        }

        if (row.Bands.Length != 4 || row.Bands.Zip(row.Bands.Skip(1)).Any(pair => pair.First >= pair.Second)
            || row.Bands.Concat(row.Priors.Select(prior => prior.Milli)).Any(milli => milli is < -MaxMilli or > MaxMilli))
        {
            yield return $"The harm {row.Harm} needs four rising bounds; they and the priors lie within {MaxMilli} thousandths.";
        }
    }

    private static IEnumerable<string> Problems(RiskSignalRow row)
    {
        if (row.HalfLifeHours is < 1 or > 87_840 || row.WeightMilli is < -RiskModel.MaxWeightMilli or > RiskModel.MaxWeightMilli
            || string.IsNullOrWhiteSpace(row.Group))
        {
            yield return $"The signal {row.Type} needs a group, a half-life of 1 hour to 10 years and a weight of at most "
                + $"{RiskModel.MaxWeightMilli} thousandths.";
        }
    }

    private static string Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Risk/risk-model.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
