using System.Text.Json.Serialization;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>One line of a batch's answer: the answer or the problem of the request line with the same number.</summary>
/// <param name="Line">Number of the line in the request, from 1.</param>
/// <param name="Status">The status the line would have had as a request of its own.</param>
/// <param name="Answer">The answer; absent where there is a problem.</param>
/// <param name="Problem">The problem; absent where there is an answer.</param>
internal sealed record BatchLine(
    long Line,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScreeningAnswer? Answer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemBody? Problem);
