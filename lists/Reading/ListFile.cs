namespace Compliance.Lists.Reading;

/// <summary>One file as handed in by the shell: a path for recognition and a way to open its bytes. Opening it again starts at the
/// beginning.</summary>
/// <param name="Path">Path relative to the directory or archive that was handed in, with <c>/</c> between its parts.</param>
/// <param name="Open">Opens the bytes as stored (compressed files are expanded by <c>ListFileExpansion</c>).</param>
public sealed record ListFile(string Path, Func<Stream> Open)
{
    /// <summary>The file's name without its folders.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folder part of the path, without a slash at its end; files of one set stand in one folder.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash && slash < 0 ? "" : Path[..slash];

    /// <summary>When the file was last changed or published according to its carrier (Last-Modified, folder name); null where
    /// unknown.</summary>
    public DateTimeOffset? DateHint { get; init; }

    /// <summary>Hash of the bytes as stored (of the archive, for a file inside one); null where the shell did not hash them. Two files of
    /// one path and digest say the same.</summary>
    public string? Digest { get; init; }
}
