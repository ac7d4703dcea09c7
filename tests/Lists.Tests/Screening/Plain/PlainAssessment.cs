using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.Screening.Plain;

/// <summary>Applies the ownership rules of several jurisdictions to one chain of owners.</summary>
internal static class PlainAssessment
{
    /// <summary>One finding per rule that an owner gives rise to; none where no owner is listed.</summary>
    /// <param name="subject">The subject, its structure already found sound.</param>
    /// <param name="rules">The rules that hold on the day and bind the caller.</param>
    /// <param name="listingOf">What the lists say of an owner; null where nothing.</param>
    public static ImmutableArray<OwnershipFinding> Assess(ScreeningSubject subject, IEnumerable<OwnershipRule> rules, Func<OwnerStake,
        OwnerListing?> listingOf)
    {
        var listings = new Dictionary<OwnerStake, OwnerListing?>(ReferenceEqualityComparer.Instance);
        foreach (var owner in OwnershipWalk.All(subject.Owners))
        {
            listings[owner] = listingOf(owner);
        }

        return [.. rules.Select(rule => Apply(subject, rule, owner => listings[owner])).OfType<OwnershipFinding>()];
    }

    private static OwnershipFinding? Apply(ScreeningSubject subject, OwnershipRule rule, Func<OwnerStake, OwnerListing?> listingOf)
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
        var unknownShare = listed.Any(owner => owner.Percent is null && !owner.Controls);
        if (rule.Test.IsMetBy(certain))
        {
            var outcome = rule.IsInForce && rule.Basis.IsCertain ? OwnershipOutcome.Reached : OwnershipOutcome.Possible;
            return new OwnershipFinding(rule, outcome, certain, Sentence(subject, rule, certain, names, "which meets"));
        }

        if (rule.Test.IsMetBy(possible) || unknownShare)
        {
            return new OwnershipFinding(rule, OwnershipOutcome.Possible, possible, unknownShare
                ? $"{names}, listed, own{(listed.Length == 1 ? "s" : "")} a share of unknown size in "
                    + $"{NameOf(subject)} or in its owners; the {rule.Jurisdiction} line is {rule.Test}."
                : Sentence(subject, rule, possible, names, "which would meet") + " Whether the owner is the listed party is not certain.");
        }

        return listed.Any(owner => owner.Controls)
            ? new OwnershipFinding(rule, OwnershipOutcome.Controlled, certain,
                $"{names}, listed, run{(listed.Length == 1 ? "s" : "")} or control{(listed.Length == 1 ? "s" : "")} "
                    + $"{NameOf(subject)} without holding {rule.Test} of it. " + (rule.ControlCounts
                ? $"Under {rule.Jurisdiction} rules control alone can reach the company."
                : "The company is not blocked by that alone, but nothing may be done with or through that person."))
            : new OwnershipFinding(rule, OwnershipOutcome.BelowLine, certain, Sentence(subject, rule, certain, names, "which stays below"));
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
