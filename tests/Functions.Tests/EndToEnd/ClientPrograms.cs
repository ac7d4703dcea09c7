using System.Diagnostics;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>Runs the examples of the clients.</summary>
internal static class ClientPrograms
{
    public static string Folder { get; } = Path.Combine(TestData.RepositoryRoot(), "clients");

    public static async Task<string> RunAsync(string program, string folder, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, [file, .. arguments])
        { WorkingDirectory = Path.Combine(Folder, folder), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (await output).Trim() : throw new InvalidOperationException(await error);
    }

    public static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
