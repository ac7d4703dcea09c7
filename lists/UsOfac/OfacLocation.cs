using System.Xml.Linq;
using Compliance.Lists.Reading;

namespace Compliance.Lists.UsOfac;

/// <summary>A location of the ADVANCED form: its country and its typed parts.</summary>
internal sealed record OfacLocation(string? Country, (string Type, string Value)[] Parts)
{
    /// <summary>Reads the element <c>Location</c>.</summary>
    public static OfacLocation Read(XElement element, OfacReferenceSets sets) => new(
        sets.TextOf("CountryValues", element.Child("LocationCountry").Attr("CountryID"))
            ?? sets.TextOf("CountryValues", element.Child("LocationAreaCode").Attr("AreaCodeID")),
        [
            .. element.Children("LocationPart")
                .Select(part => (Type: sets.TextOf("LocPartTypeValues", part.Attr("LocPartTypeID")) ?? "", Value: Main(part)))
                .Where(part => part.Value.Length > 0),
        ]);

    /// <summary>The location as one text, for features that are a place: the country alone where nothing else is stated.</summary>
    public string AsText() => string.Join(", ", Parts.Select(part => part.Value).Append(Country ?? "").Where(text => text.Length > 0));

    private static string Main(XElement part) =>
        (part.Children("LocationPartValue").FirstOrDefault(value => value.Attr("Primary") == "true")
        ?? part.Child("LocationPartValue")).Text("Value") ?? "";
}
