using Compliance.ScreeningCore.Ownership;

namespace Compliance.Lists.Tests.Screening.Plain;

/// <summary>How an ownership stands to a rule, read from its row of the table: what the rows of law must come to.</summary>
internal static class PlainOutcome
{
    public static OwnershipOutcome Of(OwnershipRule rule, OwnershipShares shares)
        => rule.Test.IsMetBy(shares.Certain)
            ? rule.IsInForce && rule.Basis.IsCertain ? OwnershipOutcome.Reached : OwnershipOutcome.Possible
            : rule.Test.IsMetBy(shares.Possible) || shares.IsUnknown ? OwnershipOutcome.Possible
            : shares.Controls ? OwnershipOutcome.Controlled
            : OwnershipOutcome.BelowLine;
}
