using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Alerts;

/// <summary>An alert as stored: its events, what they add up to, and the ETag that the next change must name.</summary>
/// <param name="Alert">The fold of the events.</param>
/// <param name="Events">The events in order.</param>
/// <param name="ETag">ETag of the alert's head row.</param>
public sealed record AlertFile(Alert Alert, ImmutableArray<AlertEvent> Events, string ETag);
