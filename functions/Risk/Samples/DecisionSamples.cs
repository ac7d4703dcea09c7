using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Risk.Samples;

/// <summary>A decision that people look at, as it was known when it was made.</summary>
/// <param name="At">When.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="Chance">How likely it was to be looked at, above 0 to 1: 1 where it went to a person anyway, else what chance it had in the
/// draw.</param>
/// <param name="Lead">The lead that a draw opened; empty where it went to a person anyway.</param>
/// <param name="Values">What the service counted of the account then, see <see cref="LearnedFeatures"/>.</param>
internal sealed record DecisionSample(DateTimeOffset At, string Verdict, double Chance, string Lead, ImmutableArray<string> Values);

/// <summary>
/// Keeps decisions to learn from, with the chance that each had: once a day and account, what goes to a person, and of what does not a
/// drawn share that people look at too. Without such a draw nobody knows what was missed, and a model learns only from what an earlier one
/// suspected. The version of the score's model says the share; 0 keeps nothing.
/// </summary>
internal sealed class DecisionSamples(IRecordStore records, CounterStore counters, LeadStore leads, RiskModels models, RowSeal seal)
{
    private const int MostNoted = 50_000;
    private readonly byte[] _key = seal.Secret.KeyFor("samples") ?? RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, byte> _noted = new(StringComparer.Ordinal);

    /// <summary>Notes a decision about an account.</summary>
    public async Task NoteAsync(SubjectStream account, Verdict verdict, DateTimeOffset now, CancellationToken cancellation)
    {
        var subject = account.Subject.Ref;
        if (await models.ReviewPermilleAsync(cancellation) is not (> 0 and var permille) || account.ETag is null
            || account.Subject.ErasedAt is not null || verdict is Verdict.Challenge)
        {
            return;
        }

        var row = RowOf(now);
        var asked = verdict >= Verdict.Review;
        if ((!asked && !IsDrawn(subject, row, permille)) || !_noted.TryAdd(row + subject.Key, 0))
        {
            return;
        }

        if (_noted.Count > MostNoted)
        {
            _noted.Clear();
        }

        var lead = asked ? "" : Lead.IdOf(LeadSource.Hunt, $"risk.random\n{subject}\n{row}");
        var known = (await counters.ReadAsync(subject, cancellation)).All;
        var sample = new DecisionSample(now, WireNames.Of(verdict), asked ? 1 : permille / 1000.0, lead,
            LearnedFeatures.Of(known, account.Subject.FirstSeen, now));
        var stored = await records.CommitAsync(EnforcementRows.Table, subject.Key, [new RecordOperation.Insert(row, seal.Protect(
            EnforcementRows.Table, $"{subject.Key}/{row}", JsonSerializer.Serialize(sample, EnforcementCodec.Options)))], cancellation);
        if (stored.Succeeded && !asked)
        {
            await leads.ReceiveAsync(new Lead(lead, LeadSource.Hunt, "", "random", subject, "payment.failures", string.Create(
                CultureInfo.InvariantCulture, $"Drawn at random, {permille} in 1,000: nothing speaks against it. Look whether that is so; "
                    + $"what you find is how it is known what goes unseen."), 1, 100, 1, now, now, null), lead, cancellation);
        }
    }

    /// <summary>The samples of a subject, oldest first; those that bear no seal of this service are left out.</summary>
    public async Task<IReadOnlyList<DecisionSample>> ReadAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var found = new List<DecisionSample>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(EnforcementRows.Table, subject.Key)
            .WithPrefix(EnforcementRows.Samples), cancellation))
        {
            if (!ErasedPayload.Is(row.Json) && seal.Open(EnforcementRows.Table, $"{subject.Key}/{row.Row}", row.Json) is { } json)
            {
                found.Add(JsonSerializer.Deserialize<DecisionSample>(json, EnforcementCodec.Options)!);
            }
        }

        return found;
    }

    // Nobody who does not know the key foresees who is drawn.
    private bool IsDrawn(SubjectRef subject, string row, int permille) => BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(_key,
        Encoding.UTF8.GetBytes($"{subject}\n{row}"))) % 1000 < (ulong)permille;

    private static string RowOf(DateTimeOffset now)
        => EnforcementRows.Samples + now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
