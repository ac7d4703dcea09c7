using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Review;

/// <summary>
/// Which alerts an external reviewer may see: those all of whose findings come from named lists or gates, and single alerts named by id.
/// The default covers nothing. Written with blanks between the parts: <c>us-ofac-sdn gate-location alert:0123456789abcdef-1</c>.
/// </summary>
public sealed record ReviewScope
{
    private const string AlertPrefix = "alert:";

    private ReviewScope(ImmutableSortedSet<string> sources, ImmutableSortedSet<AlertId> alerts) => (Sources, Alerts) = (sources, alerts);

    /// <summary>Covers nothing.</summary>
    public static ReviewScope Nothing { get; } = new([], []);

    /// <summary>Codes of lists, and gates as <c>gate-location</c>.</summary>
    public ImmutableSortedSet<string> Sources { get; }

    /// <summary>Single alerts.</summary>
    public ImmutableSortedSet<AlertId> Alerts { get; }

    /// <summary>Reads a scope; false where a part is neither a source nor an alert. An empty text covers nothing.</summary>
    public static bool TryParse(string? text, out ReviewScope scope)
    {
        scope = Nothing;
        var sources = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var alerts = ImmutableSortedSet.CreateBuilder<AlertId>();
        foreach (var part in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith(AlertPrefix, StringComparison.Ordinal))
            {
                if (!AlertId.TryParse(part[AlertPrefix.Length..], out var alert))
                {
                    return false;
                }

                alerts.Add(alert);
            }
            else if (part.Length <= 40 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                sources.Add(part);
            }
            else
            {
                return false;
            }
        }

        scope = new ReviewScope(sources.ToImmutable(), alerts.ToImmutable());
        return true;
    }

    /// <summary>True where an alert of that id, with findings of those sources, may be seen: one source outside the scope closes
    /// it.</summary>
    public bool Covers(AlertId alert, IEnumerable<string> sources)
        => Alerts.Contains(alert) || (!Sources.IsEmpty && sources.All(Sources.Contains));

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Sources.Concat(Alerts.Select(alert => AlertPrefix + alert)));
}
