using System.Collections.Frozen;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>The addresses lists are fetched from: the publishers' own, unless configuration names another for a file.</summary>
internal sealed class ListAddresses(FrozenDictionary<string, Uri> replaced)
{
    /// <summary>No replacement.</summary>
    public static ListAddresses Official { get; } = new(FrozenDictionary<string, Uri>.Empty);

    /// <summary>Where to fetch a file.</summary>
    public Uri AddressOf(ListCode list, ListSource source)
        => replaced.TryGetValue($"{list}/{source.File}", out var other) ? other : new Uri(source.Url);

    /// <summary>Reads <c>code/file=url</c> entries, separated by white space; null where one is malformed, with what is wrong.</summary>
    public static ListAddresses? Read(string text, out string? wrong)
    {
        var replaced = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var entry in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !entry[..equals].Contains('/', StringComparison.Ordinal)
                || !Uri.TryCreate(entry[(equals + 1)..], UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                wrong = $"'{entry}' is not code/file=https://address";
                return null;
            }

            replaced[entry[..equals]] = url;
        }

        wrong = null;
        return new ListAddresses(replaced.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
