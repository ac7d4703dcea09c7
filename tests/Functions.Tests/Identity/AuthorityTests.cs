using System.Security.Cryptography;
using Compliance.Functions.Identity.Entra;
using Compliance.Functions.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;

namespace Compliance.Functions.Tests.Identity;

/// <summary>When the authority is asked, and when not.</summary>
public sealed class AuthorityTests : IAsyncLifetime
{
    private readonly ManualTime time = new(TimeProvider.System.GetUtcNow());
    private readonly HttpClient http = new();
    private FakeAuthority fake = null!;
    private Authority authority = null!;
    private TokenValidationParameters rules = null!;

    public async Task InitializeAsync()
    {
        fake = await FakeAuthority.StartAsync();
        var options = new EntraOptions { Tenant = FakeAuthority.Tenant, Audiences = [FakeAuthority.Api], Issuer = fake.Issuer };
        authority = new Authority(options, http, time, NullLogger<Authority>.Instance);
        rules = DirectoryTokens.Parameters(options, options.Audiences, TimeProvider.System);
        rules.ConfigurationManager = authority;
    }

    public async Task DisposeAsync()
    {
        authority.Dispose();
        http.Dispose();
        await fake.DisposeAsync();
    }

    [Fact]
    public async Task A_new_key_is_learned_by_one_reading_and_the_old_one_still_counts()
    {
        var old = Token();
        Assert.True(await IsValidAsync(old));
        fake.Roll();
        time.Advance(Authority.ReadAtMostEvery);

        var readings = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => IsValidAsync(Token())));

        Assert.All(readings, Assert.True);
        Assert.True(await IsValidAsync(old));
        Assert.Equal(2, fake.Readings);
    }

    [Fact]
    public async Task Invented_key_ids_ask_the_authority_once_a_minute_at_most()
    {
        using var mine = RSA.Create(2048);
        Assert.True(await IsValidAsync(Token()));
        for (var minute = 1; minute <= 3; minute++)
        {
            time.Advance(Authority.ReadAtMostEvery);
            for (var i = 0; i < 50; i++)
            {
                Assert.False(await IsValidAsync(fake.Sign(fake.Claims(_ => { }), kid: $"invented-{i}", key: mine)));
            }

            Assert.Equal(1 + minute, fake.Readings);
        }
    }

    [Fact]
    public async Task While_the_authority_is_down_known_keys_count_for_a_day_and_no_longer()
    {
        Assert.True(await IsValidAsync(Token()));
        fake.IsDown = true;
        time.Advance(Authority.WorthlessAfter - TimeSpan.FromMinutes(1));
        Assert.True(await IsValidAsync(Token()));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(await IsValidAsync(Token()));
        Assert.Null(await authority.CurrentAsync(default));

        fake.IsDown = false;
        time.Advance(TimeSpan.FromMinutes(5)); // The longest wait between attempts.
        Assert.True(await IsValidAsync(Token()));
    }

    [Fact]
    public async Task A_key_that_the_authority_withdrew_counts_no_longer_once_its_document_was_read_again()
    {
        var old = Token();
        Assert.True(await IsValidAsync(old));
        fake.Roll();
        fake.Keys.RemoveAt(0);
        time.Advance(Authority.RefreshAfter);

        Assert.True(await IsValidAsync(Token()));
        Assert.False(await IsValidAsync(old));
    }

    [Fact]
    public async Task Attempts_that_fail_grow_rarer()
    {
        // Asked by another name, the authority speaks of another issuer than the configured one.
        var options = new EntraOptions
        {
            Tenant = FakeAuthority.Tenant,
            Audiences = [FakeAuthority.Api],
            Issuer =
            fake.Issuer.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)
        };
        using var foreign = new Authority(options, http, time, NullLogger<Authority>.Instance);
        for (var second = 0; second < 600; second++)
        {
            Assert.Null(await foreign.CurrentAsync(default));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(fake.Readings, 5, 12);
    }

    private string Token() => fake.AppToken(["Screening.Submit"]);

    private async Task<bool> IsValidAsync(string token) => (await DirectoryTokens.Handler.ValidateTokenAsync(token, rules)).IsValid;
}
