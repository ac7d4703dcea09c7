using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// The host's side of its channel to one worker process: start, initialisation, indexing, loading, invocations, logs, the request to end.
/// </summary>
internal sealed class WorkerChannel(string root)
{
    private readonly Channel<JsonObject> _outgoing = Channel.CreateUnbounded<JsonObject>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> _waiting = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableDictionary<string, string> _ids = [];

    /// <summary>What the worker says it can do.</summary>
    public ImmutableDictionary<string, string> Capabilities { get; private set; } = [];

    /// <summary>The functions that the worker names.</summary>
    public ImmutableArray<FunctionFile> Functions { get; private set; } = [];

    /// <summary>Log entries that the worker sent: level and text.</summary>
    public ConcurrentQueue<(string Level, string Text)> Logs { get; } = new();

    /// <summary>Serves the worker's one call, as long as it is there.</summary>
    public async Task ServeAsync(HttpContext http)
    {
        http.Features.GetRequiredFeature<IHttpMinRequestBodyDataRateFeature>().MinDataRate = null;
        http.Response.ContentType = "application/grpc";
        await http.Response.StartAsync();
        var sending = SendAllAsync(http);
        try
        {
            await foreach (var message in RpcMessages.ReadAllAsync(http.Request.BodyReader))
            {
                Take(message);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The process was killed, perhaps in the middle of a message.
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            foreach (var waiting in _waiting.Values)
            {
                waiting.TrySetException(new IOException("The worker is gone."));
            }
        }

        await sending;
    }

    /// <summary>What the host does before the first invocation.</summary>
    public async Task InitialiseAsync(TimeSpan within)
    {
        await _started.Task.WaitAsync(within);
        var initialised = await AskAsync("workerInitRequest",
            new JsonObject { ["hostVersion"] = "4.1037.0", ["workerDirectory"] = root, ["functionAppDirectory"] = root });
        AssertSucceeded(initialised["workerInitResponse"]!);
        Capabilities = initialised["workerInitResponse"]!["capabilities"]!.AsObject()
            .ToImmutableDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());
        var indexed = await AskAsync("functionsMetadataRequest", new JsonObject { ["functionAppDirectory"] = root });
        AssertSucceeded(indexed["functionMetadataResponse"]!);
        var found = indexed["functionMetadataResponse"]!["functionMetadataResults"]!.AsArray();
        Functions = [.. found.Select(function => FunctionFile.Of(function!["name"]!.GetValue<string>(),
            function["rawBindings"]!.AsArray().Select(binding => binding!.GetValue<string>())))];
        foreach (var function in found)
        {
            var id = Guid.NewGuid().ToString();
            var metadata = function!.DeepClone().AsObject();
            (metadata["directory"], metadata["functionId"]) = (root, id);
            var loaded = await AskAsync("functionLoadRequest", new JsonObject { ["functionId"] = id, ["metadata"] = metadata });
            AssertSucceeded(loaded["functionLoadResponse"]!);
            _ids = _ids.Add(function["name"]!.GetValue<string>(), id);
        }
    }

    /// <summary>Invokes a function; its answer.</summary>
    public async Task<InvocationVerdict> InvokeAsync(FunctionFile function, JsonObject data, string? invocation = null)
    {
        var id = invocation ?? Guid.NewGuid().ToString();
        var answer = await AskAsync("invocationRequest", new JsonObject
        {
            ["invocationId"] = id,
            ["functionId"] = _ids[function.Name],
            ["traceContext"] = new JsonObject { ["traceParent"] = $"00-{Guid.NewGuid():N}-0123456789abcdef-00" },
            ["inputData"] = new JsonArray(new JsonObject { ["name"] = function.Binding, ["data"] = data }),
        }, id);
        var result = answer["invocationResponse"]!["result"]!;
        return new InvocationVerdict(result["status"]?.GetValue<string>() == "Success",
            result["exception"]?["message"]?.GetValue<string>());
    }

    /// <summary>Asks for the end of an invocation.</summary>
    public void Cancel(string invocation) =>
        Send(new JsonObject { ["invocationCancel"] = new JsonObject { ["invocationId"] = invocation } });

    /// <summary>Asks the worker to end.</summary>
    public void Terminate() => Send(new JsonObject { ["workerTerminate"] = new JsonObject { ["gracePeriod"] = "5s" } });

    private async Task<JsonObject> AskAsync(string kind, JsonObject content, string? key = null)
    {
        var id = key ?? Guid.NewGuid().ToString();
        var answer = _waiting[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new JsonObject { ["requestId"] = id, [kind] = content });
        return await answer.Task;
    }

    private void Send(JsonObject message)
    {
        if (!_outgoing.Writer.TryWrite(message))
        {
            throw new IOException("The worker is gone.");
        }
    }

    private async Task SendAllAsync(HttpContext http)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync())
            {
                await RpcMessages.WriteAsync(http.Response.BodyWriter, message);
            }

            http.Response.AppendTrailer("grpc-status", "0");
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The process was killed.
        }
    }

    private void Take(JsonObject message)
    {
        if (message["startStream"] is not null)
        {
            _started.TrySetResult();
        }
        else if (message["rpcLog"] is { } log)
        {
            Logs.Enqueue((log["level"]?.GetValue<string>() ?? "Trace",
                $"{log["message"]?.GetValue<string>()} {log["exception"]?["message"]?.GetValue<string>()}".Trim()));
        }
        else if ((message["invocationResponse"]?["invocationId"] ?? message["requestId"])?.GetValue<string>() is { } id
            && _waiting.TryRemove(id, out var waiting))
        {
            waiting.TrySetResult(message);
        }
    }

    private static void AssertSucceeded(JsonNode answer) =>
        Assert.True(answer["result"]?["status"]?.GetValue<string>() == "Success", answer.ToJsonString());
}

/// <summary>What the host makes of an invocation.</summary>
/// <param name="Succeeded">Whether it succeeded.</param>
/// <param name="Reason">Why it failed; null where it succeeded.</param>
internal sealed record InvocationVerdict(bool Succeeded, string? Reason);
