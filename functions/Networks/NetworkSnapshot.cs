using System.Globalization;
using System.IO.Compression;
using System.Text;
using Compliance.EnforcementCore.Networks;

namespace Compliance.Functions.Networks;

/// <summary>What a run was made of: facts and officers' words. The run is a function of them, so they are all that is kept; whoever needs
/// the run makes it again and gets the same.</summary>
/// <param name="Accounts">The accounts, in order of their ids.</param>
/// <param name="Same">Pairs of which officers said that one actor runs both, or that were merged.</param>
/// <param name="Apart">Pairs of which officers said that different people run them.</param>
internal sealed record NetworkSnapshot(IReadOnlyList<StoredAccount> Accounts, IReadOnlyList<(string, string)> Same,
    IReadOnlyList<(string, string)> Apart)
{
    private const char Tab = '\t';

    /// <summary>The facts under the ids of accounts and the fingerprints of artefacts.</summary>
    public NamedNetwork Build()
    {
        var builder = new NetworkBuilder();
        foreach (var account in Accounts)
        {
            builder.SignUp(account.Id, account.SignUp ?? NetworkFacts.UnknownHour);
            foreach (var fact in account.Facts)
            {
                builder.Add(account.Id, fact.Artefact.Type, fact.Artefact.Fingerprint, fact.First, fact.Last);
            }
        }

        return builder.Build();
    }

    /// <summary>Officers' words by the numbers of accounts; words on accounts of which nothing is known say nothing.</summary>
    public OfficerRulings Rulings(NamedNetwork network)
    {
        IEnumerable<AccountPair> Pairs(IEnumerable<(string One, string Other)> pairs) => pairs
            .Select(pair => (One: network.Find(pair.One), Other: network.Find(pair.Other)))
            .Where(pair => pair is { One: >= 0, Other: >= 0 } && pair.One != pair.Other)
            .Select(pair => AccountPair.Of(pair.One, pair.Other)).Distinct().Order();
        return new OfficerRulings([.. Pairs(Same)], [.. Pairs(Apart)]);
    }

    /// <summary>Writes it, compressed; equal snapshots are equal bytes.</summary>
    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new StreamWriter(zip, new UTF8Encoding(false)))
        {
            foreach (var account in Accounts)
            {
                Line(writer, "a", account.Key, account.Id, account.SignUp is { } hour ? Text(hour) : "");
                foreach (var fact in account.Facts.OrderBy(fact => fact.Artefact.Type)
                    .ThenBy(fact => fact.Artefact.Fingerprint, StringComparer.Ordinal))
                {
                    Line(writer, "f", Text((int)fact.Artefact.Type), fact.Artefact.Fingerprint, Text(fact.First), Text(fact.Last));
                }
            }

            foreach (var (word, pairs) in new[] { ("s", Same), ("n", Apart) })
            {
                foreach (var (one, other) in pairs)
                {
                    Line(writer, word, one, other);
                }
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static NetworkSnapshot Read(Stream stream)
    {
        using var zip = new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        var (accounts, same, apart) = (new List<StoredAccount>(), new List<(string, string)>(), new List<(string, string)>());
        while (reader.ReadLine() is { } line)
        {
            switch (line.Split(Tab))
            {
                case ["a", var key, var id, var hour]:
                    accounts.Add(new StoredAccount(key, id, hour.Length == 0 ? null : Number(hour), null, []));
                    break;
                case ["f", var type, var fingerprint, var first, var last] when accounts.Count > 0:
                    accounts[^1].Facts.Add(new StoredFact(new ArtefactKey((ArtefactType)Number(type), fingerprint), Number(first),
                        Number(last)));
                    break;
                case ["s" or "n", var one, var other]:
                    (line[0] == 's' ? same : apart).Add((one, other));
                    break;
                default:
                    throw new InvalidDataException("A line of a generation of the networks cannot be read.");
            }
        }

        return new NetworkSnapshot(accounts, same, apart);
    }

    private static void Line(StreamWriter writer, params ReadOnlySpan<string> parts)
    {
        for (var place = 0; place < parts.Length; place++)
        {
            writer.Write(parts[place]);
            writer.Write(place < parts.Length - 1 ? Tab : '\n');
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
