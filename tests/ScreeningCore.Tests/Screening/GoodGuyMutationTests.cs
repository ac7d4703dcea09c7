using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Xunit.Abstractions;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>
/// Thousands of random pairs, each changed in every way we know: every change of a fact that a person compared voids the entry, and hardly
/// any other does. The counts are in the test's output.
/// </summary>
public sealed class GoodGuyMutationTests(ITestOutputHelper output)
{
    private const int Pairs = 400;
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] Words =
        ["Oleg", "Ferrostan", "Qasim", "Warraq", "Ines", "Hoffmann", "Boris", "Vymyslov", "Li", "Na", "Straße", "Ülkü", "Ёлкин", "وراق"];
    private static readonly string[] Countries = ["RU", "KZ", "DE", "CN", "IQ", "FR", "US", "TR"];

    [Fact]
    public void Every_relevant_change_voids_an_entry_and_at_most_one_in_a_hundred_irrelevant_ones_does()
    {
        var (relevant, missed, irrelevant, noisy) = (0, new List<string>(), 0, new List<string>());
        for (var seed = 0; seed < Pairs; seed++)
        {
            var random = new Random(seed);
            var (subject, party) = (Subject(random), Party(random));
            var entry =
                new GoodGuyEntry(subject.Id!, party.Entry, GoodGuyMatching.FingerprintOf(subject), GoodGuyMatching.FingerprintOf(party),
                Now.AddDays(90));
            Assert.True(GoodGuyMatching.Holds(entry, subject, party, Now), $"seed {seed}");
            foreach (var (what, ours, theirs) in Relevant(subject, party, random))
            {
                relevant++;
                if (GoodGuyMatching.Holds(entry, ours, theirs, Now))
                {
                    missed.Add($"seed {seed}: {what}");
                }
            }

            foreach (var (what, ours, theirs) in Irrelevant(subject, party, random))
            {
                irrelevant++;
                if (!GoodGuyMatching.Holds(entry, ours, theirs, Now))
                {
                    noisy.Add($"seed {seed}: {what}");
                }
            }
        }

        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
            $"relevant changes: {relevant}, of which {relevant - missed.Count} void the entry; irrelevant changes: "
                + $"{irrelevant}, of which {noisy.Count} void it"));
        Assert.Empty(missed);
        Assert.True(noisy.Count * 100 <= irrelevant, string.Join('\n', noisy.Take(20)));
    }

    private static IEnumerable<(string What, ScreeningSubject Ours, ListedParty Theirs)> Relevant(ScreeningSubject s, ListedParty p,
        Random random)
    {
        (string, ScreeningSubject, ListedParty) Ours(string what, ScreeningSubject changed) => (what, changed, p);
        (string, ScreeningSubject, ListedParty) Theirs(string what, ListedParty changed) => (what, s, changed);
        var fresh = "Zz" + random.Next(1000).ToString(CultureInfo.InvariantCulture);
        var other = CountryCode.Parse("BR"); // In no list above, so it is always a change.
        yield return Ours("our name", s with { Name = Typo(s.Name, random) });
        yield return Ours("our alias added", s with { Aliases = s.Aliases.Add(fresh) });
        yield return Ours("our birth date", s with { BirthDate = PartialDate.OfDay(new DateOnly(1901, 1, 1 + random.Next(28))) });
        yield return Ours("our birth place", s with { BirthPlace = fresh });
        yield return Ours("our gender", s with { Gender = s.Gender == Gender.Male ? Gender.Female : Gender.Male });
        yield return Ours("our kind", s with { Kind = s.Kind == PartyKind.Individual ? PartyKind.Organization : PartyKind.Individual });
        yield return Ours("our nationality added", s with { Nationalities = s.Nationalities.Add(other) });
        yield return Ours("our country", s with { Country = other });
        yield return Ours("our residence", s with { ResidenceCountry = other });
        yield return Ours("our headquarters", s with { HeadquartersCountry = other });
        yield return Ours("our identifier added", s with { Identifiers = s.Identifiers.Add(new Identifier(IdentifierType.TaxId, fresh)) });
        yield return Ours("our owner added", s with { Owners = s.Owners.Add(new OwnerStake { Name = fresh, Percent = 10 }) });
        yield return Ours("other subject", s with { Id = s.Id + "x" });
        if (!s.Identifiers.IsEmpty)
        {
            yield return Ours("our identifier's digit",
                s with { Identifiers = s.Identifiers.SetItem(0, s.Identifiers[0] with { Value = s.Identifiers[0].Value + "7" }) });
            yield return Ours("our identifier gone", s with { Identifiers = s.Identifiers.RemoveAt(0) });
            yield return Ours("our identifier's country",
                s with { Identifiers = s.Identifiers.SetItem(0, s.Identifiers[0] with { Country = other }) });
        }

        if (!s.Nationalities.IsEmpty)
        {
            yield return Ours("our nationality gone", s with { Nationalities = s.Nationalities.RemoveAt(0) });
        }

        yield return Theirs("their name", p with { Names = p.Names.SetItem(0, p.Names[0] with { Text = Typo(p.Names[0].Text, random) }) });
        yield return Theirs("their alias added", p with { Names = p.Names.Add(new ListedName(fresh, NameKind.Alias)) });
        yield return Theirs("their alias strength",
            p with
            {
                Names = p.Names.SetItem(0,
            p.Names[0] with { Strength = p.Names[0].Strength == AliasStrength.Strong ? AliasStrength.Weak : AliasStrength.Strong })
            });
        yield return Theirs("their birth date added",
            p with { BirthDates = p.BirthDates.Add(PartialDate.OfDay(new DateOnly(1902, 1, 1 + random.Next(28)))) });
        yield return Theirs("their birth place added", p with { BirthPlaces = p.BirthPlaces.Add(new Place(fresh, other)) });
        yield return Theirs("their gender", p with { Gender = p.Gender == Gender.Male ? Gender.Female : Gender.Male });
        yield return Theirs("their kind", p with { Kind = p.Kind == PartyKind.Individual ? PartyKind.Vessel : PartyKind.Individual });
        yield return Theirs("their nationality added", p with { Nationalities = p.Nationalities.Add(other) });
        yield return Theirs("their citizenship added", p with { Citizenships = p.Citizenships.Add(other) });
        yield return Theirs("their country added", p with { Countries = p.Countries.Add(other) });
        yield return Theirs("their identifier added",
            p with { Identifiers = p.Identifiers.Add(new Identifier(IdentifierType.Passport, fresh)) });
        yield return Theirs("new designation",
            p with { Designations = p.Designations.Add(new Designation(fresh) { Measures = Measures.Freeze }) });
        yield return Theirs("measures of a designation",
            p with
            {
                Designations =
            p.Designations.SetItem(0, p.Designations[0] with { Measures = p.Designations[0].Measures ^ Measures.TravelBan })
            });
        yield return Theirs("other entry", p with { Entry = ListEntryId.Parse(p.Entry + "9") });
        if (p.BirthDates.Length > 0)
        {
            yield return Theirs("their birth date gone", p with { BirthDates = p.BirthDates.RemoveAt(0) });
        }
    }

    private static IEnumerable<(string What, ScreeningSubject Ours, ListedParty Theirs)> Irrelevant(ScreeningSubject s, ListedParty p,
        Random random)
    {
        (string, ScreeningSubject, ListedParty) Ours(string what, ScreeningSubject changed) => (what, changed, p);
        (string, ScreeningSubject, ListedParty) Theirs(string what, ListedParty changed) => (what, s, changed);
        yield return Ours("our case", s with { Name = s.Name.ToUpperInvariant() });
        yield return Ours("our spacing", s with { Name = "  " + s.Name.Replace(" ", "   ", StringComparison.Ordinal) + " " });
        yield return Ours("our address", s with { Addresses = s.Addresses.Add("Elsewhere " + random.Next(100)) });
        yield return Ours("our alias repeated", s with { Aliases = [.. s.Aliases, .. s.Aliases] });
        yield return Ours("our nationalities in another order", s with { Nationalities = [.. s.Nationalities.Reverse()] });
        yield return Ours("our identifiers in another order", s with { Identifiers = [.. s.Identifiers.Reverse()] });
        yield return Ours("spaces and dashes of an identifier",
            s with { Identifiers = [.. s.Identifiers.Select(one => one with { Value = one.Value.Insert(1, "-").ToLowerInvariant() })] });
        yield return Ours("note of an identifier",
            s with { Identifiers = [.. s.Identifiers.Select(one => one with { Note = "renewed" })] });
        yield return Theirs("their remarks", p with { Remarks = p.Remarks.Add("Another remark " + random.Next(100)) });
        yield return Theirs("their names in another order", p with { Names = [.. p.Names.Reverse()] });
        yield return Theirs("their titles", p with { Titles = ["Dr"] });
        yield return Theirs("their positions", p with { Positions = ["Minister"] });
        yield return Theirs("their addresses", p with { Addresses = p.Addresses.Add(new PartyAddress { City = "Omsk" }) });
        yield return Theirs("their relations", p with { Relations = p.Relations.Add(new PartyRelation("Linked to", "X")) });
        yield return Theirs("day and reference of an amendment",
            p with
            {
                Designations =
            [.. p.Designations.Select(one => one with { AmendedOn = new DateOnly(2026, 1, 1), Reference = "91 FR 1" })]
            });
        yield return Theirs("their case",
            p with { Names = [.. p.Names.Select(name => name with { Text = name.Text.ToUpperInvariant() })] });
    }

    private static ScreeningSubject Subject(Random random) => new()
    {
        Id = "acct_" + random.Next(10_000).ToString(CultureInfo.InvariantCulture),
        Kind = PartyKind.Individual,
        Name = Name(random),
        Aliases = random.Next(2) == 0 ? [] : [Name(random)],
        BirthDate = random.Next(4) == 0 ? default
            : PartialDate.OfDay(new DateOnly(1950 + random.Next(50), 1 + random.Next(12), 1 + random.Next(28))),
        Gender = random.Next(2) == 0 ? Gender.Male : Gender.Female,
        Nationalities = [.. Some(random)],
        ResidenceCountry = CountryCode.Parse(Countries[random.Next(Countries.Length)]),
        Identifiers = random.Next(2) == 0
            ? [] : [new Identifier(IdentifierType.Passport, "N" + random.Next(1_000_000, 9_999_999).ToString(CultureInfo.InvariantCulture))
            { Country = CountryCode.Parse("KZ") }],
    };

    private static ListedParty Party(Random random)
        => new(ListEntryId.Parse("us-ofac-sdn:" + random.Next(1000, 9999).ToString(CultureInfo.InvariantCulture)), PartyKind.Individual,
        [new ListedName(Name(random)),
            new ListedName(Name(random) + " " + random.Next(100).ToString(CultureInfo.InvariantCulture), NameKind.Alias,
            AliasStrength.Weak)])
        {
            BirthDates = random.Next(3) == 0
            ? [] : [PartialDate.OfDay(new DateOnly(1940 + random.Next(50), 1 + random.Next(12), 1 + random.Next(28)))],
            Nationalities = [.. Some(random)],
            Gender = random.Next(2) == 0 ? Gender.Male : Gender.Female,
            Designations = [new Designation("PROGRAMME-" + random.Next(9)) { Measures = Measures.Freeze }],
            Remarks = ["A remark."],
        };

    private static ImmutableArray<CountryCode> Some(Random random)
        => [.. Enumerable.Range(0, random.Next(3)).Select(_ => CountryCode.Parse(Countries[random.Next(Countries.Length)])).Distinct()];

    private static string Name(Random random)
        => string.Join(' ', Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Words[random.Next(Words.Length)]));

    private static string Typo(string name, Random random) => name.Insert(random.Next(name.Length + 1), "q");
}
