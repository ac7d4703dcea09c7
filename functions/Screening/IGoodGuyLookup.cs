using System.Collections.Immutable;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Screening;

/// <summary>Finds the pairs that officers judged false positive. Where nothing is registered, no pair is.</summary>
public interface IGoodGuyLookup
{
    /// <summary>The entries of a subject, expired ones included; the core judges whether their facts still hold.</summary>
    Task<ImmutableArray<GoodGuyEntry>> OfSubjectAsync(string subjectId, CancellationToken cancellation);
}
