using System.Text;
using Compliance.Lists.Reading;

namespace Compliance.Lists.Tests;

/// <summary>
/// Every form of every list, damaged at random: whatever a network or a publisher does to a file, reading it ends in a list, quarantined
/// rows or a problem that names the file, and never in an exception that would end the service.
/// </summary>
public sealed class DamagedFilesTests
{
    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(FixtureFiles.Root, "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}golden{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(FixtureFiles.Root, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_off_anywhere_is_read_refused_or_quarantined_and_nothing_else_Invariant(string path)
    {
        var bytes = BytesOf(path);
        var whole = Parties(Read(path, bytes));
        for (var i = 0; i <= 40; i++)
        {
            var reading = Read(path, bytes[..(int)((long)bytes.Length * i / 40)]);
            Assert.All(reading.Problems, problem => Assert.NotEmpty(problem.Reason));
            Assert.True(Parties(reading) <= whole, $"{path}, {i}/40: a part holds more than the whole");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_with_bytes_changed_lost_or_repeated_is_read_refused_or_quarantined_and_nothing_else_Invariant(string path)
    {
        var bytes = BytesOf(path);
        var random = new Random(path.Length * 7919);
        for (var round = 0; round < 60; round++)
        {
            var damaged = bytes.ToList();
            for (var hits = 1 + random.Next(4); hits > 0 && damaged.Count > 0; hits--)
            {
                var at = random.Next(damaged.Count);
                switch (random.Next(4))
                {
                    case 0: damaged[at] = (byte)random.Next(256); break;
                    case 1: damaged.RemoveRange(at, Math.Min(random.Next(1, 200), damaged.Count - at)); break;
                    case 2: damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(1, 200), damaged.Count - at))); break;
                    default: damaged.InsertRange(at, Encoding.UTF8.GetBytes(Nasty[random.Next(Nasty.Length)])); break;
                }
            }

            Assert.All(Read(path, [.. damaged]).Problems, problem => Assert.NotEmpty(problem.Path));
        }
    }

    private static readonly string[] Nasty =
        ["\0", "\u001a", "\uFEFF", "\"", "<![CDATA[", "&#0;", "9999999999999999999999", "-0-", "\r", "\\u0000", "{}", "[]", "null",
        "0000-00-00", "31/31/2020", "</", "é".Normalize(NormalizationForm.FormD)];

    private static int Parties(LibraryReading reading) => reading.Snapshots.Sum(snapshot => snapshot.Parties.Length);

    /// <summary>Workbooks stand in the repository as text.</summary>
    private static byte[] BytesOf(string path) =>
        path.EndsWith(".tsv", StringComparison.Ordinal) ? WorkbookFile.Of(FixtureFiles.Text(path))
        : File.ReadAllBytes(Path.Combine(FixtureFiles.Root, path));

    /// <summary>The damaged file among the other files of its folder.</summary>
    private static LibraryReading Read(string path, byte[] bytes)
    {
        if (path.EndsWith(".tsv", StringComparison.Ordinal))
        {
            return FixtureFiles.Read(FixtureFiles.Bytes(Path.GetFileNameWithoutExtension(path) + ".xlsx", bytes));
        }

        var folder = Path.GetDirectoryName(Path.Combine(FixtureFiles.Root, path))!;
        return FixtureFiles.Read(Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(file => Path.GetFileName(file) == Path.GetFileName(path) ? FixtureFiles.Bytes(Path.GetFileName(path), bytes)
                : new ListFile(Path.GetFileName(file), () => File.OpenRead(file))));
    }
}
