using System.Collections.Immutable;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Lists.Jurisdictions;

/// <summary>Maps every table to the rows of the core.</summary>
internal sealed class PolicyTableSet(IReadOnlyDictionary<string, string> tables)
{
    private const string Ending = ".policy.csv";

    public PolicyTables Read() => new(
        new LocationTables(
            Table("embargoed-places", Place), Table("place-names", Name), Table("place-markers", Marker),
            Table("place-collisions", Collision), Table("government-bodies", Government), Table("evidence-weights", Weight),
                Table("country-words", Words)),
        Table("ownership-rules", Ownership),
        Table("country-groups", row => new CountryGroups(row.Text("country"), row.Parts("groups"), row.Basis())),
        Table("export-rules", Export),
        Table("provider-rules",
            row => new ProviderRule(row.Text("provider"), row.YesOrNo("lists_regions"), (decimal?)row.Number("ownership_percent"),
            row.Basis())),
        [.. tables.Keys.Where(name => name.EndsWith("-regions" + Ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .SelectMany(file => Regions(file))],
        Table("payment-rails", Rail),
        Table("general-licences", row => new GeneralLicence(row.Text("citation"), row.Parts("places"), row.Text("verify"), row.Basis())),
        Table("default-nexus", row => new NexusRule(row.Text("jurisdiction"), row.YesOrNo("binds_unstated"), row.Basis())),
        Table("formerly-listed", Former),
        Table("list-topics", Topic));

    private static TopicRule Topic(PolicyRow row) => new(
        row.Text("topic"),
        row.OneOf<Channel?>("channel", ("any", null), ("signup", Channel.Signup), ("login", Channel.Login), ("payment", Channel.Payment),
            ("api_request", Channel.ApiRequest), ("org_verification", Channel.OrgVerification), ("rescreening", Channel.Rescreening)),
        row.OneOf("response", ("log", TopicResponse.Log), ("step_up", TopicResponse.StepUp), ("review", TopicResponse.Review),
            ("approval", TopicResponse.Approval)),
        row.Text("words"), row.Basis());

    private static EmbargoedPlace Place(PolicyRow row) => new(
        row.Text("code"),
        row.Text("name"),
        row.OneOf(
            "rule", ("prohibited", PlaceRule.Prohibited), ("partly-prohibited", PlaceRule.PartlyProhibited), ("review", PlaceRule.Review),
            ("occupied-review", PlaceRule.OccupiedReview), ("government-review", PlaceRule.GovernmentReview), ("none", PlaceRule.None)),
        row.Parts("nexus"), row.Parts("countries"), row.Parts("aliases"), row.Basis());

    private static PlaceName Name(PolicyRow row) => new(
        row.Text("place"), row.Parts("spellings", '|'),
        row.OneOf("reach", ("inside", NameReach.Inside), ("ambiguous", NameReach.Ambiguous), ("contested", NameReach.Contested)),
            row.Basis());

    private static PlaceMarker Marker(PolicyRow row) => new(
        row.Parts("places"),
        row.OneOf(
            "kind", ("phone", MarkerKind.Phone), ("time-zone", MarkerKind.TimeZone), ("sim-mcc", MarkerKind.SimMcc),
                ("mail-domain", MarkerKind.MailDomain), ("language", MarkerKind.Language),
            ("network", MarkerKind.Network), ("postal-russian", MarkerKind.PostalRussian),
                ("postal-ukrainian", MarkerKind.PostalUkrainian)),
        row.Text("marker"), row.Text("weight"), row.Basis());

    private static PlaceCollision Collision(PolicyRow row)
    {
        row.Text("reason");
        return new PlaceCollision(row.Text("name"), row.Text("companion"));
    }

    private static GovernmentBody Government(PolicyRow row) => new(
        row.Text("country"),
            row.OneOf("sign", ("domain", GovernmentSign.Domain), ("words", GovernmentSign.Words),
            ("public-body", GovernmentSign.PublicBody)), row.Text("text"), row.YesOrNo("blocked"), row.Basis());

    private static EvidenceWeight Weight(PolicyRow row) => new(
        row.Text("row"),
        row.OneOf(
            "group", ("network", EvidenceGroup.Network), ("telephony", EvidenceGroup.Telephony), ("payment", EvidenceGroup.Payment),
                ("declared", EvidenceGroup.Declared),
            ("device", EvidenceGroup.Device), ("mail", EvidenceGroup.Mail), ("combination", EvidenceGroup.Combination)),
        row.Number("value") ?? throw row.Refused("value", "", "every row has a number"), row.Text("reason"));

    private static CountryWords Words(PolicyRow row) => new(row.Text("country"), row.Parts("words", '|'));

    private static OwnershipRule Ownership(PolicyRow row) => new(
        row.Text("jurisdiction"),
        new OwnershipTest((decimal)(row.Number("percent") ?? throw row.Refused("percent", "", "every row has a line")),
            row.OneOf("line", ("or-more", true), ("more-than", false))),
        row.YesOrNo("aggregates"), row.YesOrNo("control"), row.YesOrNo("in_force"), row.Basis());

    private static ExportRule Export(PolicyRow row) => new(
        row.Text("code"), row.OneOf("decision", ("block", Decision.Block), ("review", Decision.Review)), row.Parts("groups"),
            row.Parts("words", '|'), row.Number("limit"), row.Text("sentence"), row.Basis());

    private static PaymentRail Rail(PolicyRow row) => new(
        row.Text("scheme"), row.Parts("bin_prefixes"),
        ListEntryId.TryParse(row.Text("operator_entry"), out var entry) ? entry
            : throw row.Refused("operator_entry", row.Text("operator_entry"), "write list:key"),
        row.Text("operator_name"), row.Basis());

    private static FormerListing Former(PolicyRow row) => new(
        row.Text("name"), row.OneOf("type", ("wallet", IdentifierType.Wallet), ("imo", IdentifierType.Imo), ("bic", IdentifierType.Bic)),
            row.Parts("values"), row.Text("risk"), row.Basis());

    private ImmutableArray<ProviderRegion> Regions(string file)
    {
        var provider = file[..^("-regions" + Ending).Length];
        return Table(file[..^Ending.Length], row => new ProviderRegion(provider, row.Text("region"), row.YesOrNo("served"), row.Basis()));
    }

    private ImmutableArray<TRow> Table<TRow>(string name, Func<PolicyRow, TRow> map)
    {
        var file = name + Ending;
        using var reader =
            new StringReader(tables.TryGetValue(file, out var text)
            ? text : throw new PolicyFormatException($"The policy has no table {file}."));
        return PolicyTable.Read(file, reader, map);
    }
}
