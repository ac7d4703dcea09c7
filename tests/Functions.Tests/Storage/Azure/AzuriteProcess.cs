using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compliance.Functions.Storage.Azure;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>One running storage emulator: over HTTP for the account's key, or over HTTPS with a certificate of its own for
/// tokens.</summary>
public sealed class AzuriteProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TemporaryDirectory directory;

    private AzuriteProcess(Process process, TemporaryDirectory directory, string scheme, int[] ports)
    {
        this.process = process;
        this.directory = directory;
        Blob = Endpoint(0);
        Queue = Endpoint(1);
        Table = Endpoint(2);

        Uri Endpoint(int service) => new($"{scheme}://127.0.0.1:{ports[service]}/{Account}");
    }

    /// <summary>The emulator's account.</summary>
    public const string Account = "devstoreaccount1";

    /// <summary>Further accounts, each empty, with the public key of the emulator's own.</summary>
    public static IReadOnlyList<string> Accounts { get; } = [.. Enumerable.Range(1, 40).Select(number => $"account{number}")];

    /// <summary>Why tests on the emulator are skipped; null where they run. In the build of record (<c>CI=true</c>) they always run, and
    /// fail where it is missing: a hundred tests skipped in silence once passed for a green build.</summary>
    public static string? Absent { get; } = File.Exists(Script) || IsBuildOfRecord ? null : Missing;

    private const string Missing = "needs Azurite: run `npm ci` in tests/Azurite";

    private static bool IsBuildOfRecord
        => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public Uri Blob { get; }

    public Uri Queue { get; }

    public Uri Table { get; }

    /// <summary>The certificate of its HTTPS endpoints, self-signed, in PEM.</summary>
    public string CertificateFile => directory.File("cert.pem");

    /// <summary>The certificate's private key, in PEM.</summary>
    public string KeyFile => directory.File("key.pem");

    /// <summary>An account reached with a token over HTTPS.</summary>
    public AzureStorageOptions TokenOptions(string account) => new()
    {
        BlobServiceUri = new Uri(Blob, "/" + account),
        QueueServiceUri = new Uri(Queue, "/" + account),
        TableServiceUri = new Uri(Table, "/" + account),
        Credential = new UnsignedToken("https://storage.azure.com"),
        Transport = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true },
        RetryDelay = TimeSpan.FromMilliseconds(20),
    };

    private static string Script => Path.Combine(TestData.RepositoryRoot(), "tests", "Azurite", "node_modules", ".bin", "azurite");

    /// <summary>Starts it on free ports, in memory, and waits until it answers.</summary>
    public static AzuriteProcess Start(bool https)
    {
        if (!File.Exists(Script))
        {
            throw new InvalidOperationException($"This test {Missing}.");
        }

        var directory = new TemporaryDirectory();
        var ports = FreePorts(3);
        var start = new ProcessStartInfo(Script)
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory.Path };
        string[] arguments =
        [
            "--silent", "--inMemoryPersistence", "--disableTelemetry",
            "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
        ];
        foreach (var argument in https ? [.. arguments, "--oauth", "basic", .. Certificate(directory)] : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["AZURITE_ACCOUNTS"] =
            string.Join(';', Accounts.Prepend(Account).Select(account => $"{account}:{KeyAzuriteFixture.Key}"));
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{Script} did not start.");
        var said = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var azurite = new AzuriteProcess(process, directory, https ? "https" : "http", ports);
        var clock = Stopwatch.StartNew();
        while (!ports.All(Answers))
        {
            if (process.HasExited || clock.Elapsed > StartLimit)
            {
                azurite.Dispose();
                throw new InvalidOperationException($"Azurite did not listen within {StartLimit}: {string.Join(' ', said)}");
            }

            Thread.Sleep(50);
        }

        return azurite;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
        directory.Dispose();
    }

    private static string[] Certificate(TemporaryDirectory directory)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(directory.File("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(directory.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
        return ["--cert", directory.File("cert.pem"), "--key", directory.File("key.pem")];
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            return [.. listeners.Select(listener =>
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            })];
        }
        finally
        {
            Array.ForEach(listeners, listener => listener.Stop());
        }
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
