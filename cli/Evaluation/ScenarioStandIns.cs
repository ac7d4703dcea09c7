using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Evaluation;

/// <summary>
/// Listed parties that stand in where a scenario says "an SDN", "EU-listed" or "on the Entity List" without naming an entry: the first
/// entry of the lists to which it applies, so that the same lists give the same answer.
/// </summary>
internal sealed class ScenarioStandIns(ScreeningCorpus corpus)
{
    /// <summary>A party whose property OFAC blocks.</summary>
    public ListEntryId UsListed
        => First(party => party.Entry.List.Value == "us-ofac-sdn" && party.Kind == PartyKind.Individual
        && party.Measures.HasFlag(Measures.Freeze))?.Entry ?? default;

    /// <summary>A party whose funds the EU freezes.</summary>
    public ListEntryId EuListed
        => First(party => party.Entry.List.Value.StartsWith("eu-", StringComparison.Ordinal)
        && party.Measures.HasFlag(Measures.Freeze))?.Entry ?? default;

    /// <summary>The party that bears a name under export control; default where none does.</summary>
    public ListEntryId Named(string name)
    {
        var folded = FoldedName.Of(name);
        return First(party => (party.Measures & (Measures.ExportLicence | Measures.ExportDenial)) != 0
            && party.Names.Any(listed => FoldedName.Of(listed.Text) == folded))?.Entry ?? default;
    }

    /// <summary>Somebody who stands under a programme and states all that the entry states; the first whom that is enough to tell from
    /// others, else the first. Null where the lists hold none.</summary>
    public ScreeningSubject? Under(string programme, ScreeningContext context)
    {
        bool IsUnder(ListedParty party) => party.Designations.Any(designation => designation.Programme == programme);
        bool IsTold(ListedParty party)
            => ScreeningEngine.Decide(new ScreeningRequest { Subject = SubjectOf(party) }, context)
            .Hits.Any(hit => hit.Entry == party.Entry && hit.Outcome == Decision.Block);
        return (First(party => IsUnder(party) && IsTold(party)) ?? First(IsUnder)) is { } listed ? SubjectOf(listed) : null;
    }

    private static ScreeningSubject SubjectOf(ListedParty party) => new()
    {
        Name = party.PrimaryName.Text,
        Kind = party.Kind,
        BirthDate = party.BirthDates.FirstOrDefault(),
        Nationalities = party.Nationalities,
        Country = party.BirthPlaces.Select(place => place.Country).Concat(party.Countries)
            .Concat(party.Addresses.Select(address => address.Country)).FirstOrDefault(country => country.IsStated),
        Identifiers = party.Identifiers,
    };

    /// <summary>An entry of OFAC's list of blocked persons that is not there any more: no entry has the key 0.</summary>
    public ListEntryId Delisted { get; } = ListEntryId.Of(ListCode.Parse("us-ofac-sdn"), "0");

    private ListedParty? First(Func<ListedParty, bool> applies)
    {
        for (var at = 0; at < corpus.Index.PartyCount; at++)
        {
            if (applies(corpus.Index.PartyAt(at)))
            {
                return corpus.Index.PartyAt(at);
            }
        }

        return null;
    }
}
