using System.Collections.Immutable;
using Compliance.EnforcementCore.Routing;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Proofs;
using Xunit.Abstractions;

namespace Compliance.Functions.Tests.Routing;

/// <summary>Every small change that could open a door is noticed: by an obligation that no longer holds, or by a request that gets
/// through.</summary>
public sealed class PolicyMutantTests(ITestOutputHelper output)
{
    [Fact]
    public void Nearly_every_mutant_of_the_shipped_terms_is_killed()
    {
        var survivors = new List<string>();
        var count = 0;
        foreach (var provider in RouteWorld.Shipped.Providers)
        {
            foreach (var (name, mutant) in Mutants(provider.Program, all: provider == RouteWorld.Shipped.Providers.First()))
            {
                count++;
                if (!IsKilled(provider.Provider, provider.Program, mutant))
                {
                    survivors.Add($"{provider.Provider}: {name}");
                }
            }
        }

        output.WriteLine($"{count - survivors.Count} of {count} mutants are killed; these survive: {string.Join("; ", survivors)}");
        Assert.True(count > 100, $"only {count} mutants");
        Assert.True(survivors.Count <= count * 0.05, $"{survivors.Count} of {count} survive: {string.Join("; ", survivors.Take(40))}");
    }

    private static bool IsKilled(string provider, PolicyProgram original, PolicyProgram mutant)
    {
        if (mutant.Obligations.Any(one => new PolicyProver(mutant, 100_000).Unmet(one) is not null))
        {
            return true;
        }

        var changed = RouteWorld.Only(provider, mutant);
        return Requests().Any(request => Verdict(RouteWorld.Shipped, provider, request) != Verdict(changed, provider, request));
    }

    private static string? Verdict(ProviderPolicies policies, string provider,
        (RouteRequest Request, Func<ModelEndpoint, ModelEndpoint> Change) one)
        => RouteWorld.Excluded(policies, one.Request, one.Change(RouteWorld.Endpoint(provider))) is { } excluded ? excluded.Verdict : null;

    // One request for each thing that the terms must stop, and one that nothing stops.
    private static IEnumerable<(RouteRequest, Func<ModelEndpoint, ModelEndpoint>)> Requests()
    {
        var plain = RouteWorld.Plain("US");
        ModelEndpoint Same(ModelEndpoint endpoint) => endpoint;
        foreach (var request in new[]
        {
            plain, plain with { UserAge = 12 }, plain with { UserAge = 13 }, plain with { UserAge = 17 }, plain with { UserAge = 18 },
                plain with { UserAge = null },
            plain with { Use = ["clinical"] }, plain with { Use = ["training"] }, plain with { Use = default },
                plain with { DataClass = null },
            plain with { LinkedToSuspended = true }, plain with { LinkedToSuspended = null }, plain with { CreditFromSuspended = true },
            plain with { CreditFromSuspended = null }, plain with { SuspendedSinceStart = true }, plain with { SuspendedSinceStart = null },
            plain with { EndUsersOfDay = 4999 }, plain with { EndUsersOfDay = 5000 }, plain with { EndUsersOfDay = null },
            plain with { KeyKind = "resold", EndUsersOfDay = 5000 }, plain with { KeyKind = "resold" },
                plain with { KeyKind = "resold", EndUserIdentified = false },
            plain with { KeyKind = "resold", EndUserIdentified = null }, plain with { KeyKind = null },
                plain with { EndUserIdentified = null },
            plain with { EndUserIdentified = false }, plain with { RefusedOn = ["cyber"] }, plain with { RefusedOn = default },
        })
        {
            yield return (request, Same);
        }

        foreach (var origin in Origins())
        {
            yield return (plain with { Origin = origin }, Same);
        }

        foreach (var change in new Func<ModelEndpoint, ModelEndpoint>[]
        {
            one => one with { ZeroRetention = false, RetentionDays = 31 }, one => one with { ZeroRetention = false, RetentionDays = 30 },
            one => one with { ZeroRetention = null, RetentionDays = null }, one => one with { ZeroRetention = false, RetentionDays = 0 },
            one => one with { Distillable = true }, one => one with { Distillable = null },
        })
        {
            yield return (plain, change);
            yield return (plain with { DataClass = "sensitive" }, change);
            yield return (plain with { DataClass = "personal" }, change);
            yield return (plain with { Use = ["distillation"] }, change);
        }
    }

