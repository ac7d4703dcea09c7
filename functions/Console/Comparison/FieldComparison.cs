using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Console.Comparison;

/// <summary>
/// Subject and listed party field by field, in the order in which OFAC asks to compare (FAQ 5): kind, names, then the rest. Where the
/// engine judged a field, its judgement stands; the page never contradicts the score it explains.
/// </summary>
internal static class FieldComparison
{
    /// <summary>The rows.</summary>
    public static ImmutableArray<FieldRow> Of(ScreeningSubject subject, PartyMatch match)
    {
        var party = match.Party;
        var rows = new List<FieldRow>
        {
            Kind(subject, party),
            Name(subject, match),
            OtherNames(subject, match),
            Judged(match, "birthDate", BirthDate(subject, party)),
            Text("Birth place", Some(subject.BirthPlace),
                [.. party.BirthPlaces.Select(place => (FieldValue)Join(place.Text, place.Country.Value))]),
            Judged(match, "nationality",
                Countries("Nationality", subject.Nationalities, party.Nationalities.Concat(party.Citizenships), differIsConflict: true)),
            Judged(match, "gender", Gender(subject, party)),
            Judged(match, "country", Countries(
                "Country", [subject.ResidenceCountry, subject.Country, subject.HeadquartersCountry],
                    party.Countries.Concat(party.Addresses.Select(address => address.Country)), differIsConflict: false)),
            Text("Address", Plain(subject.Addresses),
                Plain(party.Addresses.Select(address => address.AsText()).Where(text => text.Length > 0))),
            Judged(match, "identifier", IdentifierComparison.Of(subject.Identifiers, party.Identifiers)),
        };
        var listedOnly = new (string Label, ImmutableArray<FieldValue> Values)[]
        {
            ("Titles", Plain(party.Titles)),
            ("Positions", Plain(party.Positions)),
            ("Related parties", Plain(party.Relations.Select(relation => $"{relation.Relation}: {relation.Name}"))),
            ("Ship", Details(party.Vessel)),
            ("Aircraft", party.Aircraft is { } craft ? Plain(new[] { craft.Model, craft.Operator }.OfType<string>()) : []),
            ("Remarks", Plain(party.Remarks)),
        };
        rows.AddRange(listedOnly.Where(one => !one.Values.IsEmpty)
            .Select(one => new FieldRow(one.Label, [], one.Values, FieldState.NotComparable, "The list alone states it")));
        return [.. rows.Where(row => row.State != FieldState.Missing || row.Ours.Length + row.Listed.Length > 0
            || row.Label is "Birth date" or "Nationality")];
    }

    private static FieldRow Kind(ScreeningSubject subject, ListedParty party) => new(
        "Kind",
        subject.Kind == PartyKind.Unknown ? [] : [Word(subject.Kind)],
        party.Kind == PartyKind.Unknown ? [] : [Word(party.Kind)],
        subject.Kind == PartyKind.Unknown || party.Kind == PartyKind.Unknown ? FieldState.Missing : subject.Kind == party.Kind
            ? FieldState.Same : FieldState.Conflict,
        subject.Kind == PartyKind.Unknown ? "Not stated by the subject" : party.Kind == PartyKind.Unknown ? "Not stated on the list"
            : subject.Kind == party.Kind ? "Both" : "Different kinds");

