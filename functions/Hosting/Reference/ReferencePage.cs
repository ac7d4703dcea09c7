using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compliance.Functions.Hosting.Reference;

/// <summary>Writes a page of the reference: all parts with their addresses, or one part with fields, answers and types.</summary>
internal sealed class ReferencePage
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private readonly StringBuilder _html = new();
    private readonly JsonElement _document;
    private readonly ReferenceTypes _types;

    private ReferencePage(JsonElement document) => (_document, _types) = (document, new ReferenceTypes(document));

    /// <summary>The page; null where no address has the tag.</summary>
    public static string? Of(JsonElement document, string? tag, string styles)
    {
        var operations = OperationsOf(document).ToList();
        var tags = operations.Select(one => one.Tag).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (tag is not null && !tags.Contains(tag))
        {
            return null;
        }

        var page = new ReferencePage(document);
        page.Begin(tag, styles, tags);
        if (tag is null)
        {
            page.Index(operations, tags);
        }
        else
        {
            foreach (var operation in operations.Where(one => one.Tag == tag))
            {
                page.Operation(operation);
            }

            page.Types();
        }

        return page._html.Append("</main></div></body></html>").ToString();
    }

    /// <summary>Text as HTML.</summary>
    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    private static IEnumerable<ReferenceOperation> OperationsOf(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where Methods.Contains(method.Name)
        select new ReferenceOperation(method.Name.ToUpperInvariant(), path.Name, method.Value.TryGetProperty("tags", out var tags)
            ? tags[0].GetString()! : "Other", method.Value);

    private void Begin(string? tag, string styles, List<string> tags)
    {
        var title = tag is null ? "API reference" : $"{tag} · API reference";
        _html.Html($"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)}</title><link rel="stylesheet" href="{styles}"></head><body><a class="skip" href="#main">Skip to content</a>
            <div class="reference"><main id="main" tabindex="-1"><h1>{Encode(tag ?? "API reference")}</h1>
            <nav aria-label="Parts of the API" class="counts">
            """);
        foreach (var one in tags)
        {
            _html.Html($"<a class=\"count\" href=\"/openapi/reference/{Uri.EscapeDataString(one)}\"{(one == tag
                ? " aria-current=\"page\"" : "")}>{Encode(one)}</a>");
        }

        _html.Append("</nav>");
    }

    private void Index(List<ReferenceOperation> operations, List<string> tags)
    {
        _html.Append("<p class=\"muted\">Machines read <a href=\"/openapi/v1.json\">/openapi/v1.json</a>. Send the key as ")
            .Append("<code>Authorization: Bearer KEY</code> or <code>X-Api-Key: KEY</code>.</p>");
        foreach (var tag in tags)
        {
            _html.Html($"<section class=\"card\"><h2><a href=\"/openapi/reference/{Uri.EscapeDataString(tag)}\">{Encode(tag)}</a></h2>")
                .Append("<ul class=\"plain\">");
            foreach (var one in operations.Where(one => one.Tag == tag))
            {
                _html.Html($"<li><a href=\"/openapi/reference/{Uri.EscapeDataString(tag)}#{Encode(one.Id)}\"><code>{one.Method} ")
                    .Html($"{Encode(one.Path)}</code></a> <span class=\"muted\">{Encode(one.Text("summary"))}</span></li>");
            }

            _html.Append("</ul></section>");
        }
    }

    private void Operation(ReferenceOperation one)
    {
        _html.Html($"<section class=\"card\" id=\"{Encode(one.Id)}\"><h2><code>{one.Method} {Encode(one.Path)}</code></h2>")
            .Html($"<p><strong>{Encode(one.Text("summary"))}</strong></p>");
        if (one.Text("description") is { Length: > 0 } description)
        {
            _html.Html($"<p>{Encode(description)}</p>");
        }

        if (one.Json.TryGetProperty("parameters", out var parameters))
        {
            Open("Parameters of " + one.Id, "Parameter", "In", "Type", "Meaning");
            foreach (var parameter in parameters.EnumerateArray())
            {
                Row(parameter.GetProperty("name").GetString(), [Encode(parameter.GetProperty("in").GetString()),
                    parameter.TryGetProperty("schema", out var schema) ? _types.Write(schema) : "",
                    Encode(parameter.TryGetProperty("description", out var text) ? text.GetString() : "")]);
            }

            Close();
        }

        if (one.Json.TryGetProperty("requestBody", out var body) && body.TryGetProperty("content", out var sent))
        {
            _html.Append("<p>Body: ").AppendJoin(", ", sent.EnumerateObject().Select(Content)).Append("</p>");
            foreach (var content in sent.EnumerateObject())
            {
                if (content.Value.TryGetProperty("example", out var example))
                {
                    _html.Html($"<pre tabindex=\"0\"><code>{Encode(JsonSerializer.Serialize(example, Indented))}</code></pre>");
                }
            }
        }

        Open("Answers of " + one.Id, "Answer", "Body");
        foreach (var answer in one.Json.GetProperty("responses").EnumerateObject())
        {
            Row(answer.Name, [answer.Value.TryGetProperty("content", out var content)
                ? string.Join(", ", content.EnumerateObject().Select(Content)) : "none"]);
        }

        Close();
        _html.Append("</section>");
    }

    private string Content(JsonProperty content) => $"<code>{Encode(content.Name)}</code> "
        + (content.Value.TryGetProperty("schema", out var schema) ? _types.Write(schema) : "");

    private void Types()
    {
        foreach (var (name, schema) in _types.Used())
        {
            _html.Html($"<section class=\"card\" id=\"type-{Encode(name)}\"><h2>{Encode(name)}</h2>");
            if (schema.TryGetProperty("description", out var text))
            {
                _html.Html($"<p>{Encode(text.GetString())}</p>");
            }

            if (schema.TryGetProperty("properties", out var properties))
            {
                var required = schema.TryGetProperty("required", out var must)
                    ? must.EnumerateArray().Select(one => one.GetString()).ToHashSet() : [];
                Open("Fields of " + name, "Field", "Type", "Meaning");
                foreach (var property in properties.EnumerateObject())
                {
                    Row(property.Name, [_types.Write(property.Value) + (required.Contains(property.Name) ? ", always there" : ""),
                        Encode(property.Value.TryGetProperty("description", out var meaning) ? meaning.GetString() : "")]);
                }

                Close();
            }
            else
            {
                _html.Html($"<p>{_types.Write(schema)}</p>");
            }

            _html.Append("</section>");
        }
    }

    private void Open(string name, params string[] columns)
    {
        _html.Html($"<div class=\"scroll\" role=\"region\" aria-label=\"{Encode(name)}\" tabindex=\"0\">")
            .Append("<table class=\"cards\"><thead><tr>");
        foreach (var column in columns)
        {
            _html.Html($"<th scope=\"col\">{column}</th>");
        }

        _html.Append("</tr></thead><tbody>");
    }

    private void Row(string? first, string[] cells)
    {
        _html.Html($"<tr><th scope=\"row\"><code>{Encode(first)}</code></th>");
        foreach (var cell in cells)
        {
            _html.Html($"<td>{cell}</td>");
        }

        _html.Append("</tr>");
    }

    private void Close() => _html.Append("</tbody></table></div>");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}

/// <summary>One address and method.</summary>
internal sealed record ReferenceOperation(string Method, string Path, string Tag, JsonElement Json)
{
    /// <summary>Its name in the document, or method and path where it has none.</summary>
    public string Id => Json.TryGetProperty("operationId", out var id) ? id.GetString()! : $"{Method}{Path}".Replace('/', '-');

    /// <summary>A text of it; empty where there is none.</summary>
    public string Text(string name) => Json.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}

/// <summary>Adds HTML that is made already.</summary>
internal static class HtmlText
{
    public static StringBuilder Html(this StringBuilder page, string html) => page.Append(html);
}
