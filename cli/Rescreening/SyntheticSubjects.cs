using System.Globalization;
using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Rescreening;

/// <summary>
/// Subjects that nobody bears, as many as wanted: people of the world's naming traditions, some organisations, and now and then a listed
/// name with an error in it. The same seed and the same lists give the same subjects, whatever the order they are asked for in.
/// </summary>
internal sealed class SyntheticSubjects(ulong seed, IReadOnlyList<ListedParty> listed)
{
    /// <summary>One subject in this many is a listed party with an altered name.</summary>
    public const int OneListedIn = 1_000;

    /// <summary>One subject in this many is an organisation.</summary>
    public const int OneOrganisationIn = 8;

    private static readonly IReadOnlyList<NamingTradition> Traditions = NamingTradition.ReadAll();
    private static readonly int Shares = Traditions.Sum(one => one.Share);
    private static readonly VariationKind[] Errors =
        [VariationKind.Exact, VariationKind.OneTypo, VariationKind.WordOrder, VariationKind.DroppedWord, VariationKind.MiddleInitial,
        VariationKind.Transposition, VariationKind.Concatenation];
    private static readonly string[] Business =
        ["Trading", "Logistics", "Software", "Foods", "Textiles", "Consulting", "Media", "Energy", "Motors", "Pharma", "Design",
        "Robotics", "Analytics", "Travel", "Labs", "Security", "Farms", "Marine", "Optics", "Cloud"];
    private static readonly string[] Forms =
        ["Ltd", "LLC", "GmbH", "Inc.", "S.A.", "Pvt Ltd", "Co., Ltd.", "S.r.l.", "OOO", "BV", "AG", "Limited", "Corporation", ""];

    /// <summary>The subject of a number.</summary>
    public ScreeningSubject At(int number)
    {
        var random = new SplitMix(SplitMix.Hash(seed, (ulong)number));
        var id = string.Create(CultureInfo.InvariantCulture, $"synthetic-{number:D9}");
        return listed.Count > 0 && random.Below(OneListedIn) == 0 ? Altered(listed[random.Below(listed.Count)], random) with { Id = id }
            : random.Below(OneOrganisationIn) == 0 ? Organisation(random) with { Id = id }
            : Person(random) with { Id = id };
    }

    private static ScreeningSubject Person(SplitMix random)
    {
        var tradition = Pick(random);
        var full = random.Below(10);
        return new ScreeningSubject
        {
            Name = tradition.Name(random),
            Kind = full == 0 ? PartyKind.Unknown : PartyKind.Individual,
            BirthDate = full < 3 ? default : PartialDate.OfDay(new DateOnly(1940, 1, 1).AddDays(random.Below(365 * 66))),
            Nationalities = full < 4 ? [] : [tradition.Country],
            ResidenceCountry = full == 9 ? Pick(random).Country : default,
        };
    }

    private static ScreeningSubject Organisation(SplitMix random)
    {
        var tradition = Pick(random);
        var name = $"{tradition.Family(random)} {Business[random.Below(Business.Length)]} {Forms[random.Below(Forms.Length)]}".Trim();
        return new ScreeningSubject
        {
            Name = name,
            Kind = PartyKind.Organization,
            Country = random.Below(3) == 0 ? default
            : tradition.Country
        };
    }

    // Somebody whom a list may mean: the name with an error, sometimes the facts too.
    private static ScreeningSubject Altered(ListedParty party, SplitMix random)
    {
        var names = party.Names.Where(name => name.Script is null).Select(name => name.Text).DefaultIfEmpty(party.PrimaryName.Text)
            .ToArray();
        var name = names[random.Below(names.Length)];
        var facts = random.Below(3);
        return new ScreeningSubject
        {
            Name = NameVariation.Of(name, Errors[random.Below(Errors.Length)], random) ?? name,
            Kind = party.Kind,
            BirthDate = facts > 0 && party.BirthDates.Length > 0 ? party.BirthDates[0] : default,
            Nationalities = facts > 1 ? party.Nationalities : [],
        };
    }

    private static NamingTradition Pick(SplitMix random)
    {
        var at = random.Below(Shares);
        foreach (var tradition in Traditions)
        {
            if ((at -= tradition.Share) < 0)
            {
                return tradition;
            }
        }

        throw new InvalidOperationException("The shares do not add up.");
    }
}
