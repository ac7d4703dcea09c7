using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UnSc;

/// <summary>Addresses and birth places of UN entries; empty placeholders are skipped.</summary>
internal static class UnPlaces
{
    /// <summary>Adds all addresses; their notes become remarks.</summary>
    public static void AddAddresses(PartyDraft draft, XElement entity)
    {
        foreach (var element in entity.Children(entity.Name.LocalName + "_ADDRESS"))
        {
            var country = Stated(element.Text("COUNTRY"));
            var code = CountryNames.Find(country);
            var region = Stated(element.Text("STATE_PROVINCE"));
            var address = new PartyAddress
            {
                Street = Stated(element.Text("STREET")),
                City = Stated(element.Text("CITY")),
                Region = code.IsStated || country is null ? region : region is null ? country : $"{region}, {country}",
                PostalCode = Stated(element.Text("ZIP_CODE")),
                Country = code,
            };
            var note = element.Text("NOTE");
            if (address.AsText().Length == 0 && note is not null)
            {
                draft.AddRemark($"Address: {note}");
                continue;
            }

            draft.Add(address);
            draft.AddRemark(note is null ? null : $"Address {address.AsText()}: {note}");
        }
    }

    /// <summary>Adds all birth places.</summary>
    public static void AddBirthPlaces(PartyDraft draft, XElement entity)
    {
        foreach (var element in entity.Children("INDIVIDUAL_PLACE_OF_BIRTH"))
        {
            AddBirthPlace(draft, element.Text("CITY"), element.Text("STATE_PROVINCE"), element.Text("COUNTRY"));
            draft.AddRemark(element.Text("NOTE") is { } note ? $"Place of birth: {note}" : null);
        }
    }

    /// <summary>Adds a birth place from its parts.</summary>
    public static void AddBirthPlace(PartyDraft draft, string? city, string? region, string? country) =>
        draft.AddBirthPlace(string.Join(", ", new[] { Stated(city), Stated(region), Stated(country) }.Where(part => part is not null)),
        CountryNames.Find(country));

    private static string? Stated(string? text) => text is null || PublishedValue.IsPlaceholder(text) ? null : text;
}
