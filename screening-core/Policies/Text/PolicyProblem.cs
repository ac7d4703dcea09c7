using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>What is wrong with the text of a policy, and where.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What is wrong and what would mend it, in a sentence.</param>
/// <param name="Suggestion">What was probably meant; null where nothing is near.</param>
public sealed record PolicyProblem(int Line, int Column, string Message, string? Suggestion = null)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"line {Line}, column {Column}: {Message}{(Suggestion is null ? "" : $" Did you mean {Suggestion}?")}");
}

/// <summary>What reading a text gave.</summary>
/// <param name="Program">The policy; null where the text has a problem.</param>
/// <param name="Problems">The problems, in the order of the text.</param>
public sealed record PolicyReading(PolicyProgram? Program, ImmutableArray<PolicyProblem> Problems);

/// <summary>Ends the reading of one statement; the reader goes on with the next.</summary>
internal sealed class PolicyProblemException(PolicyProblem problem) : Exception(problem.ToString())
{
    public PolicyProblem Problem { get; } = problem;
}
