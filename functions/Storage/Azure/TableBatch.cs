using System.Globalization;
using System.Text;

namespace Compliance.Functions.Storage.Azure;

/// <summary>An entity group transaction as the multipart text the service reads. Source: learn.microsoft.com, "Performing entity group
/// transactions".</summary>
internal static class TableBatch
{
    /// <summary>The content and its content type.</summary>
    public static (byte[] Content, string ContentType) Write(
        string endpoint, string table, string partition, IReadOnlyList<RecordOperation> operations, string write)
    {
        using var content = new MemoryStream();
        Line(content, $"--batch_{write}");
        Line(content, $"Content-Type: multipart/mixed; boundary=changeset_{write}");
        Line(content, "");
        foreach (var operation in operations)
        {
            Line(content, $"--changeset_{write}");
            Line(content, "Content-Type: application/http");
            Line(content, "Content-Transfer-Encoding: binary");
            Line(content, "");
            Operation(content, endpoint, table, TableRequest.Of(table, partition, operation, write));
        }

        Line(content, $"--changeset_{write}--");
        Line(content, $"--batch_{write}--");
        return (content.ToArray(), $"multipart/mixed; boundary=batch_{write}");
    }

    /// <summary>The inner answers: one per operation where the batch was applied, one alone where it was not.</summary>
    public static List<TableBatchAnswer> Read(string content)
    {
        var answers = new List<TableBatchAnswer>();
        using var lines = new StringReader(content);
        for (var line = lines.ReadLine(); line is not null; line = lines.ReadLine())
        {
            if (line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            {
                answers.Add(Answer(int.Parse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), lines));
            }
        }

        return answers;
    }

    private static TableBatchAnswer Answer(int status, StringReader lines)
    {
        var etag = "";
        for (var line = lines.ReadLine(); !string.IsNullOrEmpty(line); line = lines.ReadLine())
        {
            if (line.StartsWith("ETag:", StringComparison.OrdinalIgnoreCase))
            {
                etag = line[5..].Trim();
            }
        }

        var body = new StringBuilder();
        for (var line = lines.ReadLine(); line is not null && !line.StartsWith("--", StringComparison.Ordinal); line = lines.ReadLine())
        {
            body.Append(line).Append('\n');
        }

        return new TableBatchAnswer(status, etag, TableError.Read(body.ToString()));
    }

    private static void Operation(MemoryStream content, string endpoint, string table, TableRequest request)
    {
        Line(content, $"{request.Method.Method} {endpoint}{request.Path} HTTP/1.1");
        Line(content, "Accept: application/json;odata=minimalmetadata");
        Line(content, "DataServiceVersion: 3.0");
        if (request.IfMatch is { } etag)
        {
            Line(content, $"If-Match: {etag}");
        }

        if (request.Body is { } body)
        {
            Line(content, "Content-Type: application/json");
            Line(content, "Prefer: return-no-content");
            Line(content, "");
            content.Write(body);
        }
        else
        {
            Line(content, "");
        }

        Line(content, "");
    }

    private static void Line(MemoryStream content, string text) => content.Write(Encoding.UTF8.GetBytes(text + "\r\n"));
}

/// <summary>The answer to one operation of a batch, or to the whole batch where it was refused.</summary>
internal sealed record TableBatchAnswer(int Status, string ETag, TableError Error);
