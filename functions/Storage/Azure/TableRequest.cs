using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>One record operation as a request.</summary>
internal sealed record TableRequest(RequestMethod Method, string Path, string? IfMatch, byte[]? Body)
{
    public static TableRequest Of(string table, string partition, RecordOperation operation, string write)
    {
        var entity = TableEntity.Path(table, partition, operation.Row);
        return operation switch
        {
            RecordOperation.Insert insert =>
                new(RequestMethod.Post, $"/{table}", null, TableEntity.Write(partition, insert.Row, insert.Json, write)),
            RecordOperation.Replace replace =>
                new(RequestMethod.Put, entity, replace.ETag, TableEntity.Write(partition, replace.Row, replace.Json, write)),
            RecordOperation.Put put => new(RequestMethod.Put, entity, null, TableEntity.Write(partition, put.Row, put.Json, write)),
            RecordOperation.Delete delete => new(RequestMethod.Delete, entity, delete.ETag, null),
            _ => throw new InvalidOperationException($"No rule for the operation {operation.GetType().Name}."),
        };
    }
}
