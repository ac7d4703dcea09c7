using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Corpus;

/// <summary>
/// Official files in a directory that somebody else fills. Names, lengths and times are polled; a change is read once it has stood still for one
/// poll, so that a file is not read while it is being written. A list whose files are gone is a failure: its last good version stays and ages.
/// </summary>
internal sealed class DirectorySupply(string directory, TimeSpan pollEvery, TimeProvider time) : IListSupply
{
    private string? _read;
    private string? _seen;
    private ImmutableArray<ListCode> _present = [];
    private ImmutableArray<ListFailure> _failed = [];

    public ImmutableArray<ListCode> Required => [];

    public TimeSpan PollEvery => pollEvery;

    public Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored, CancellationToken cancellation)
    {
        string print;
        try
        {
            print = Fingerprint();
        }
        catch (IOException error)
        {
            return Task.FromResult(new SupplyFindings([], [], [.. stored.Keys.Order().Select(code => new ListFailure(code, $"The directory could not be read: {error.Message}"))]));
        }

        if (print == _read && only is null)
        {
            return Task.FromResult(new SupplyFindings([], _present, _failed));
        }

        var settled = _read is null || only is not null || print == _seen;
        _seen = print;
        return Task.FromResult(settled ? ReadAll(print, only, stored, cancellation) : SupplyFindings.None);
    }

    private SupplyFindings ReadAll(string print, ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored, CancellationToken cancellation)
    {
        var reading = ListLibrary.ReadNewest(DirectoryFiles.Enumerate(directory), time.GetUtcNow(), cancellation);
        _read = print;
        _present = [.. reading.Snapshots.Select(snapshot => snapshot.Version.Code)];
        _failed =
        [
            .. reading.Problems.Where(problem => problem.List.Value.Length > 0).Select(problem => new ListFailure(problem.List, $"{problem.Path}: {problem.Reason}")),
            .. stored.Keys.Except(_present).Except(reading.Problems.Select(problem => problem.List)).Order()
                .Select(code => new ListFailure(code, "The directory holds no file of this list any more; the last good version stays.")),
        ];
        var wanted = reading.Snapshots.Where(snapshot => only is null || snapshot.Version.Code == only);
        return new SupplyFindings(
            [.. wanted.Select(snapshot => new FreshList(snapshot, []))],
            [],
            [.. _failed.Where(failure => only is null || failure.List == only)]);
    }

    private string Fingerprint()
    {
        if (!Directory.Exists(directory) && !File.Exists(directory))
        {
            throw new DirectoryNotFoundException($"'{directory}' is not there.");
        }

        var files = File.Exists(directory) ? [new FileInfo(directory)] : new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories);
        var text = string.Join('\n', files.Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
