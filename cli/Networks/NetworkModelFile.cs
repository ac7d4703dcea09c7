using System.Collections.Immutable;
using System.Text.Json;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Networks.Linkage;

namespace Compliance.Cli.Networks;

/// <summary>Files of proposed weights: of the comparison of records (<c>linkage@1</c>) and of accounts (<c>networks@1</c>).</summary>
internal static class NetworkModelFile
{
    private static readonly JsonSerializerOptions Json = new()
    { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Rates of accounts by the names of types that a file of facts uses.</summary>
    private sealed record RatesFile(string Version, IReadOnlyDictionary<string, FieldRates> Rates);

    public static void Write(string path, LinkageModel model) => File.WriteAllText(path, JsonSerializer.Serialize(model, Json) + "\n");

    public static void Write(string path, NetworkModel model) => File.WriteAllText(path, JsonSerializer.Serialize(
        new RatesFile(NetworkModel.Version, model.Rates.Select((rates, type) => (Name: NetworkFile.NameOf((ArtefactType)type), rates))
            .Append((NetworkFile.SignUp, model.SignUp)).ToDictionary(one => one.Item1, one => one.Item2, StringComparer.Ordinal)), Json)
        + "\n");

    /// <summary>Weights of records.</summary>
    /// <exception cref="InvalidInputException">It is another file.</exception>
    public static LinkageModel ReadLinkage(string path, IReadOnlyList<string> fields)
    {
        var model = Read<LinkageModel>(path, LinkageModel.Current);
        return !model.Fields.IsDefaultOrEmpty && model.Fields.Select(field => field.Field).SequenceEqual(fields, StringComparer.Ordinal)
            ? model : throw new InvalidInputException($"'{path}' weighs other fields than {string.Join(", ", fields)}.");
    }

    /// <summary>Weights of accounts; those in force where no file is named.</summary>
    /// <exception cref="InvalidInputException">It is another file, or a rate is none.</exception>
    public static NetworkModel ReadRates(string? path)
    {
        if (path is null)
        {
            return NetworkModel.Current;
        }

        var rates = Read<RatesFile>(path, NetworkModel.Version).Rates;
        FieldRates Of(string name) => rates?.GetValueOrDefault(name) is { } found && IsRate(found.Household) && IsRate(found.Organisation)
            && IsRate(found.Reseller) && IsRate(found.SameActor) ? found
            : throw new InvalidInputException($"'{path}' names no rates between 0 and 1 for {name}.");
        return NetworkModel.Current with
        {
            Rates = [.. Enumerable.Range(0, NetworkModel.Current.Rates.Length).Select(type => Of(NetworkFile.NameOf((ArtefactType)type)))],
            SignUp = Of(NetworkFile.SignUp),
        };
    }

    private static bool IsRate(double rate) => rate is > 0 and < 1;

    private static T Read<T>(string path, string version)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("version", out var named)
                && named.ValueEquals(version) && json.Deserialize<T>(Json) is { } model ? model
                : throw new InvalidInputException($"'{path}' holds no weights of the form {version}.");
        }
        catch (JsonException error)
        {
            throw new InvalidInputException($"'{path}' cannot be read as weights: {error.Message}", error);
        }
    }
}
