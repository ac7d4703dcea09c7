using System.Globalization;
using System.Xml.Linq;
using Compliance.Lists.Reading;

namespace Compliance.Lists.EuFsf;

/// <summary>One object of a sanctioned entity (name, birth, address …) with the attribute names of the XML form, whichever form it comes
/// from.</summary>
/// <param name="Get">The value of an attribute; null where it is empty.</param>
/// <param name="Remarks">Remarks on the object.</param>
internal sealed record EuObject(Func<string, string?> Get, IReadOnlyList<string> Remarks)
{
    /// <summary>Number of the object; the lowest name is the oldest.</summary>
    public long LogicalId => long.TryParse(Get("logicalId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? id : long.MaxValue;

    /// <summary>True where the attribute says so: <c>true</c> in XML, <c>YES</c> in CSV.</summary>
    public bool Is(string attribute) => Get(attribute)?.ToUpperInvariant() is "TRUE" or "YES" or "Y" or "1";

    /// <summary>The text of an attribute; "-" and "00" stand for nothing.</summary>
    public string? Text(string attribute) => Get(attribute) is { } text && text != "00" && !PublishedValue.IsPlaceholder(text) ? text
        : null;

    /// <summary>An element of the XML form.</summary>
    public static EuObject Of(XElement element) =>
        new(element.Attr, [.. element.Children("remark").Select(remark => remark.Text()).OfType<string>()]);

    /// <summary>The columns of the CSV form that begin with the prefix; null where the row holds no such object.</summary>
    public static EuObject? Of(TableRow row, string prefix)
    {
        if (row[$"{prefix}_LogicalId"] is null)
        {
            return null;
        }

        var remark = row[$"{prefix}_Remark"];
        return new EuObject(attribute => row[$"{prefix}_{ColumnOf(attribute)}"], remark is null ? [] : [remark]);
    }

    private static string ColumnOf(string attribute) => attribute switch
    {
        "dayOfMonth" => "Day",
        "monthOfYear" => "Month",
        "issueDate" => "IssuedDate",
        "identificationTypeCode" => "TypeCode",
        "identificationTypeDescription" => "TypeDescription",
        _ => attribute,
    };
}
