using System.Globalization;
using System.Text;
using System.Text.Json;
using Compliance.Cli;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>A folder of its own in which commands run in this process, with captured output and settings of their own.</summary>
internal sealed class CliFolder : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _path = Directory.CreateTempSubdirectory("compliance-tool-").FullName;

    /// <summary>Settings as from the environment.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>How much later than the files it is.</summary>
    public TimeSpan Later { get; set; }

    public string PathOf(string name) => Path.Combine(_path, name);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, params string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), string.Join('\n', lines) + "\n", new UTF8Encoding(false));
        return PathOf(name);
    }

    /// <summary>Writes a UN list of invented people, of the size that its guards ask for, and gives its folder.</summary>
    public string WriteLists(string folder = "lists", string date = "2026-02-27", params string[] alsoListed)
    {
        Write($"{folder}/consolidated.xml", InventedUnList.Xml(date, alsoListed));
        return PathOf(folder);
    }

    public async Task<ToolResult> RunAsync(CancellationToken cancellation, params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        Settings.TryAdd("COMPLIANCE_DATA_DIR", PathOf("data"));
        var console = new CliConsole(output, error, new StoppedClock(Now + Later)) { Setting = key => Settings.GetValueOrDefault(key) };
        var code = await CliCommands.RunAsync(args, console, cancellation);
        return new ToolResult(code, output.ToString(), error.ToString());
    }

    public Task<ToolResult> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

/// <summary>How a command ended.</summary>
internal sealed record ToolResult(int ExitCode, string Out, string Error)
{
    /// <summary>The last line of standard output as JSON.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Out.TrimEnd('\n').Split('\n')[^1]);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The keys of that object, in their order.</summary>
    public string[] Keys => [.. Json.EnumerateObject().Select(property => property.Name)];
}
