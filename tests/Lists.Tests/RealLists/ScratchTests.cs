using System.Text;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.Lists.Tests.RealLists;

public sealed class ScratchTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("real-lists/us-ofac/cons-enhanced/2025-01-10", "real-lists/us-ofac/cons-xml/2024-05-06")]
    [InlineData("real-lists/us-ofac/cons-csv/2025-12", "real-lists/us-ofac/cons-enhanced/2025-01-10")]
    [InlineData("real-lists/us-ofac/enhanced-filtered/2024-08-28", "real-lists/us-ofac/sdn-csv/2023-12-28")]
    [InlineData("real-lists/us-ofac/sdn-advanced/2024-02-23", "real-lists/us-ofac/sdn-csv/2023-12-28")]
    public void Compare(string one, string two)
    {
        var a = Read(one);
        var b = Read(two);
        var diff = new Dictionary<string, (int Count, string Example)>();
        var same = 0; var common = 0;
        foreach (var (key, x) in a)
        {
            if (!b.TryGetValue(key, out var y)) continue;
            common++;
            if (PartyCodec.HashOf(x) == PartyCodec.HashOf(y)) { same++; continue; }
            var (jx, jy) = (System.Text.Json.JsonDocument.Parse(PartyCodec.Write(x)).RootElement, System.Text.Json.JsonDocument.Parse(PartyCodec.Write(y)).RootElement);
            foreach (var name in jx.EnumerateObject().Select(p => p.Name).Union(jy.EnumerateObject().Select(p => p.Name)))
            {
                var tx = jx.TryGetProperty(name, out var vx) ? vx.ToString() : "";
                var ty = jy.TryGetProperty(name, out var vy) ? vy.ToString() : "";
                if (tx != ty)
                {
                    var before = diff.GetValueOrDefault(name);
                    diff[name] = (before.Count + 1, before.Count < 3 ? before.Example + $"\n   {key}\n     A {tx[..Math.Min(900, tx.Length)]}\n     B {ty[..Math.Min(900, ty.Length)]}" : before.Example);
                }
            }
        }
        output.WriteLine($"{one} {a.Count} {two} {b.Count} common {common} same {same}");
        foreach (var (name, (count, example)) in diff) output.WriteLine($"{name}: {count} {example}");
    }

    private static Dictionary<ListEntryId, ListedParty> Read(string folder)
    {
        var reading = ListLibrary.ReadNewest(RealFiles.Under(folder), RealFiles.RetrievedAt);
        Assert.Empty(reading.Problems);
        return reading.Snapshots.SelectMany(s => s.Parties).ToDictionary(p => p.Entry);
    }
}
