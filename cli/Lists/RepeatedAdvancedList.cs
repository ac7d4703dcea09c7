using System.Collections.Frozen;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Compliance.Cli.Lists;

/// <summary>
/// Makes a large SDN_ADVANCED file out of a small one by repeating its locations, documents, parties, relations and entries under numbers
/// of their own: the real file has 120 MB, and none is at hand to measure with.
/// </summary>
internal static class RepeatedAdvancedList
{
    /// <summary>Numbers of a copy begin this far behind those of the copy before: more than the number of any party.</summary>
    private const long Step = 10_000_000;

    /// <summary>The sections whose children are repeated.</summary>
    private static readonly FrozenSet<string> Repeated =
        FrozenSet.Create(StringComparer.Ordinal, "Locations", "IDRegDocuments", "DistinctParties", "ProfileRelationships",
        "SanctionsEntries");

    /// <summary>Attributes that number what is repeated, by their element.</summary>
    private static readonly FrozenSet<string> Numbers = FrozenSet.Create(
        StringComparer.Ordinal, "Location.ID", "VersionLocation.LocationID", "IDRegDocument.IdentityID", "Identity.ID",
            "DistinctParty.FixedRef", "Profile.ID",
        "ProfileRelationship.From-ProfileID", "ProfileRelationship.To-ProfileID", "ProfileRelationship.SanctionsEntryID",
            "SanctionsEntry.ID", "SanctionsEntry.ProfileID");

    /// <summary>Writes the large file; gives how often the parties were repeated.</summary>
    /// <exception cref="InvalidInputException">The small file is not an ADVANCED file.</exception>
    public static int Write(Stream small, Stream large, long bytes)
    {
        XElement root;
        try
        {
            using var reader =
                XmlReader.Create(small, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            root = XElement.Load(reader);
        }
        catch (XmlException error)
        {
            throw new InvalidInputException($"the file is not XML: {error.Message}", error);
        }

        if (root.Name.LocalName != "Sanctions" || root.Elements().All(section => section.Name.LocalName != "DistinctParties"))
        {
            throw new InvalidInputException(
                $"the root element is '{root.Name.LocalName}'; an SDN_ADVANCED.XML has Sanctions with DistinctParties.");
        }

        var once = root.Elements().Where(section => Repeated.Contains(section.Name.LocalName))
            .Sum(section => (long)section.ToString(SaveOptions.DisableFormatting).Length);
        var times = checked((int)Math.Max(1, bytes / Math.Max(1, once)));
        using var writer = XmlWriter.Create(large, new XmlWriterSettings { CloseOutput = false });
        writer.WriteStartElement(root.Name.LocalName, root.Name.NamespaceName);
        foreach (var section in root.Elements())
        {
            if (!Repeated.Contains(section.Name.LocalName))
            {
                section.WriteTo(writer);
                continue;
            }

            writer.WriteStartElement(section.Name.LocalName, section.Name.NamespaceName);
            for (var copy = 0; copy < times; copy++)
            {
                foreach (var item in section.Elements())
                {
                    Moved(item, copy).WriteTo(writer);
                }
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        return times;
    }

    private static XElement Moved(XElement item, int copy)
    {
        var moved = new XElement(item);
        foreach (var attribute in moved.DescendantsAndSelf().Attributes()
            .Where(attribute => Numbers.Contains($"{attribute.Parent!.Name.LocalName}.{attribute.Name.LocalName}")))
        {
            attribute.Value =
                (long.Parse(attribute.Value, CultureInfo.InvariantCulture) + (copy * Step)).ToString(CultureInfo.InvariantCulture);
        }

        return moved;
    }
}