    private static FieldRow Name(ScreeningSubject subject, PartyMatch match)
    {
        var ours = match.SubjectName.Length > 0 ? match.SubjectName : subject.Name;
        var difference = CharacterDifference.Of(NameOrder.Aligned(ours, match.Name.Text), match.Name.Text);
        var listed = Listed(match.Name);
        if (ours.Length == 0)
        {
            return new FieldRow("Name that matched", [], [listed], FieldState.Missing, "The subject states no name");
        }

        var (state, note) = Fold(ours) == Fold(match.Name.Text) ? (FieldState.Same, "Same letters")
            : Words(ours).SetEquals(Words(match.Name.Text)) ? (FieldState.Same, "Same words in another order")
            : match.NameScore >= match.Score * 0.5 && match.NameScore >= 0.5
                ? (FieldState.Close, $"Alike: {match.NameScore.ToString("0.00", CultureInfo.InvariantCulture)} of 1")
            : match.ByIdentifier ? (FieldState.Conflict, "Different names; an identifier matched")
            : (FieldState.Conflict, $"Little alike: {match.NameScore.ToString("0.00", CultureInfo.InvariantCulture)} of 1");
        return new FieldRow("Name that matched", [Ours(ours)], [listed], state, note)
        { Difference = state == FieldState.Same && note == "Same letters" ? null : difference };
    }

    private static FieldRow OtherNames(ScreeningSubject subject, PartyMatch match)
    {
        ImmutableArray<FieldValue> ours =
            [.. new[] { subject.Name }.Concat(subject.Aliases).Where(name => name.Length > 0 && name != match.SubjectName).Select(Ours)];
        ImmutableArray<FieldValue> listed = [.. match.Party.Names.Where(name => name != match.Name).Select(Listed)];
        var common = ours.Select(value => Fold(value.Text)).Intersect(match.Party.Names.Select(name => Fold(name.Text))).Any();
        return new FieldRow(
            "Other names", ours, listed,
            ours.IsEmpty || listed.IsEmpty ? FieldState.Missing : common ? FieldState.Same : FieldState.NotComparable,
            ours.IsEmpty ? "The subject states no other name" : listed.IsEmpty ? "The list has no other name" : common ? "One is the same"
                : "The matched pair above is the closest");
    }

    private static FieldRow BirthDate(ScreeningSubject subject, ListedParty party)
    {
        var ours = subject.BirthDate;
        ImmutableArray<FieldValue> listed = [.. party.BirthDates.Select(date => (FieldValue)Models.ConsoleText.Of(date))];
        if (!ours.IsStated || listed.IsEmpty)
        {
            return Absent("Birth date", ours.IsStated ? [Models.ConsoleText.Of(ours)] : [], listed);
        }

        var (state, note) = party.BirthDates.Any(date => date == ours && date.Precision == DatePrecision.Day)
            ? (FieldState.Same, "Same day")
            : party.BirthDates.Any(date => date.Earliest <= ours.Latest && ours.Earliest <= date.Latest)
                ? (FieldState.Close, "Compatible as far as it is known")
            : (FieldState.Conflict, $"Differs from {(listed.Length == 1 ? "the" : "every")} listed date");
        return new FieldRow("Birth date", [Models.ConsoleText.Of(ours)], listed, state, note);
    }

    private static FieldRow Gender(ScreeningSubject subject, ListedParty party)
    {
        ImmutableArray<FieldValue> ours = subject.Gender == ScreeningCore.Parties.Gender.Unknown ? [] : [subject.Gender.ToString()];
        ImmutableArray<FieldValue> listed = party.Gender == ScreeningCore.Parties.Gender.Unknown ? [] : [party.Gender.ToString()];
        return ours.IsEmpty || listed.IsEmpty ? Absent("Gender", ours, listed)
            : new FieldRow("Gender", ours, listed, subject.Gender == party.Gender ? FieldState.Same
                : FieldState.Conflict, subject.Gender == party.Gender ? "Same" : "Different");
    }

    private static FieldRow Countries(string label, IEnumerable<CountryCode> subject, IEnumerable<CountryCode> party, bool differIsConflict)
    {
        ImmutableArray<FieldValue> ours = Plain(subject.Where(country => country.IsStated).Select(country => country.Value).Distinct());
        ImmutableArray<FieldValue> listed = Plain(party.Where(country => country.IsStated).Select(country => country.Value).Distinct());
        return ours.IsEmpty || listed.IsEmpty ? Absent(label, ours, listed)
            : ours.Intersect(listed).Any() ? new FieldRow(label, ours, listed, FieldState.Same, "In common")
            : differIsConflict ? new FieldRow(label, ours, listed, FieldState.Conflict, "None in common")
            : new FieldRow(label, ours, listed, FieldState.NotComparable, "None in common; people and companies move");
    }

