using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Compliance.Functions.Hosting;

/// <summary>The closed vocabularies of the wire, by type and field: the description lists their words, so that a client is told what may
/// come and a misspelt word is found before it is sent. The words are made of the enums that the service reads and writes.</summary>
internal static class ApiVocabulary
{
    private static readonly FrozenDictionary<(Type Type, string Field), string[]> Words = new Dictionary<(Type, string), string[]>
    {
        [(typeof(ScreeningRequestBody), "channel")] = WordsOf(Channel.Rescreening),
        [(typeof(SubjectBody), "type")] = WordsOf<PartyKind>(),
        [(typeof(SubjectBody), "gender")] = WordsOf<Gender>(),
        [(typeof(ScreeningAnswer), "decision")] = WordsOf<Decision>(),
        [(typeof(ScreeningAnswer), "action")] = WordsOf<ScreeningAction>(),
        [(typeof(GateAnswer), "gate")] = WordsOf<Gate>(),
        [(typeof(GateAnswer), "outcome")] = WordsOf<Decision>(),
        [(typeof(PartyAnswer), "outcome")] = WordsOf<Decision>(),
        [(typeof(HitAnswer), "aliasStrength")] = WordsOf<AliasStrength>(),
        [(typeof(DecisionBody), "action")] = WordsOf<DecisionMoment>(),
        [(typeof(DecisionAnswer), "decision")] = WordsOf<Verdict>(),
    }.ToFrozenDictionary();

    /// <summary>Puts the words of a field into its schema.</summary>
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (context.JsonPropertyInfo is { DeclaringType: { } type, Name: { } field } && Words.TryGetValue((type, field), out var words))
        {
            schema.Enum = [.. words.Select(word => (JsonNode)word)];
        }

        return Task.CompletedTask;
    }

    private static string[] WordsOf<T>(params T[] except) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Except(except).Select(WireNames.Of)];
}
