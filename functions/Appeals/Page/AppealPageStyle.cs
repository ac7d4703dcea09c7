using System.Security.Cryptography;
using System.Text;

namespace Compliance.Functions.Appeals.Page;

/// <summary>The style of the public page. It stands in the page itself: nothing else is loaded.</summary>
internal static class AppealPageStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --line: #76808c; --text: #14181d; --back: #fff; --mark: #0b5cad; --on: #fff; --soft: #f1f4f8; }
        @media (prefers-color-scheme: dark) { :root { --line: #8d97a3; --text: #eef2f6; --back: #12161b; --mark: #7ab8ff; --on: #0a1420; --soft: #1d232b; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text); font: 1.0625rem/1.6 system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans SC", sans-serif; overflow-wrap: anywhere; }
        main { max-width: 40rem; margin: 0 auto; padding: 1rem 1rem 4rem; }
        h1 { font-size: 1.5rem; line-height: 1.3; } h2 { font-size: 1.15rem; margin-block: 2rem .5rem; }
        dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .25rem 1rem; background: var(--soft); padding: 1rem; border-radius: .5rem; }
        dt { font-weight: 600; } dd { margin: 0; }
        fieldset { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem 1rem; margin-block: 1.5rem; }
        legend, .label { font-weight: 600; } .label { display: block; margin-block-start: 1.5rem; }
        .choice { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem; } .choice input { width: 1.4rem; height: 1.4rem; flex: none; }
        textarea, input[type=file] { width: 100%; font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem; }
        .hint { margin: .25rem 0 .5rem; font-size: .95rem; }
        button { margin-block-start: 2rem; min-height: 3rem; width: 100%; font: inherit; font-weight: 600; color: var(--on); background: var(--mark); border: 0; border-radius: .5rem; padding: .6rem 1.25rem; }
        .error { border: 2px solid #b3261e; border-radius: .5rem; padding: .25rem 1rem; margin-block: 1rem; } blockquote { margin: 0; padding-inline-start: 1rem; border-inline-start: .25rem solid var(--line); white-space: pre-wrap; }
        :focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
        """;

    /// <summary>The policy of the page: its own style, its own form, nothing else.</summary>
    public static string Policy { get; } = "default-src 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))
        + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
