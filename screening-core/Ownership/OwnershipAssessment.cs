using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Ownership;

/// <summary>What an owner is by the lists.</summary>
/// <param name="Jurisdictions">Jurisdictions that freeze its property, such as <c>US</c>; empty where none does.</param>
/// <param name="IsCertain">False where only its name resembles a listed party.</param>
/// <param name="Label">Its name for a reason's sentence.</param>
public sealed record OwnerListing(ImmutableArray<string> Jurisdictions, bool IsCertain, string Label);

/// <summary>How an ownership stands to one rule.</summary>
public enum OwnershipOutcome
{
    /// <summary>Listed owners hold something, below the line of the rule: caution.</summary>
    BelowLine,

    /// <summary>A listed owner controls without the shares: a person examines it.</summary>
    Controlled,

    /// <summary>The line is met, but only with an owner whose listing or share is not certain, or the rule's state is not
    /// certain.</summary>
    Possible,

    /// <summary>The rule reaches the company.</summary>
    Reached,
}

/// <summary>One rule applied to one structure.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Outcome">How it stands.</param>
/// <param name="Percent">The share that counts under the rule, in per cent.</param>
/// <param name="Text">The finding in a sentence an officer can read aloud.</param>
public sealed record OwnershipFinding(OwnershipRule Rule, OwnershipOutcome Outcome, decimal Percent, string Text);

/// <summary>What a rule's way of counting comes to: what decides how the ownership stands to it.</summary>
/// <param name="Certain">The share of owners that are certainly listed, in per cent.</param>
/// <param name="Possible">The share of all owners that are listed or may be, in per cent.</param>
/// <param name="IsUnknown">True where the share of a listed owner is not known.</param>
/// <param name="Controls">True where a listed owner controls otherwise than by shares.</param>
public readonly record struct OwnershipShares(decimal Certain, decimal Possible, bool IsUnknown, bool Controls);

/// <summary>Applies the ownership rules of several jurisdictions to one chain of owners.</summary>
public static class OwnershipAssessment
{
    /// <summary>One finding per rule that an owner gives rise to; none where no owner is listed.</summary>
    /// <param name="subject">The subject, its structure already found sound.</param>
    /// <param name="rules">The rules that hold on the day and bind the caller.</param>
    /// <param name="listingOf">What the lists say of an owner; null where nothing.</param>
    /// <param name="outcomeOf">How shares stand to a rule: the rows of law say it.</param>
    public static ImmutableArray<OwnershipFinding> Assess(ScreeningSubject subject, IEnumerable<OwnershipRule> rules,
        Func<OwnerStake, OwnerListing?> listingOf, Func<OwnershipRule, OwnershipShares, OwnershipOutcome> outcomeOf)
    {
        var listings = new Dictionary<OwnerStake, OwnerListing?>(ReferenceEqualityComparer.Instance);
        foreach (var owner in OwnershipWalk.All(subject.Owners))
        {
            listings[owner] = listingOf(owner);
        }

        return [.. rules.Select(rule => Apply(subject, rule, owner => listings[owner], outcomeOf)).OfType<OwnershipFinding>()];
    }

    private static OwnershipFinding? Apply(ScreeningSubject subject, OwnershipRule rule, Func<OwnerStake, OwnerListing?> listingOf,
        Func<OwnershipRule, OwnershipShares, OwnershipOutcome> outcomeOf)
    {
        bool IsPossible(OwnerStake owner) => listingOf(owner) is { } listing && listing.Jurisdictions.Contains(rule.Jurisdiction);
        bool IsCertain(OwnerStake owner) => IsPossible(owner) && listingOf(owner)!.IsCertain;

        var listed = OwnershipWalk.All(subject.Owners).Where(IsPossible).ToImmutableArray();
        if (listed.IsEmpty)
        {
            return null;
        }

        var names = string.Join(" and ", listed.Select(owner => listingOf(owner)!.Label).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));
        var certain = ShareUnder(rule, subject.Owners, IsCertain);
        var possible = ShareUnder(rule, subject.Owners, IsPossible);
        var shares = new OwnershipShares(certain, possible, listed.Any(owner => owner.Percent is null && !owner.Controls),
            listed.Any(owner => owner.Controls));
        var outcome = outcomeOf(rule, shares);
        return outcome switch
        {
            OwnershipOutcome.Reached or OwnershipOutcome.Possible when rule.Test.IsMetBy(certain) =>
                new OwnershipFinding(rule, outcome, certain, Sentence(subject, rule, certain, names, "which meets")),
            OwnershipOutcome.Possible => new OwnershipFinding(rule, outcome, possible, shares.IsUnknown
                ? $"{names}, listed, own{(listed.Length == 1 ? "s" : "")} a share of unknown size in "
                    + $"{NameOf(subject)} or in its owners; the {rule.Jurisdiction} line is {rule.Test}."
                : Sentence(subject, rule, possible, names, "which would meet") + " Whether the owner is the listed party is not certain."),
            OwnershipOutcome.Controlled => new OwnershipFinding(rule, outcome, certain,
                $"{names}, listed, run{(listed.Length == 1 ? "s" : "")} or control{(listed.Length == 1 ? "s" : "")} "
                    + $"{NameOf(subject)} without holding {rule.Test} of it. " + (rule.ControlCounts
                ? $"Under {rule.Jurisdiction} rules control alone can reach the company."
                : "The company is not blocked by that alone, but nothing may be done with or through that person.")),
            _ => new OwnershipFinding(rule, outcome, certain, Sentence(subject, rule, certain, names, "which stays below")),
        };
    }

    /// <summary>The share that counts under a rule: of all such owners together, or of the one who holds most.</summary>
    private static decimal ShareUnder(OwnershipRule rule, ImmutableArray<OwnerStake> owners, Func<OwnerStake, bool> isSought)
        => rule.Aggregates
        ? OwnershipWalk.Share(owners, isSought, rule.Test)
        : OwnershipWalk.All(owners).Where(isSought).Select(one => OwnershipWalk.KeyOf(one)).Distinct()
            .Select(key => OwnershipWalk.Share(owners, owner => isSought(owner) && OwnershipWalk.KeyOf(owner) == key, rule.Test))
            .DefaultIfEmpty(0).Max();

    private static string Sentence(ScreeningSubject subject, OwnershipRule rule, decimal share, string names, string relation)
        => string.Create(
        CultureInfo.InvariantCulture,
        $"{names}, listed, hold{(names.Contains(" and ", StringComparison.Ordinal) ? "" : "s")} "
            + $"{share:0.##} percent of {NameOf(subject)} by the {rule.Jurisdiction} way of counting, {relation} the line of {rule.Test}.");

    private static string NameOf(ScreeningSubject subject) => subject.Name.Length > 0 ? subject.Name : "the subject";
}
