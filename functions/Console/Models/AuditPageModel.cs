using System.Collections.Immutable;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Console.Models;

/// <summary>The audit page: the records of one chain, or the result of verifying all.</summary>
public sealed record AuditPageModel(string? Chain, ImmutableArray<AuditRecord> Records, AuditVerification? Verification);
