using System.Text;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests;

/// <summary>Compares parties with their reviewed canonical JSON, one a line. COMPLIANCE_UPDATE_GOLDEN=1 writes the files anew for
/// review.</summary>
internal static class Golden
{
    public static void Check(string name, IEnumerable<ListedParty> parties)
    {
        var path = Path.Combine(FixtureFiles.Root, "golden", name + ".jsonl");
        var actual = string.Concat(parties.Select(party => Encoding.UTF8.GetString(PartyCodec.Write(party)) + "\n"));
        if (Environment.GetEnvironmentVariable("COMPLIANCE_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
