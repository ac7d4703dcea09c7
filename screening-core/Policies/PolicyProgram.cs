using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Policies;

/// <summary>A list of words that conditions name.</summary>
/// <param name="Name">Name without the <c>@</c>.</param>
/// <param name="Words">Its words, in ordinal order.</param>
public sealed record PolicyList(string Name, ImmutableArray<string> Words);

/// <summary>A promise about values: one feature is never greater than another, such as a count of one hour and one of a day.</summary>
/// <param name="Smaller">Index of the feature that is not greater.</param>
/// <param name="Greater">Index of the feature that is not smaller.</param>
public sealed record PolicyOrder(int Smaller, int Greater);

/// <summary>An obligation: wherever its condition holds, some row must speak. A proof finds the cases where none does.</summary>
/// <param name="When">Where a row must speak.</param>
/// <param name="AtLeast">How strict the verdict must be.</param>
/// <param name="Line">The line on which it stands, from 1.</param>
public sealed record PolicyObligation(PolicyCondition When, PolicyVerdict AtLeast, int Line);

/// <summary>A policy: what may be asked, and rows whose strictest answer counts. The order of rows decides nothing.</summary>
/// <param name="Features">Features, by index.</param>
/// <param name="Lists">Named lists, in the order of their declaration.</param>
/// <param name="Orders">Promises about values.</param>
/// <param name="Rules">Rows, in the order of the text.</param>
/// <param name="Obligations">Where a row must speak.</param>
public sealed record PolicyProgram(ImmutableArray<PolicyFeature> Features, ImmutableArray<PolicyList> Lists,
    ImmutableArray<PolicyOrder> Orders, ImmutableArray<PolicyRule> Rules, ImmutableArray<PolicyObligation> Obligations)
{
    /// <summary>The policy as it counts on a day: rows that hold, exemptions that have not expired.</summary>
    public PolicyProgram On(DateOnly day)
        => this with { Rules = [.. Rules.Where(rule => rule.HoldsOn(day)).Select(rule => rule.On(day))] };

    /// <summary>The feature of a name, a window of a counter in any of its spellings; null where there is none.</summary>
    public PolicyFeature? Find(string name)
    {
        var canonical = PolicyQuantity.CounterName(name) ?? name;
        return Features.FirstOrDefault(feature => feature.Name == canonical);
    }

    /// <summary>SHA-256 of the policy in its one written form, lower-case hexadecimal: what decisions pin. Layout and comments do not
    /// count.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PolicyFormatter.Format(this))));
}
