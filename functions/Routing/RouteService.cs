using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Routing;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Policies;
using Compliance.Functions.Screening;
using Compliance.Lists.Providers;

namespace Compliance.Functions.Routing;

/// <summary>What a question about a route came to.</summary>
internal abstract record RouteReply
{
    /// <summary>It was decided.</summary>
    internal sealed record Decided(RouteAnswer Answer, RouteRequest Request, RouteToken Token, string Signed) : RouteReply;

    /// <summary>Its token is not one of this request.</summary>
    internal sealed record BadToken : RouteReply;
}

/// <summary>
/// Where a request may go: the terms that are in force today, the standing of key and end user, the controls of the customer, and the
/// grounds
/// on which the request was refused before.
/// </summary>
internal sealed class RouteService(PolicyService policies, StandingService standings, CounterStore counters, ControlStore controls,
    ScreeningRules rules, RowSeal seal, TimeProvider time)
{
    private const string EndUsers = "usage.end_users";
    // Where the service has no secret, a token lives as long as the process.
    private readonly byte[] _key = seal.Secret.KeyFor("routes") ?? RandomNumberGenerator.GetBytes(32);
    private readonly Lock _gate = new();
    private (string Text, ProviderPolicies Compiled)? _terms;

    /// <summary>The terms that are in force: the version that decides, else those that ship.</summary>
    public async Task<ProviderPolicies> TermsAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var text = (await policies.FindAsync(PolicyService.Terms, cancellation)).Registry.ActiveAt(now)?.Text ?? ProviderTerms.Text;
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        lock (_gate)
        {
            if (_terms is not { } known || known.Text != text || known.Compiled.Day != day)
            {
                _terms = (text, ProviderPolicies.Compile(rules.Policy, text, ShippedTerms.Models, day));
            }

            return _terms!.Value.Compiled;
        }
    }

    /// <summary>Decides.</summary>
    /// <param name="body">The question, for the hash that binds its token.</param>
    /// <param name="request">The request as read.</param>
    /// <param name="candidates">The endpoints.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<RouteReply> DecideAsync(RouteBody body, RouteRequest request, IReadOnlyList<ModelEndpoint> candidates,
        CancellationToken cancellation)
    {
        var (now, terms, hash) = (time.GetUtcNow(), await TermsAsync(cancellation), HashOf(body));
        var token = new RouteToken(hash, terms.Hash, [], now + RouteToken.Lives);
        if (body.Token is { } stated)
        {
            if (RouteToken.Read(_key, stated, now) is not { } before || before.Request != hash)
            {
                return new RouteReply.BadToken();
            }

            token = token with { RefusedOn = before.RefusedOn };
        }

        token = token.With(request.RefusedOn);
        var subjects = Subjects(body);
        var standing = subjects.Count == 0 ? null : await standings.FindAsync(subjects, now, cancellation);
        request = request with
        {
            RefusedOn = token.RefusedOn,
            // Merged accounts are one standing here, so somebody unknown is the only one of whom nothing follows.
            LinkedToSuspended = request.LinkedToSuspended ?? (standing?.Known == true ? false : null),
            EndUsersOfDay = await EndUsersAsync(body, now, cancellation),
            SuspendedSinceStart = standing is null ? null : Stops(standing),
        };
        var set = await ControlsAsync(body, cancellation);
        return new RouteReply.Decided(RouteDecider.Decide(terms, request, candidates, standing?.Standing.Denied ?? Denials.None, set),
            request,
            token, token.Sign(_key));
    }

    /// <summary>What the customer narrows requests of this key to.</summary>
    public Task<ControlSet> ControlsAsync(RouteBody body, CancellationToken cancellation) => body.Organisation is not { Length: > 0 } whose
        ? Task.FromResult(ControlSet.Open)
        : controls.EffectiveAsync(whose, new (ControlScope Scope, string? Id)[]
        {
            (ControlScope.Organisation, whose), (ControlScope.Workspace, body.Workspace), (ControlScope.Member, body.Member),
            (ControlScope.Key, body.Key),
        }.Where(pair => !string.IsNullOrEmpty(pair.Id)).Select(pair => new ControlPlace(whose, pair.Scope, pair.Id!)), cancellation);

    /// <summary>The subjects that a question names; one that is none is left out, and then nothing is known of it.</summary>
    public static List<SubjectRef> Subjects(RouteBody body) => [.. new[]
    {
        body.Account is null ? null : "account:" + body.Account, body.Key is null ? null : "api_key:" + body.Key,
        body.EndUser is null || body.Account is null ? null : $"end_user:{body.Account}/{body.EndUser}",
    }.OfType<string>().Select(text => SubjectRef.TryParse(text, out var subject, out _) ? subject
        : (SubjectRef?)null).OfType<SubjectRef>()];

    // The most that the key or its account has: who changes keys is still one account. Nobody was named where other things were reported
    // of them; where nothing ever was, it is not known how many there are.
    private async Task<long?> EndUsersAsync(RouteBody body, DateTimeOffset now, CancellationToken cancellation)
    {
        var counts = new SubjectCounts(counters, [.. Subjects(body).Where(subject => subject.Kind is SubjectKind.ApiKey
            or SubjectKind.Account)], now);
        return await counts.MostAsync(EndUsers, "24h", cancellation) ?? (await counts.AnyAsync(cancellation) ? 0 : null);
    }

    private static bool Stops(VersionedStanding standing)
        => standing.Standing.Frozen || standing.Standing.Rung is Rung.Suspend or Rung.Terminate;

    // Everything that makes it this request: a token cannot be carried over to another customer, place or use.
    private static string HashOf(RouteBody body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(body with { Token = null, RefusedOn = null, Candidates = null }, RouteWire.Json.RouteBody))))[..32];
}
