using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Location;

/// <summary>The signs of governments, compiled: domains by their ending, words by the phrase, words of public bodies by country.</summary>
public sealed class GovernmentTable
{
    private readonly FrozenDictionary<string, GovernmentBody>.AlternateLookup<ReadOnlySpan<char>> _domains;
    private readonly PhraseTable<GovernmentBody> _words;
    private readonly ILookup<string, (GovernmentBody Body, string Folded)> _publicBodies;

    /// <summary>Compiles the rows that hold; of several with one text the first counts.</summary>
    public GovernmentTable(ImmutableArray<GovernmentBody> rows)
    {
        Rows = rows;
        _domains = Of(GovernmentSign.Domain).DistinctBy(row => row.Text, StringComparer.Ordinal)
            .ToFrozenDictionary(row => row.Text, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _words = new PhraseTable<GovernmentBody>(Of(GovernmentSign.Words)
            .DistinctBy(row => AddressText.Fold(row.Text), StringComparer.Ordinal)
            .ToDictionary(row => AddressText.Fold(row.Text), StringComparer.Ordinal));
        _publicBodies = Of(GovernmentSign.PublicBody)
            .ToLookup(row => row.Country, row => (row, $" {AddressText.Fold(row.Text)} "), StringComparer.Ordinal);
    }

    /// <summary>The rows.</summary>
    public ImmutableArray<GovernmentBody> Rows { get; }

    /// <summary>The body whose domain this is or lies below; the longest ending counts. Null where there is none.</summary>
    public GovernmentBody? OfDomain(string domain)
    {
        for (var start = 0; ;)
        {
            if (_domains.TryGetValue(domain.AsSpan(start), out var body))
            {
                return body;
            }

            var dot = domain.IndexOf('.', start);
            if (dot < 0)
            {
                return null;
            }

            start = dot + 1;
        }
    }

    /// <summary>The bodies that words name.</summary>
    public IEnumerable<GovernmentBody> Named(AddressWords words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (_words.At(words, i, out _) is { } body)
            {
                yield return body;
            }
        }
    }

    /// <summary>The words of public bodies that an organisation of a country bears in its name.</summary>
    public IEnumerable<GovernmentBody> PublicBodies(string country, string name)
    {
        if (!_publicBodies.Contains(country))
        {
            return [];
        }

        var folded = $" {AddressText.Fold(name)} ";
        return _publicBodies[country].Where(row => folded.Contains(row.Folded, StringComparison.Ordinal)).Select(row => row.Body);
    }

    private IEnumerable<GovernmentBody> Of(GovernmentSign sign) => Rows.Where(row => row.Sign == sign);
}
