using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Reflection;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// The messages between the Functions host and its worker: gRPC frames (a flag, four bytes of length, the message), read and written as
/// JSON. The descriptor of the protocol lies in the worker's own library.
/// </summary>
internal static class RpcMessages
{
    /// <summary>The one address of the protocol.</summary>
    public const string Path = "/AzureFunctionsRpcMessages.FunctionRpc/EventStream";

    private const int HeadBytes = 5;
    private static readonly MessageDescriptor Streaming = Find();

    /// <summary>Reads message after message until the worker closes its side.</summary>
    public static async IAsyncEnumerable<JsonObject> ReadAllAsync(PipeReader reader)
    {
        while (await ReadAsync(reader, HeadBytes) is { } head)
        {
            Assert.Equal(0, head[0]); // Not compressed.
            var body = await ReadAsync(reader, BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)))
                ?? throw new IOException("The worker went in the middle of a message.");
            yield return (JsonObject)JsonNode.Parse(JsonFormatter.Default.Format(Streaming.Parser.ParseFrom(body)))!;
        }
    }

    /// <summary>Writes a message.</summary>
    public static async Task WriteAsync(PipeWriter writer, JsonObject message)
    {
        var body = JsonParser.Default.Parse(message.ToJsonString(), Streaming).ToByteArray();
        var frame = new byte[HeadBytes + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), body.Length);
        body.CopyTo(frame, HeadBytes);
        await writer.WriteAsync(frame);
    }

    private static async Task<byte[]?> ReadAsync(PipeReader reader, int length)
    {
        var read = await reader.ReadAtLeastAsync(length);
        if (read.Buffer.Length < length)
        {
            return null;
        }

        var bytes = read.Buffer.Slice(0, length).ToArray();
        reader.AdvanceTo(read.Buffer.GetPosition(length));
        return bytes;
    }

    private static MessageDescriptor Find()
    {
        var reflection = Assembly.Load("Microsoft.Azure.Functions.Worker.Grpc")
            .GetType("Microsoft.Azure.Functions.Worker.Grpc.Messages.FunctionRpcReflection", throwOnError: true)!;
        var file = (FileDescriptor)reflection.GetProperty("Descriptor", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
        return file.MessageTypes.Single(message => message.Name == "StreamingMessage");
    }
}
