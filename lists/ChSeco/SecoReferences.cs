using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.ChSeco;

/// <summary>A set of sanctions within a programme.</summary>
/// <param name="Programme">Key of the programme.</param>
/// <param name="Name">English name of the set, such as "Annex 2, financial measures".</param>
internal sealed record SecoSet(string Programme, string Name)
{
    /// <summary>What the set obliges us to do, by the words of its name; a set that says nothing is a freeze, which most are.</summary>
    public Measures Measures =>
        Name.Contains("travel", StringComparison.OrdinalIgnoreCase) || Name.Contains("entry", StringComparison.OrdinalIgnoreCase)
        ? Measures.TravelBan
        : Name.Contains("financial", StringComparison.OrdinalIgnoreCase) || Name.Contains("asset", StringComparison.OrdinalIgnoreCase)
            || Name.Contains("freez", StringComparison.OrdinalIgnoreCase) ? Measures.Freeze
        : Name.Length == 0 || Name.Contains("annex", StringComparison.OrdinalIgnoreCase) ? Measures.Freeze
        : Measures.Partial;
}

/// <summary>A place to which addresses and births refer.</summary>
/// <param name="Location">Town.</param>
/// <param name="Area">Region.</param>
/// <param name="Country">Country; default where not stated.</param>
internal sealed record SecoPlace(string? Location, string? Area, CountryCode Country);

/// <summary>What targets refer to: programmes stand before them, places behind them, so the file is read for these first.</summary>
internal sealed class SecoReferences
{
    private readonly Dictionary<string, SecoSet> _sets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SecoPlace> _places = new(StringComparer.Ordinal);

    /// <summary>The set of that number; null where the file does not define it.</summary>
    public SecoSet? Set(string? ssid) => ssid is not null ? _sets.GetValueOrDefault(ssid) : null;

    /// <summary>The place of that number; null where the file does not define it.</summary>
    public SecoPlace? Place(string? ssid) => ssid is not null ? _places.GetValueOrDefault(ssid) : null;

    /// <summary>Reads programmes and places.</summary>
    public static SecoReferences Read(ListFile file, CancellationToken cancellation)
    {
        using var entities = XmlEntities.Open(file, "swiss-sanctions-list");
        var references = new SecoReferences();
        while (entities.Next("sanctions-program", "place") is { } element)
        {
            cancellation.ThrowIfCancellationRequested();
            if (element.Name.LocalName == "place")
            {
                references._places[element.Attr("ssid") ?? ""] =
                    new SecoPlace(element.Text("location"), element.Text("area"), SecoTarget.CountryOf(element.Child("country")));
                continue;
            }

            var programme = English(element, "program-key") ?? English(element, "program-name") ?? "CH";
            foreach (var set in element.Children("sanctions-set").Where(set => set.Attr("lang") is null or "eng" or "en"))
            {
                references._sets[set.Attr("ssid") ?? ""] = new SecoSet(programme, set.Text() ?? "");
            }
        }

        return references;
    }

    private static string? English(System.Xml.Linq.XElement element, string name) =>
        (element.Children(name).FirstOrDefault(child => child.Attr("lang") is "eng" or "en") ?? element.Child(name)).Text();
}
