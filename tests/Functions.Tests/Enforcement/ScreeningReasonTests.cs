using Compliance.Functions.Enforcement;
using Compliance.Functions.Screening.Contracts;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>A proof of identity is enough only where every gate that does not allow asks for nothing else.</summary>
public sealed class ScreeningReasonTests
{
    private const string StepUp = "list.topic_step_up";

    [Theory]
    [InlineData("list:review:" + StepUp, true)]
    [InlineData("list:review:" + StepUp + " place:allow:", true)]
    [InlineData("list:review:" + StepUp + " place:review:", false)]
    [InlineData("list:review:" + StepUp + " ownership:review:ownership.unknown", false)]
    [InlineData("list:review:" + StepUp + ",list.possible_match", false)]
    [InlineData("list:review:list.topic_approval", false)]
    [InlineData("list:review:", false)]
    [InlineData("list:allow:", false)]
    public void A_gate_that_asks_without_a_reason_or_for_a_person_is_for_a_person(string gates, bool isEnough) =>
        Assert.Equal(isEnough, ScreeningReason.OnlyStepUp([.. gates.Split(' ').Select(gate => gate.Split(':'))
            .Select(gate => new GateAnswer(gate[0], gate[1], [.. gate[2].Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(code => new ReasonAnswer(code, "", null))]))]));

    [Fact]
    public void Ten_reasons_may_be_more_than_are_told() => Assert.False(ScreeningReason.OnlyStepUp(
        [new GateAnswer("list", "review", [.. Enumerable.Repeat(new ReasonAnswer(StepUp, "", null), 10)])]));
}
