using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Compliance.Cli.Policies;

/// <summary>Reads a repository through the program <c>git</c>; it is never written to.</summary>
internal static class GitReader
{
    /// <summary>True where a folder is a repository, with or without files beside it.</summary>
    public static bool IsRepository(string folder) => Path.Exists(Path.Combine(folder, ".git"))
        || (File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")));

    /// <summary>What a command says; null where it fails.</summary>
    /// <exception cref="InvalidInputException">git is not there.</exception>
    public static string? TryRun(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git",
            ["-C", folder, "-c", "core.quotepath=off", "-c", "core.pager=cat", "-c", "log.showSignature=false", "-c",
            "core.fsmonitor=false", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        // A repository that somebody sent names no program to run and no other repository to fetch from.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        start.Environment["TZ"] = "UTC";
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            _ = error.Result;
            return process.ExitCode == 0 ? said : null;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidInputException("git is not there: a repository of texts is read through it.", missing);
        }
    }

    /// <summary>What a command says.</summary>
    /// <exception cref="InvalidInputException">It fails.</exception>
    public static string Run(string folder, params IEnumerable<string> arguments) => TryRun(folder, arguments)
        ?? throw new InvalidInputException($"'{folder}' cannot be read as a repository.");
}