    private static FieldRow Text(string label, ImmutableArray<FieldValue> ours, ImmutableArray<FieldValue> listed)
    {
        if (ours.IsEmpty || listed.IsEmpty)
        {
            return Absent(label, ours, listed);
        }

        var theirs = listed.Select(value => Words(value.Text)).ToList();
        var best = ours.Select(value => Words(value.Text))
            .SelectMany(mine => theirs.Select(other => mine.Intersect(other)
            .Count() / (double)Math.Max(1, Math.Min(mine.Count, other.Count)))).Max();
        return best >= 0.99 ? new FieldRow(label, ours, listed, FieldState.Same, "Same words")
            : best >= 0.5 ? new FieldRow(label, ours, listed, FieldState.Close, "Some words in common")
            : new FieldRow(label, ours, listed, FieldState.NotComparable, "Few words in common; free text settles nothing");
    }

    /// <summary>Lets the engine's own judgement of the field stand above the page's.</summary>
    private static FieldRow Judged(PartyMatch match, string fact, FieldRow row) =>
        match.Contradicting.Contains(fact) && row.State is FieldState.Same or FieldState.Close
        ? row with { State = FieldState.Conflict, Note = "The engine counts it as contradicting" }
        : match.Agreeing.Contains(fact) && row.State == FieldState.Conflict
            ? row with { State = FieldState.Close, Note = "The engine counts it as agreeing" }
        : row;

    private static FieldRow Absent(string label, ImmutableArray<FieldValue> ours, ImmutableArray<FieldValue> listed) => new(
        label, ours, listed, FieldState.Missing, ours.IsEmpty ? listed.IsEmpty ? "Neither side states it" : "Not stated by the subject"
            : "Not stated on the list");

    private static string Qualified(ListedName name)
    {
        var kind = name.Kind switch
        {
            NameKind.Primary => "primary",
            NameKind.Variation => "variation",
            NameKind.Alias => "a.k.a.",
            NameKind.FormerName => "f.k.a.",
            NameKind.NewName => "n.k.a.",
            _ => throw new InvalidOperationException($"Unknown kind {name.Kind}."),
        };
        return name.Strength == AliasStrength.Weak ? $"{kind}, weak" : kind;
    }

    private static FieldValue Ours(string name) => new(name) { Romanised = Romanised.Of(name) };

    private static FieldValue Listed(ListedName name) => new(name.Text, Qualified(name)) { Romanised = Romanised.Of(name.Text) };

    private static ImmutableArray<FieldValue> Details(VesselDetails? ship) => ship is null ? [] :
        Plain(new[] { ("Type", ship.Type), ("Flag", ship.Flag), ("Owner", ship.Owner),
        ("Tonnage", ship.Tonnage) }.Where(one => one.Item2 is not null).Select(one => $"{one.Item1}: {one.Item2}"));

    private static ImmutableArray<FieldValue> Some(string? text) => string.IsNullOrWhiteSpace(text) ? [] : [text];

    private static ImmutableArray<FieldValue> Plain(IEnumerable<string> texts) => [.. texts.Select(text => (FieldValue)text)];

    private static string Join(string text, string country)
        => text.Length == 0 ? country : country.Length == 0 ? text : $"{text} ({country})";

    private static string Word(PartyKind kind) => kind == PartyKind.Individual ? "Person" : kind.ToString();

    private static string Fold(string text) => string.Join(' ', Split(text));

    private static HashSet<string> Words(string text) => [.. Split(text)];

    private static string[] Split(string text)
    {
        var letters = Compliance.ScreeningCore.Names.NameFolding.WellFormed(text).Normalize(NormalizationForm.FormKD).ToUpperInvariant()
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            .Select(c => char.IsLetterOrDigit(c) ? c : ' ');
        return new string([.. letters]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
