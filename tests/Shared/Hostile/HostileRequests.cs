using System.Globalization;
using System.Text;

namespace Compliance.Tests.Shared.Hostile;

/// <summary>
/// Requests that nobody well-meaning sends, the same for the same seed: broken JSON, broken paths, headers and lengths that lie, forged
/// tokens, noise. About a third bears good credentials, so that the code behind the door is reached.
/// </summary>
public sealed class HostileRequests(int seed, string key)
{
    private const string Screening =
        """{"channel":"payment","subject":{"id":"acct_1","type":"individual","name":"Quentin Oyelaran","birthDate":"1976-10-05","nationalities":["RU"],"owners":[{"name":"X","percent":50.0}]},"signals":{"ip":"203.0.113.7"},"monitor":true}""";

    private static readonly string[] Methods =
        ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "get", "X"];

    private static readonly string[] Paths =
    [
        "/api/v1/screenings", "/api/v1/screenings/batch", "/api/v1/screenings/scr_0", "/api/v1/lists", "/api/v1/lists/us-ofac-sdn/refresh",
            "/api/v1/parties/sample:S001", "/api/v1/alerts",
        "/api/v1/alerts/0123456789abcdef-1", "/api/v1/alerts/0123456789abcdef-1/claim", "/api/v1/alerts/0123456789abcdef-1/disposition",
            "/api/v1/keys", "/api/v1/keys/x/revoke",
        "/api/v1/officers/ana/sign-out", "/app/alerts", "/app/sign-in", "/app/sign-in/start", "/app/signed-in?code=x&state=y",
            "/app/front-channel-sign-out?iss=x&sid=y", "/app/assets/console.css",
        "/health/live", "/health/ready", "/openapi/v1.json", "/", "/admin/host/status", "/runtime/webhooks",
    ];

    private static readonly string[] HeaderNames =
    [
        "Authorization", "X-Api-Key", "X-MS-CLIENT-PRINCIPAL", "X-ARR-LOG-ID", "X-Forwarded-For", "Idempotency-Key", "Cookie",
            "traceparent", "tracestate", "baggage", "Accept-Encoding", "Expect",
        "Content-Encoding", "Range", "If-None-Match", "X-Officer", "X-Officer-Role", "X-HTTP-Method-Override", "Origin", "Accept-Language",
            "Content-Type", "X-Functions-Key",
    ];

    private static readonly string[] Pieces =
    [
        "\u0000", "\ufeff", "\\ud800", "\\u0000", "{", "[", "\"", "1e400", "-0", "99999999999999999999999999", "null", "true", "../",
            "%2e%2e%2f", "%00", "%c0%af", "😀", "‮", "a\r\nX: y", ";", ",",
        "{{7*7}}", "<script>", "' OR 1=1 --", "$(id)", "Infinity", "2026-13-45", "nonce", "eyJhbGciOiJub25lIn0.e30.",
            "ck_0123456789_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next request.</summary>
    public HostileRequest Next() => _random.Next(20) switch
    {
        0 => new HostileRequest(Noise(_random.Next(1, 400))),
        1 or 2 => new HostileRequest(Mutated(Encode("POST", "/api/v1/screenings", Credentials(), Encoding.UTF8.GetBytes(Screening)))),
        < 9 => new HostileRequest(Encode("POST", "/api/v1/screenings", Credentials(), Mutated(Encoding.UTF8.GetBytes(Screening)))),
        9 => new HostileRequest(Encode("POST", "/api/v1/screenings", Credentials(), Deep())),
        _ => Any(),
    };

    private HostileRequest Any()
    {
        var path = Pick(Paths);
        if (_random.Next(3) == 0)
        {
            var at = _random.Next(1, path.Length + 1);
            path = path[..at] + Uri.EscapeDataString(Pick(Pieces)) + (_random.Next(4) == 0 ? Pick(Pieces) : "") + path[at..];
        }

        if (_random.Next(4) == 0)
        {
            path += $"?{Pick(["status", "sort", "page", "q", "return", "chain", "finding"])}={Uri.EscapeDataString(Pick(Pieces))}";
        }

        var headers = Credentials()
            + string.Concat(Enumerable.Range(0, _random.Next(4))
            .Select(_ => $"{Pick(HeaderNames)}: {Pick(Pieces).Replace("\r\n", " ", StringComparison.Ordinal)}\r\n"));
        var body = _random.Next(3) == 0
            ? [] : Mutated(Encoding.UTF8.GetBytes(_random.Next(2) == 0 ? Screening
            : """{"version":1,"text":"x","findings":["a"],"name":"router","scopes":["read"]}"""));
        return new HostileRequest(Encode(Pick(Methods), path, headers, body));
    }

    private string Credentials() => _random.Next(3) switch
    {
        0 => $"Authorization: Bearer {key}\r\n",
        1 => _random.Next(2) == 0 ? "" : $"Authorization: Bearer {Pick(Pieces).Replace("\r\n", " ", StringComparison.Ordinal)}\r\n",
        _ => $"X-Api-Key: {key}\r\n",
    };

    private byte[] Encode(string method, string path, string headers, byte[] body)
    {
        var length = _random.Next(40) == 0 ? _random.Next(-1, 2_000_000) : body.Length;
        var framing = _random.Next(30) == 0 ? "Transfer-Encoding: chunked\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        var head = $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: "
            + $"{(path.Contains("batch", StringComparison.Ordinal) ? "application/x-ndjson" : "application/json")}\r\n{headers}{framing}\r\n";
        return [.. Encoding.UTF8.GetBytes(head), .. body];
    }

    private byte[] Mutated(byte[] good)
    {
        var bytes = new List<byte>(good);
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            var at = _random.Next(bytes.Count + 1);
            switch (_random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, _random.Next(1, 30)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Pieces)));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.Take(_random.Next(bytes.Count)).ToArray());
                    break;
                case 4:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)Pick(["a", "[", "9", " ", "\""])[0], _random.Next(2000)));
                    break;
                default:
                    bytes = [.. bytes.Take(at)];
                    break;
            }
        }

        return [.. bytes];
    }

    private byte[] Deep()
    {
        var depth = _random.Next(20, 5000);
        return Encoding.UTF8.GetBytes($$"""{"subject":{"name":"A","owners":"""
            + string.Concat(Enumerable.Repeat("""[{"name":"B","percent":50,"ownedBy":""", depth)));
    }

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Pick(IReadOnlyList<string> from) => from[_random.Next(from.Count)];
}
