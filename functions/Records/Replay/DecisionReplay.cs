using System.Text.Json;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Records.Replay;

/// <summary>Recomputes stored decisions from their evidence: the same request, on the lists, profile, policy and engine it pins.</summary>
internal sealed class DecisionReplay(ScreeningRules rules)
{
    private const int MostShownChars = 120;

    /// <summary>Why a decision cannot be recomputed by this build, as far as its versions show; null where it can.</summary>
    public ReplayedDecision.Impossible? Obstacle(ScreeningEvidence evidence)
    {
        ReplayedDecision.Impossible Missing(string kind, string what, string theirs, string ours) =>
            new(evidence.ScreeningId, kind,
            $"It was decided with {what} {theirs}; this build has {ours}. Replay it with the build of that time.");

        return evidence.Engine != ScreeningEngine.Version ? Missing("engine", "the engine", evidence.Engine, ScreeningEngine.Version)
            : ProfileOf(evidence) is null
                ? Missing("profile", "the profile", evidence.Profile, string.Join(", ", ScoringProfile.All.Select(profile => profile.Id)))
            : evidence.Policy != rules.Policy.Id ? Missing("policy", "the policy", evidence.Policy, rules.Policy.Id)
            : null;
    }

    /// <summary>Recomputes a decision for which there is no obstacle.</summary>
    /// <param name="screening">The screening as stored.</param>
    /// <param name="corpus">The corpus that its evidence pins.</param>
    public ReplayedDecision Recompute(StoredScreening screening, ScreeningCorpus corpus)
    {
        var evidence = screening.Evidence;
        var outcome = ScreeningEngine.Decide(evidence.Request, new ScreeningContext
        {
            Corpus = corpus.WithVersions(screening.Lists),
            Profile = ProfileOf(evidence)!,
            Now = evidence.DecidedAt,
            Policy = rules.Policy,
            GoodGuys = evidence.GoodGuys,
            MissingLists = evidence.MissingLists,
            AllowSample = evidence.AllowSample,
        });
        var (stored, recomputed) = (Bytes(evidence.Outcome), Bytes(outcome));
        return stored.AsSpan().SequenceEqual(recomputed)
            ? new ReplayedDecision.Identical(evidence.ScreeningId)
            : Difference(evidence.ScreeningId, JsonDocument.Parse(stored).RootElement, JsonDocument.Parse(recomputed).RootElement);
    }

    private static ScoringProfile? ProfileOf(ScreeningEvidence evidence)
        => ScoringProfile.All.FirstOrDefault(profile => profile.Id == evidence.Profile);

    private static byte[] Bytes(ScreeningOutcome outcome) => JsonSerializer.SerializeToUtf8Bytes(outcome, EvidenceCodec.Options);

    private static ReplayedDecision.Differing Difference(string id, JsonElement stored, JsonElement recomputed)
    {
        var (where, one, other) = First("$", stored, recomputed) ?? ("$", stored, recomputed);
        return new(id, where, Shown(one), Shown(other));
    }

    private static (string Where, JsonElement? Stored, JsonElement? Recomputed)? First(string path, JsonElement? stored,
        JsonElement? recomputed)
    {
        if (stored is not { } one || recomputed is not { } other || one.ValueKind != other.ValueKind)
        {
            return (path, stored, recomputed);
        }

        switch (one.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var name in one.EnumerateObject().Concat(other.EnumerateObject()).Select(property => property.Name).Distinct())
                {
                    var (left, right) = (Property(one, name), Property(other, name));
                    if ((left is not null || right is not null) && First($"{path}.{name}", left, right) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            case JsonValueKind.Array:
                for (var i = 0; i < Math.Max(one.GetArrayLength(), other.GetArrayLength()); i++)
                {
                    if (First($"{path}[{i}]", i < one.GetArrayLength() ? one[i] : null, i < other.GetArrayLength() ? other[i] : null)
                        is { } found)
                    {
                        return found;
                    }
                }

                return null;
            default:
                return one.GetRawText() == other.GetRawText() ? null : (path, one, other);
        }
    }

    private static JsonElement? Property(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static string Shown(JsonElement? value)
        => value is not { } one ? "nothing" : one.GetRawText() is { Length: > MostShownChars } text ? text[..MostShownChars] + "…"
        : one.GetRawText();
}
