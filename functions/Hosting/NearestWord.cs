namespace Compliance.Functions.Hosting;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearestWord
{
    /// <summary>Words of other interfaces for what has its own name here.</summary>
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["dob"] = "birthdate",
        ["dateofbirth"] = "birthdate",
        ["birthday"] = "birthdate",
        ["fullname"] = "name",
        ["citizenship"] = "nationalities",
        ["kind"] = "type",
        ["sex"] = "gender",
        ["email"] = "emails",
        ["phone"] = "phones",
    };

    /// <summary>The nearest of the known names: the same but for case and separators, the usual other word for it, its singular, or at most
    /// a third of its letters away; null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var wanted = Bare(name);
        wanted = Usual.GetValueOrDefault(wanted, wanted);
        return known.Select(one => (Name: one, Distance: Distance(wanted, Bare(one)))).Where(one => one.Distance * 3 <= one.Name.Length)
            .OrderBy(one => one.Distance).ThenBy(one => one.Name, StringComparer.Ordinal).Select(one => one.Name).FirstOrDefault();
    }

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > Math.Max(a.Length, b.Length) / 2 + 1)
        {
            return int.MaxValue / 4;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (row[j], diagonal) = (Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)), row[j]);
            }
        }

        return row[^1];
    }
}
