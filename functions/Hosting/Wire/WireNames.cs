using System.Collections.Frozen;
using System.Text.Json;

namespace Compliance.Functions.Hosting.Wire;

/// <summary>The words of enumerations on the wire: the core's names in lower snake case (<c>ApiRequest</c> is
/// <c>api_request</c>).</summary>
internal static class WireNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.Written[value];

    public static bool TryRead<T>(string word, out T value)
        where T : struct, Enum => Words<T>.Read.TryGetValue(word, out value);

    public static string Allowed<T>(params T[] except)
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Except(except).Select(Of));

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Written =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Read =
            Written.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
