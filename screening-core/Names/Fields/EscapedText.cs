using System.Buffers;
using System.Net;

namespace Compliance.ScreeningCore.Names.Fields;

/// <summary>A name that a web page escaped on its way: <c>SAD Import &amp;amp; Export</c>, <c>Ri&amp;#39;ad</c>.</summary>
internal static class EscapedText
{
    private static readonly SearchValues<string> Escapes =
        SearchValues.Create(["&amp;", "&#", "&quot;", "&apos;", "&lt;", "&gt;", "&nbsp;"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The text that was meant; the name itself where nothing is escaped.</summary>
    /// <param name="name">The name as it reached us.</param>
    public static string Read(string name) => name.AsSpan().ContainsAny(Escapes) ? WebUtility.HtmlDecode(name) : name;
}
