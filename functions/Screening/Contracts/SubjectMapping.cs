using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>From a party as sent to the core's subject.</summary>
internal sealed partial class SubjectMapping(FieldReading read, FieldErrors errors, DateTimeOffset now)
{
    private const int MaxNameChars = 512;
    private const int MaxAliases = 50;
    private const int MaxCountries = 20;
    private const int MaxContacts = 20;
    private const int MaxIdentifiers = 50;
    private const int MaxWallets = 100;
    private const int MaxValueChars = 256;

    public ScreeningSubject Map(string path, SubjectBody body, bool hasSignals)
    {
        var identifiers = Identifiers(path, body);
        if (body.Name is null && identifiers.IsEmpty && !hasSignals)
        {
            errors.Add($"{path}.name", null,
                $"A name of 1 to {MaxNameChars} characters is required where neither identifiers, e-mails, phones, wallets nor signals "
                    + $"are given.");
        }

        return new ScreeningSubject
        {
            Id = read.Pattern($"{path}.id", body.Id, SubjectId(), "An id is 1 to 128 printable ASCII characters without spaces."),
            Kind = read.Word<PartyKind>($"{path}.type", body.Type),
            Name = read.Text($"{path}.name", body.Name, MaxNameChars) ?? "",
            Aliases = read.Each($"{path}.aliases", body.Aliases, MaxAliases, (at, value) => read.Text(at, value, MaxNameChars)),
            BirthDate = read.Date($"{path}.birthDate", body.BirthDate, now),
            BirthPlace = read.Text($"{path}.birthPlace", body.BirthPlace, MaxValueChars),
            Gender = read.Word<Gender>($"{path}.gender", body.Gender),
            Nationalities = read.Countries($"{path}.nationalities", body.Nationalities, MaxCountries),
            ResidenceCountry = read.Country($"{path}.residenceCountry", body.ResidenceCountry),
            Country = read.Country($"{path}.country", body.Country),
            HeadquartersCountry = read.Country($"{path}.headquartersCountry", body.HeadquartersCountry),
            RegisteredOn = RegisteredOn($"{path}.registeredOn", body.RegisteredOn),
            HasKnownActivity = body.HasKnownActivity,
            Addresses = read.Each($"{path}.addresses", body.Addresses, MaxContacts, (at, value) => read.Text(at, value, MaxNameChars)),
            Identifiers = identifiers,
            Owners = new OwnerMapping(read, errors).Map($"{path}.owners", body.Owners),
        };
    }

    private DateOnly? RegisteredOn(string path, string? value)
    {
        var day = read.Day(path, value);
        if (day is { } registered && registered > DateOnly.FromDateTime(now.UtcDateTime).AddDays(1))
        {
            errors.Add(path, value, "A company is registered on a day that has come; the date must not lie in the future.");
        }

        return day;
    }

    private ImmutableArray<Identifier> Identifiers(string path, SubjectBody body) =>
    [
        .. read.Each($"{path}.identifiers", body.Identifiers, MaxIdentifiers, Document),
        .. read.Each($"{path}.emails", body.Emails, MaxContacts, (at, value) => Contact(at, value, IdentifierType.Email)),
        .. read.Each($"{path}.phones", body.Phones, MaxContacts, (at, value) => Contact(at, value, IdentifierType.Phone)),
        .. read.Each($"{path}.wallets", body.Wallets, MaxWallets, Wallet),
    ];

    private Identifier? Document(string path, IdentifierBody body)
    {
        if (body.Type is null || body.Value is null)
        {
            errors.Add(path, null, "An identifier needs type and value.");
            return null;
        }

        var type = read.Word($"{path}.type", body.Type, IdentifierType.Wallet);
        var country = read.Country($"{path}.country", body.Country);
        return read.Text($"{path}.value", body.Value, MaxValueChars) is { } value ? new Identifier(type, value) { Country = country }
            : null;
    }

    private Identifier? Contact(string path, string value, IdentifierType type) =>
        read.Text(path, value, MaxValueChars) is { } text ? new Identifier(type, text) : null;

    private Identifier? Wallet(string path, WalletBody body)
    {
        if (body.Address is null)
        {
            errors.Add($"{path}.address", null, "A wallet needs an address.");
            return null;
        }

        var asset = read.Pattern($"{path}.asset", body.Asset, Ticker(), "A ticker is 1 to 12 letters and digits, such as ETH.");
        return read.Text($"{path}.address", body.Address, MaxValueChars) is { } address
            ? new Identifier(IdentifierType.Wallet, address) { Asset = asset } : null;
    }

    [GeneratedRegex(@"^[\x21-\x7e]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SubjectId();

    [GeneratedRegex(@"^[A-Za-z0-9]{1,12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ticker();
}
