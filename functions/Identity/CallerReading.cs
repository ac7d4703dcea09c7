using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Identity;

/// <summary>Who calls, or why nobody was recognised.</summary>
internal abstract record CallerReading
{
    private CallerReading()
    {
    }

    /// <summary>The caller is known.</summary>
    internal sealed record Known(Caller Caller) : CallerReading;

    /// <summary>The credentials are missing, wrong or cannot be checked now.</summary>
    internal sealed record Refused(ProblemBody Problem) : CallerReading;
}