    private static IEnumerable<RouteOrigin> Origins()
    {
        var none = RouteOrigin.Unknown with { Parts = [], Owners = [] };
        yield return none;
        foreach (var country in new[] { "CN", "UA", "US", "RU", "IR", "VE", "ET", "HK" })
        {
            yield return none with { Residence = country };
            yield return none with { Established = country };
            yield return none with { Billing = country };
            yield return none with { Located = country };
            yield return none with { Residence = "US", MaskedLocation = country };
            yield return none with { Residence = "US", Headquarters = country };
            yield return none with { Residence = "US", Owners = [new RouteOwner(country, 5001)] };
            yield return none with { Residence = "US", Owners = [new RouteOwner(country, 5000)] };
            yield return none with { Residence = "US", Owners = [new RouteOwner(country, 1)] };
        }

        foreach (var part in new[] { "UA-43", "UA-14", "UA-09", "UA-40", "UA-30" })
        {
            yield return none with { Residence = "UA", Parts = [part] };
            yield return none with { Located = "UA", Parts = [part] };
            yield return none with { Established = "UA", Parts = [part] };
            yield return none with { Billing = "UA", Parts = [part] };
            yield return none with { Residence = "US", Parts = [part] };
            yield return none with { Established = "US", Parts = [part] };
            yield return none with { Billing = "US", Parts = [part] };
            yield return none with { Located = "US", Parts = [part] };
        }

        foreach (var country in new[] { "UA", "US" })
        {
            yield return none with { Residence = country, Parts = default };
            yield return none with { Established = country, Parts = default };
            yield return none with { Billing = country, Parts = default };
            yield return none with { Located = country, Parts = default };
        }

        yield return none with { Residence = "US", Owners = default };
    }

    /// <summary>Mutants: a row left out, a condition turned round, a part of it left out, a bound moved, a verdict made milder.</summary>
    private static IEnumerable<(string Name, PolicyProgram Mutant)> Mutants(PolicyProgram program, bool all)
    {
        for (var place = 0; place < program.Rules.Length; place++)
        {
            var rule = program.Rules[place];
            if (!all && rule.Attribute("provider") is null)
            {
                continue; // The rows of the platform are the same for every provider.
            }

            yield return ($"without {rule.Id}", program with { Rules = program.Rules.RemoveAt(place) });
            yield return ($"{rule.Id} turned round", With(rule with { When = new PolicyCondition.Not(rule.When) }));
            if (rule.Then.Verdict == PolicyVerdict.Block)
            {
                yield return ($"{rule.Id} only a review", With(rule with { Then = new PolicyConsequence(PolicyVerdict.Review, []) }));
            }

            foreach (var (name, condition) in Parts(rule.When))
            {
                yield return ($"{rule.Id}: {name}", With(rule with { When = condition }));
            }

            PolicyProgram With(PolicyRule changed) => program with { Rules = program.Rules.SetItem(place, changed) };
        }
    }

    private static IEnumerable<(string, PolicyCondition)> Parts(PolicyCondition condition) => condition switch
    {
        PolicyCondition.Any one => one.Parts.SelectMany((part, place) => Without(one.Parts, place, rest => new PolicyCondition.Any(rest))),
        PolicyCondition.All one => one.Parts.SelectMany((part, place) => Without(one.Parts, place, rest => new PolicyCondition.All(rest))),
        PolicyCondition.Compare one =>
        [
            ("bound moved up", one with { Value = one.Value + 1 }), ("bound moved down", one with { Value = one.Value - 1 }),
        ],
        _ => [],
    };

    private static IEnumerable<(string, PolicyCondition)> Without(ImmutableArray<PolicyCondition> parts, int place,
        Func<ImmutableArray<PolicyCondition>, PolicyCondition> join)
    {
        yield return ($"without part {place + 1}", parts.Length == 2 ? parts[1 - place] : join(parts.RemoveAt(place)));
        foreach (var (name, changed) in Parts(parts[place]))
        {
            yield return ($"part {place + 1} {name}", join(parts.SetItem(place, changed)));
        }
    }
}
