namespace Compliance.ScreeningCore.Parties;

/// <summary>What a row of policy data rests on, and when it holds.</summary>
/// <param name="Authority">Law, regulation, guidance or provider page, as an officer would cite it.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="CheckedOn">The day it was last checked against the source.</param>
/// <param name="From">First day on which the row holds.</param>
/// <param name="Until">Last day on which it holds; null where no end is known.</param>
/// <param name="IsCertain">False where the source is old, single or contradicted: such a row decides review and says so, never allow or
/// block alone.</param>
public sealed record PolicyBasis(string Authority, string Source, DateOnly CheckedOn, DateOnly From, DateOnly? Until, bool IsCertain)
{
    /// <summary>True where the row holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => day >= From && (Until is not { } last || day <= last);
}
