using System.Security.Cryptography;

namespace Compliance.Functions.Console;

/// <summary>The console's static files, embedded in the executable.</summary>
public static class ConsoleAssets
{
    private static readonly byte[] Css = Read("console.css");
    private static readonly byte[] Script = Read("console.js");
    private static readonly byte[] Icon = Read("icon.svg");

    /// <summary>Changes with the files: browsers may keep a version for ever.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData([.. Css, .. Script, .. Icon]).AsSpan(0, 6));

    /// <summary>The answer to a request for a file.</summary>
    internal static IResult Serve(string name, HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return name switch
        {
            "console.css" => Results.Bytes(Css, "text/css; charset=utf-8"),
            "console.js" => Results.Bytes(Script, "text/javascript; charset=utf-8"),
            "icon.svg" => Results.Bytes(Icon, "image/svg+xml"),
            _ => Results.NotFound(),
        };
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(ConsoleAssets).Assembly.GetManifestResourceStream("Console/Assets/" + name)
            ?? throw new InvalidOperationException($"The asset {name} is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
