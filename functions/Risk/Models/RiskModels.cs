using System.Collections.Immutable;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk.Models;

/// <summary>The versions of the score's model. Without any, the model of the product scores.</summary>
internal sealed class RiskModels(SealedEvents<RiskModelEvent> events, AuditIntake intake, DecidedActs acts, TimeProvider time)
{
    /// <summary>What the state is called.</summary>
    public static readonly DecidedName Name = new("risk-model", "risk-model");

    private static readonly TimeSpan LearnedFor = TimeSpan.FromSeconds(5);
    private Looked? _learned;

    private sealed record Looked(DateTimeOffset At, ImmutableArray<RiskLearnedRow> Rows, int ReviewPermille);

    private readonly DecidedState<RiskModelRegistry, RiskModelEvent> _state = new(events, intake, acts,
        new StateKind<RiskModelRegistry, RiskModelEvent>(Name, RiskModelRegistry.First,
            (registry, happened) => registry.Apply(happened), ActOf, "risk_model.refused"), time);

    /// <summary>The versions.</summary>
    public Task<RiskModelRegistry> FindAsync(CancellationToken cancellation) => _state.FindAsync(cancellation);

    /// <summary>The version that scores at a moment.</summary>
    public async Task<RiskModelVersion> AtAsync(DateTimeOffset at, CancellationToken cancellation)
        => (await FindAsync(cancellation)).ActiveAt(at);

    /// <summary>The learned models in force; looked up every few seconds, since every event asks.</summary>
    public async ValueTask<ImmutableArray<RiskLearnedRow>> LearnedAsync(CancellationToken cancellation)
        => (await LookAsync(cancellation)).Rows;

    /// <summary>Of a thousand, how many decisions that go to nobody are drawn to be looked at; looked up as seldom.</summary>
    public async ValueTask<int> ReviewPermilleAsync(CancellationToken cancellation) => (await LookAsync(cancellation)).ReviewPermille;

    private async ValueTask<Looked> LookAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_learned is not { } known || now - known.At >= LearnedFor || now < known.At)
        {
            var model = (await AtAsync(now, cancellation)).Model;
            _learned = known = new Looked(now, model.LearnedRows, model.ReviewPermille);
        }

        return known;
    }

    /// <summary>Gives a command.</summary>
    public Task<(RiskModelRegistry State, Refusal? Refusal)> GiveAsync(
        Func<RiskModelRegistry, DateTimeOffset, CommandResult<RiskModelEvent>> decide, Officer officer, CancellationToken cancellation)
        => _state.GiveAsync(registry => decide(registry, time.GetUtcNow()), officer, cancellation);

    private static string ActOf(RiskModelEvent happened) => happened switch
    {
        RiskModelDrafted => "risk_model.drafted",
        RiskModelProposed => "risk_model.proposed",
        RiskModelPublished => "risk_model.published",
        RiskModelRejected => "risk_model.rejected",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}
