using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Text;
using Compliance.ScreeningCore.Screening;

namespace Compliance.EnforcementCore.Routing;

/// <summary>The terms of all providers on a day, compiled: what a request is routed by. Immutable; answers pin <see
/// cref="Hash"/>.</summary>
public sealed class ProviderPolicies
{
    private readonly FrozenDictionary<string, ProviderPolicy> _providers;

    private ProviderPolicies(DateOnly day, ModelCatalogue models, IEnumerable<ProviderPolicy> providers)
    {
        (Day, Models) = (day, models);
        _providers = providers.ToFrozenDictionary(one => one.Provider, StringComparer.Ordinal);
        var hash = string.Join('\n', _providers.Values.OrderBy(one => one.Provider, StringComparer.Ordinal)
            .Select(one => $"{one.Provider} {one.Program.Hash()}"));
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash)));
    }

    /// <summary>The day they count for.</summary>
    public DateOnly Day { get; }

    /// <summary>Which models there are.</summary>
    public ModelCatalogue Models { get; }

    /// <summary>SHA-256 over the rows of all providers.</summary>
    public string Hash { get; }

    /// <summary>The providers.</summary>
    public IEnumerable<ProviderPolicy> Providers => _providers.Values.OrderBy(one => one.Provider, StringComparer.Ordinal);

    /// <summary>The terms of a provider; null where nobody wrote any.</summary>
    public ProviderPolicy? Find(string provider) => _providers.GetValueOrDefault(provider);

    /// <summary>Compiles terms with the tables of regions.</summary>
    /// <param name="policy">The tables.</param>
    /// <param name="terms">The text of the terms.</param>
    /// <param name="models">Which models there are.</param>
    /// <param name="day">The day that counts.</param>
    /// <exception cref="InvalidDataException">A text has problems; each is named.</exception>
    public static ProviderPolicies Compile(PolicySet policy, string terms, ModelCatalogue models, DateOnly day)
        => new(day, models, policy.Tables.Providers.Where(rule => rule.Basis.HoldsOn(day))
            .Select(rule => new ProviderPolicy(rule.Provider, Of(policy, rule, terms, day))));

    /// <summary>Compiles policies that were read before, such as mutants of a test.</summary>
    public static ProviderPolicies Of(ModelCatalogue models, DateOnly day, IEnumerable<KeyValuePair<string, PolicyProgram>> programs)
        => new(day, models, programs.Select(pair => new ProviderPolicy(pair.Key, pair.Value)));

    private static PolicyProgram Of(PolicySet policy, ProviderRule rule, string terms, DateOnly day)
    {
        var read = PolicyParser.Read(terms + "\n" + ProviderRows.Text(policy, rule, day));
        var program = read.Program ?? throw new InvalidDataException(
            $"The terms of {rule.Provider} cannot be read: {string.Join(' ', read.Problems.Take(5))}");
        return program.On(day) with
        {
            Rules = [.. program.Rules.Where(row => row.HoldsOn(day) && row.Attribute("provider") is var whose
                && (whose is null || whose == rule.Provider)).Select(row => row.On(day))],
        };
    }
}

/// <summary>The terms of one provider, compiled.</summary>
public sealed class ProviderPolicy
{
    private readonly CompiledPolicy _compiled;
    private readonly PolicyFeature?[] _own;
    private readonly ImmutableArray<string> _texts;

    internal ProviderPolicy(string provider, PolicyProgram program)
    {
        (Provider, Program, _compiled) = (provider, program, new CompiledPolicy(program));
        _own = [.. RouteFacts.OfEndpoint.Select(program.Find)];
        var all = Enumerable.Range(0, program.Rules.Length).ToLookup(row => program.Rules[row].Features().Any(_own.Contains));
        (RowsOfRequest, RowsOfEndpoint) = ([.. all[false]], [.. all[true]]);
        _texts = [.. program.Rules.Select(row => $"{row.Basis.Authority}{(row.Basis.Clause.Length > 0 ? " " + row.Basis.Clause : "")}: "
            + $"{PolicyFormatter.Of(row.When)}.")];
        Served = program.Lists.FirstOrDefault(list => list.Name == provider.Replace('-', '_') + "_served");
    }

    /// <summary>The provider.</summary>
    public string Provider { get; }

    /// <summary>Its rows.</summary>
    public PolicyProgram Program { get; }

    /// <summary>The countries it serves, or may serve; null where it lists none.</summary>
    public PolicyList? Served { get; }

    /// <summary>Rows that say the same of every endpoint, by place.</summary>
    internal ImmutableArray<int> RowsOfRequest { get; }

    /// <summary>Rows that ask what an endpoint is, by place.</summary>
    internal ImmutableArray<int> RowsOfEndpoint { get; }

    /// <summary>A row with what it rests on, for a person.</summary>
    internal string TextOf(int row) => _texts[row];

    /// <summary>Which values a row lacked, as the end of a sentence; empty where it could be decided.</summary>
    internal string Missing(int row, long[] values) => Answer(row, values) != PolicyAnswer.Unknown ? ""
        : $" Not known: {string.Join(", ", Program.Rules[row].Features().Where(one => values[one.Index] == PolicyCoding.Unknown)
            .Select(one => one.Name))}.";

    /// <summary>The coded values of a request, to which each endpoint adds its own.</summary>
    public long[] Encode(RouteRequest request) => _compiled.Coding.Encode(PolicyFacts.Of(Program, RouteFacts.OfRequest(request, Served)));

    /// <summary>The values of a request at an endpoint by name, for an evaluator that knows no codes.</summary>
    public PolicyFacts Facts(RouteRequest request, ModelEndpoint endpoint) => PolicyFacts.Of(Program,
        RouteFacts.OfRequest(request, Served).Concat(RouteFacts.ValuesOf(request, endpoint)));

    /// <summary>Adds what an endpoint is.</summary>
    public void Encode(RouteRequest request, ModelEndpoint endpoint, long[] values)
    {
        for (var place = 0; place < _own.Length; place++)
        {
            if (_own[place] is { } feature)
            {
                values[feature.Index] = feature.IsWord ? _compiled.Coding.Encode(feature, RouteFacts.WordOf(place, request, endpoint))
                    : RouteFacts.NumberOf(place, endpoint) is { } number && number >= feature.Least && number <= feature.Most ? number
                    : PolicyCoding.Unknown;
            }
        }
    }

    /// <summary>What each row says of coded values.</summary>
    public PolicyAnswer Answer(int row, long[] values) => _compiled.Answer(row, values);
}
