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
        """{"channel":"payment","subject":"""
            + """{"id":"acct_1","type":"individual","name":"Quentin Oyelaran","birthDate":"1976-10-05","nationalities":["RU"],"owners":"""
            + """[{"name":"X","percent":50.0}]},"signals":{"ip":"203.0.113.7"},"monitor":true}""";

    /// <summary>Addresses that take a body, each with a good one.</summary>
    private static readonly (string Path, string Body)[] Commands =
    [
        ("/api/v1/events", """[{"specversion":"1.0","id":"e1","source":"/p","type":"usage.window","subject":"api_key:"""
            + """k1","time":"2026-11-30T10:00:00Z","data":{"account":"a1","end_user":"u1","from":"2026-11-30T10:00:00Z","requests":"""
            + """3,"refusals":{"cyber":2}}},{"specversion":"1.0","id":"e2","source":"/p","type":"account.signed_in","subject":"account"""
            + """:a1","time":"2026-11-30T10:00:00Z","data":{"outcome":"success","ip":"203.0.113.7"}}]"""),
        ("/api/v1/decisions", """{"action":"signup","account":"a1","key":"k1","endUser":"u1","screening":"""
            + """{"channel":"signup","subject":{"id":"a1","type":"individual","name":"Quentin Oyelaran"}}}"""),
        ("/api/v1/leads", """{"source":"hunt","externalId":"x1","subject":"account:"""
            + """a1","ground":"abuse.velocity","text":"to look into","severity":3,"certaintyPercent":50}"""),
        ("/api/v1/leads/led_0123456789abcdef0123456789abcdef/claim", """{"version":0,"text":"x","until":"2026-12-01T00:00:"""
            + """00Z","subject":"account:a1"}"""),
        ("/api/v1/actions", """{"subject":"api_key:k1","rung":3,"limits":{"requestsPerMinute":10},"until":"2026-12-20T00:00:"""
            + """00Z","grounds":[{"code":"law.order","row":"r","facts":"f"}],"text":"x"}"""),
        ("/api/v1/actions/act_0123456789abcdef0123456789abcdef_0123456789ab/lift", """{"version":1,"text":"over","reason":"lifted"}"""),
        ("/api/v1/standings/acks", """{"subject":"account:a1","surface":"router","version":1,"appliedAt":"2026-11-30T10:00:00Z"}"""),
        ("/api/v1/provider-notices/openai/cases", """{"id":"case_1","object":"safety.case","entity_identifier":"u1","notice":"""
            + """{"type":"warning"}}"""),
        ("/api/v1/provider-notices/openai", """{"object":"event","type":"safety.warning_issued","data":{"id":"case_1"}}"""),
        ("/api/v1/retention/holds", """{"subjectId":"a1","reason":"case 4711"}"""),
        ("/api/v1/keys", """{"name":"router","scopes":["read"],"days":30,"holder":"ben"}"""),
        ("/api/v1/views", """{"name":"mine","query":"status=open"}"""),
        ("/api/v1/networks/rulings", """{"account":"account:a1","other":"account:a2","word":"same","text":"x"}"""),
        ("/api/v1/networks/operations", """{"cluster":"0123456789abcdef0123456789abcdef","rung":2,"days":"""
            + """30,"ground":"abuse.velocity","row":"r","facts":"f","text":"x","except":["account:a2"]}"""),
        ("/api/v1/networks/operations/op_0123456789abcdef01234567/second", """{"version":1,"text":"x"}"""),
        ("/api/v1/risk/overrides", """{"subject":"account:a1","harm":"coordination","floor":true,"band":"""
            + """2,"reason":"x","until":"2026-12-20T00:00:00Z"}"""),
        ("/api/v1/risk/ladder/ask", """{"version":0,"text":"x"}"""),
        ("/api/v1/risk/models", """{"text":"{}"}"""),
        ("/api/v1/policies/check", """{"text":"feature age integer 0..150\nrow A then=block\nwhen age < 7\nunknown review\nbasis """
            + """\"x\" checked 2026-11-22"}"""),
        ("/api/v1/policies/platform/versions", """{"text":"row"}"""),
        ("/api/v1/routes/eligible", """{"organisation":"org","model":"openai/x","region":"eu","key":"k1","endUser":"u1"}"""),
        ("/api/v1/appeals", """{"subject":"account:a1","action":"act_0123456789abcdef0123456789abcdef_0123456789ab","grounds":"""
            + """["not_me"],"text":"x","language":"en","attachments":[{"name":"a.txt","content":"eA=="}]}"""),
        ("/api/v1/verifications", """{"subject":"account:a1","level":2}"""),
        ("/api/v1/verifications/stripe", """{"id":"evt_1","type":"identity.verification_session.verified","data":{"object":"""
            + """{"id":"vs_1","metadata":{"subject":"account:a1"}}}}"""),
        ("/api/v1/verifications/persona", """{"data":{"type":"event","attributes":{"name":"inquiry.approved"}}}"""),
        ("/api/v1/radar/prompts", """{"batch":"b1","account":"a1","prompts":["how do I bake bread"]}"""),
        ("/api/v1/radar/campaigns", """{"name":"c","text":"x","prompts":["p"]}"""),
        ("/api/v1/strikes", """{"subject":"account:a1","points":3,"clause":"c","days":30}"""),
        ("/api/v1/subjects/merges", """{"one":"account:a1","into":"account:a2","text":"x"}"""),
        ("/api/v1/subjects/erasures", """{"subject":"account:a1","reason":"x"}"""),
        ("/api/yente/match/default", """{"queries":{"a":{"schema":"Person","properties":{"name":["Quentin Oyelaran"],"birthDate":"""
            + """["1976-10-05"]}}}}"""),
        ("/api/yente/reconcile/default", """{"queries":{"q0":{"query":"Quentin Oyelaran","type":"Person","limit":5}}}"""),
        ("/api/v1/bulk", """{"group":"x","reason":"different_birth_date","text":"as stated"}"""),
    ];

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
        "/api/v1/standing?key=k1&endUser=u1", "/api/v1/standings?since=0", "/api/v1/subjects?ref=account:a1", "/api/v1/leads",
            "/api/v1/actions", "/api/v1/queues", "/api/v1/quarantine", "/api/v1/audit", "/api/v1/rescreenings/1",
            "/app/stories?ref=account:a1", "/app/networks", "/app/networks/0123456789abcdef0123456789abcdef?from=x&to=y&day=1",
            "/api/v1/networks/operations", "/api/v1/risk/ladder", "/api/v1/policies/platform/diff?from=1&to=2", "/api/v1/controls/org",
            "/api/v1/notice-templates", "/api/v1/appeals?all=true", "/appeals/x.y", "/app/transparency?from=2026-01-01",
            "/api/yente/search/default?q=x&countries=ru", "/api/yente/entities/sample-S001",
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
        < 14 => Command(),
        _ => Any(),
    };

    /// <summary>A command whose body is nearly good, sent with the key that lets it in.</summary>
    private HostileRequest Command()
    {
        var (path, body) = Commands[_random.Next(Commands.Length)];
        var bytes = Encoding.UTF8.GetBytes(body);
        var headers = $"Authorization: Bearer {key}\r\nIdempotency-Key: k{_random.Next(50)}\r\nwebhook-id: w1\r\nwebhook-timestamp: 1\r\n"
            + "webhook-signature: v1,AAAA\r\n";
        return new HostileRequest(Encode("POST", path, headers, _random.Next(4) == 0 ? bytes : Mutated(bytes)));
    }

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
            + $"{(path.Contains("batch", StringComparison.Ordinal) ? "application/x-ndjson" : "application/json")}\r\n"
            + $"{headers}{framing}\r\n";
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
