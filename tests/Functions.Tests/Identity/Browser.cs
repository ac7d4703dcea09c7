using System.Net;
using System.Text.RegularExpressions;

namespace Compliance.Functions.Tests.Identity;

/// <summary>Enough of a browser: keeps cookies (secure ones too, as if https were in front), follows nothing by itself, sends forms with
/// their token.</summary>
internal sealed partial class Browser(Uri address) : IDisposable
{
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });

    /// <summary>A form with the token of a page.</summary>
    public FormUrlEncodedContent Form(string html, params KeyValuePair<string, string>[] fields) =>
        new([.. fields, new("__RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value))]);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var answer = await _http.SendAsync(request);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            var (name, value) = (set[..set.IndexOf('=')], set[(set.IndexOf('=') + 1)..].Split(';')[0]);
            if (value.Length == 0)
            {
                Cookies.Remove(name);
            }
            else
            {
                Cookies[name] = value;
            }
        }

        return answer;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
