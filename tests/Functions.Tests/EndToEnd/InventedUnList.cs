using System.Globalization;
using System.Text;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>A file in the official layout of the UN list with invented people and bodies, as many as the list's guards ask for.</summary>
internal static class InventedUnList
{
    private const int Individuals = 700;
    private const int Organisations = 250;
    private static readonly string[] Given = ["Torvald", "Ignatia", "Balthus", "Ottoline", "Wendelin", "Zephyrine", "Marcellin"];
    private static readonly string[] Syllables = ["quen", "mor", "tles", "brin", "zwi", "vex", "dol", "fip", "gar", "hux"];

    /// <summary>The XML.</summary>
    /// <param name="date">Day of the list, yyyy-MM-dd.</param>
    /// <param name="alsoListed">Further people, as <c>First|Second|birth year</c>, or a name and no year.</param>
    public static string Xml(string date, params string[] alsoListed)
    {
        var xml = new StringBuilder();
        xml.Append(CultureInfo.InvariantCulture,
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CONSOLIDATED_LIST dateGenerated=\"{date}T00:00:09.000Z\">\n<INDIVIDUALS>\n");
        for (var i = 0; i < Individuals; i++)
        {
            Individual(xml, i + 1, Given[i % Given.Length], Family(i), 1930 + (i % 60));
        }

        for (var i = 0; i < alsoListed.Length; i++)
        {
            var parts = alsoListed[i].Contains('|') ? alsoListed[i].Split('|') : alsoListed[i].Split(' ', 2);
            Individual(xml, 2001 + i, parts[0], parts[1], parts.Length > 2
                && int.TryParse(parts[^1], CultureInfo.InvariantCulture, out var year) ? year : 1970);
        }

        xml.Append("</INDIVIDUALS>\n<ENTITIES>\n");
        for (var i = 0; i < Organisations; i++)
        {
            xml.Append(CultureInfo.InvariantCulture,
                $"<ENTITY><DATAID>{9000 + i}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{Family(i)} Grain Holding "
                    + $"{i}</FIRST_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>XXe.{i + 1:000}</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><ENTITY_ALIAS/><ENTITY_ADDRESS/><SORT_KEY/></ENTITY>\n");
        }

        return xml.Append("</ENTITIES>\n</CONSOLIDATED_LIST>").ToString();
    }

    private static void Individual(StringBuilder xml, int number, string first, string second, int year) => xml.Append(
        CultureInfo.InvariantCulture,
        $"""
        <INDIVIDUAL><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{first}</FIRST_NAME><SECOND_NAME>{second}</SECOND_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE>
        <REFERENCE_NUMBER>XXi.{number:000}</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><NATIONALITY><VALUE>Norway</VALUE></NATIONALITY>
        <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>{year}</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
        <INDIVIDUAL_DOCUMENT/></INDIVIDUAL>

        """);

    private static string Family(int i)
        => string.Concat(Syllables[i % 10], Syllables[i / 10 % 10], Syllables[((i * 7) + 3) % 10], Syllables[i / 100]).ToUpperInvariant();
}
