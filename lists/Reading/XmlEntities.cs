using System.Xml;
using System.Xml.Linq;

namespace Compliance.Lists.Reading;

/// <summary>
/// Streams the entities of an XML list one at a time, so that memory holds one entity and not the list. Elements are found by local name:
/// publishers change namespaces without notice. Document types are refused, which ends entity bombs and external references.
/// </summary>
public sealed class XmlEntities : IDisposable
{
    private readonly ListFile _file;
    private readonly XmlReader _reader;

    private XmlEntities(ListFile file, XmlReader reader) => (_file, _reader) = (file, reader);

    /// <summary>Attributes of the root element by local name.</summary>
    public IReadOnlyDictionary<string, string> RootAttributes { get; private set; } = new Dictionary<string, string>();

    /// <summary>Namespace of the root element.</summary>
    public string RootNamespace { get; private set; } = "";

    /// <summary>Opens the file and checks its root.</summary>
    /// <param name="file">The file, already expanded.</param>
    /// <param name="roots">Local names that the root may have.</param>
    /// <exception cref="ListFormatException">Empty, not XML, or another root.</exception>
    public static XmlEntities Open(ListFile file, params string[] roots)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
            CheckCharacters = false,
        };
        var reader = XmlReader.Create(file.Open(), settings);
        var entities = new XmlEntities(file, reader);
        try
        {
            entities.ReadRoot(roots);
            return entities;
        }
        catch (ListFormatException)
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Reads on to the next element that bears one of the names; null at the well-formed end of the document. Other elements are
    /// descended into.</summary>
    /// <exception cref="ListFormatException">The document is cut off or not well-formed.</exception>
    public XElement? Next(params ReadOnlySpan<string> names)
    {
        try
        {
            while (!_reader.EOF)
            {
                if (_reader.NodeType == XmlNodeType.Element && names.Contains(_reader.LocalName))
                {
                    var line = ((IXmlLineInfo)_reader).LineNumber;
                    var element = (XElement)XNode.ReadFrom(_reader);
                    element.AddAnnotation(new ElementLine(line));
                    return element;
                }

                _reader.Read();
            }

            return null;
        }
        catch (XmlException error)
        {
            throw Broken(error);
        }
    }

    /// <summary>Where an entity stands, for quarantine: its name, its key and its line.</summary>
    public static string LocationOf(XElement entity, string? key) =>
        $"{entity.Name.LocalName} {(string.IsNullOrWhiteSpace(key) ? "without key" : key)} (line "
        + $"{entity.Annotation<ElementLine>()?.Line ?? 0})";

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void ReadRoot(string[] roots)
    {
        try
        {
            _reader.MoveToContent();
            if (_reader.NodeType != XmlNodeType.Element || !roots.Contains(_reader.LocalName, StringComparer.Ordinal))
            {
                throw new ListFormatException(
                    $"{_file.Path}: the root element is '{_reader.LocalName}', not {string.Join(" or ", roots)}.");
            }

            RootNamespace = _reader.NamespaceURI;
            var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
            while (_reader.MoveToNextAttribute())
            {
                attributes[_reader.LocalName] = _reader.Value;
            }

            RootAttributes = attributes;
            _reader.MoveToElement();
            _reader.Read();
        }
        catch (XmlException error)
        {
            throw Broken(error);
        }
    }

    private ListFormatException Broken(XmlException error) =>
        new($"{_file.Path}: not well-formed XML at line {error.LineNumber}, position {error.LinePosition}: {error.Message}", error);

    private sealed record ElementLine(int Line);
}

/// <summary>Reads elements by local name, with values trimmed and inner white space collapsed.</summary>
public static class XmlValues
{
    /// <summary>The first child of that local name; null where absent.</summary>
    public static XElement? Child(this XElement? element, string name)
    {
        if (element is not null)
        {
            foreach (var child in element.Elements())
            {
                if (child.Name.LocalName == name)
                {
                    return child;
                }
            }
        }

        return null;
    }

    /// <summary>All children of that local name, none where the element itself is absent.</summary>
    public static IEnumerable<XElement> Children(this XElement? element, string name) =>
        element is null ? [] : element.Elements().Where(child => child.Name.LocalName == name);

    /// <summary>The children of a container element: <c>akaList</c> and its <c>aka</c>.</summary>
    public static IEnumerable<XElement> Children(this XElement? element, string container, string name)
        => element.Child(container).Children(name);

    /// <summary>The text of a child, trimmed, inner white space collapsed; null where absent or empty.</summary>
    public static string? Text(this XElement? element, string name) => element.Child(name).Text();

    /// <summary>The text of the element, trimmed, inner white space collapsed; null where absent or empty.</summary>
    public static string? Text(this XElement? element) => PublishedValue.Clean(element?.Value);

    /// <summary>An attribute by local name, trimmed; null where absent or empty.</summary>
    public static string? Attr(this XElement? element, string name) => PublishedValue.Clean(element?.Attributes()
        .FirstOrDefault(attribute => attribute.Name.LocalName == name)?.Value);
}
