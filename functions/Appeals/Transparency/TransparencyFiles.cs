using System.Globalization;
using System.Text;
using Compliance.EnforcementCore.Appeals;

namespace Compliance.Functions.Appeals.Transparency;

/// <summary>The report as files.</summary>
internal static class TransparencyFiles
{
    /// <summary>One row a number, comma-separated (RFC 4180).</summary>
    public static string Csv(IEnumerable<TransparencyRow> rows)
    {
        var text = new StringBuilder("section,indicator,scope,value\r\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Section},{row.Indicator},{row.Scope},{row.Value}\r\n");
        }

        return text.ToString();
    }
}
