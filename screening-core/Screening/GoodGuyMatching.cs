using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>
/// Does a good-guy entry still hold? It rests on the facts that a person compared: on the subject's side kind, names, birth date, gender,
/// nationalities, countries and identifiers; on the list's side the same and the designations. One of them changes: the entry is void.
/// Nothing else voids it: remarks, publishers' references, dates of amendment, addresses, the order of values, case and spacing (OFAC,
/// guidance on false hit lists, 21 October 2015; issue of over- and under-wide flag keys).
/// </summary>
public static class GoodGuyMatching
{
    /// <summary>Fingerprint of the subject's facts, lower-case hexadecimal.</summary>
    public static string FingerprintOf(ScreeningSubject subject) => Hash(
    [
        Fact("kind", [subject.Kind.ToString()]),
        Fact("name", [Fold(subject.Name), .. subject.Aliases.Select(Fold)]),
        Fact("birthDate", [subject.BirthDate.ToString()]),
        Fact("gender", [subject.Gender.ToString()]),
        Fact("nationality", subject.Nationalities.Select(country => country.Value)),
        Fact("country", [subject.Country.Value]),
        Fact("residence", [subject.ResidenceCountry.Value]),
        Fact("headquarters", [subject.HeadquartersCountry.Value]),
        Fact("birthPlace", [Fold(subject.BirthPlace ?? "")]),
        Fact("identifier", subject.Identifiers.Select(Identifier)),
        Fact("owner", Owners(subject.Owners, "")),
    ]);

    /// <summary>Fingerprint of the listed party's facts, lower-case hexadecimal.</summary>
    public static string FingerprintOf(ListedParty party) => Hash(
    [
        Fact("kind", [party.Kind.ToString()]),
        Fact("name", party.Names.Select(name => $"{Fold(name.Text)} {name.Strength}")),
        Fact("birthDate", party.BirthDates.Select(date => date.ToString())),
        Fact("birthPlace", party.BirthPlaces.Select(place => $"{Fold(place.Text)} {place.Country}")),
        Fact("gender", [party.Gender.ToString()]),
        Fact("nationality", party.Nationalities.Concat(party.Citizenships).Select(country => country.Value)),
        Fact("country", party.Countries.Select(country => country.Value)),
        Fact("identifier", party.Identifiers.Select(Identifier)),
        Fact("designation", party.Designations.Select(designation => $"{Fold(designation.Programme)} {(int)designation.Measures}")),
    ]);

    /// <summary>Fingerprint of both sides.</summary>
    public static string FingerprintOf(string subjectFingerprint, string partyFingerprint) =>
        Hash([subjectFingerprint, partyFingerprint]);

    /// <summary>True where the entry speaks of this subject and this party, has not lapsed, and every fact it rested on is as it
    /// was.</summary>
    public static bool Holds(GoodGuyEntry entry, ScreeningSubject subject, ListedParty party, DateTimeOffset now) =>
        subject.Id is not null && entry.SubjectId == subject.Id && entry.Entry == party.Entry && now < entry.ExpiresAt
        && entry.SubjectFingerprint == FingerprintOf(subject) && entry.PartyFingerprint == FingerprintOf(party);

    private static IEnumerable<string> Owners(ImmutableArray<OwnerStake> owners, string path) => owners.SelectMany(owner =>
    {
        var here = string.Create(CultureInfo.InvariantCulture,
            $"{path}/{Fold(owner.Name ?? "")} {owner.Entry} {owner.Percent:0.####} {owner.Controls} {owner.HeadquartersCountry}");
        return Owners(owner.OwnedBy, here).Prepend(here);
    });

    private static string Identifier(Identifier identifier) =>
        $"{identifier.Type} {identifier.Country} {identifier.Asset?.ToUpperInvariant()} "
        + $"{(identifier.Type == IdentifierType.Wallet ? identifier.Value : Compact(identifier.Value))}";

    private static string Compact(string text)
        => new([.. NameFolding.WellFormed(text).Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)
        .Select(char.ToUpperInvariant)]);

    private static string Fold(string text)
        => string.Join(' ', NameFolding.WellFormed(text).Normalize(NormalizationForm.FormKC).ToUpperInvariant()
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Fact(string name, IEnumerable<string> values) =>
        $"{name}={string.Join('\u001f', values.Where(value => value.Length > 0).Distinct().Order(StringComparer.Ordinal))}";

    private static string Hash(IEnumerable<string> facts)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001e', facts))));
}
