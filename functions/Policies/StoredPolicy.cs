using Compliance.EnforcementCore.Policies;

namespace Compliance.Functions.Policies;

/// <summary>A policy with its versions.</summary>
public sealed record StoredPolicy(string Name, PolicyRegistry Registry);
