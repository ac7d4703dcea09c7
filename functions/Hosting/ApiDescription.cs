using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Compliance.Functions.Events;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Compliance.Functions.Hosting;

/// <summary>The OpenAPI document: title, the two ways to send a key, and an example of a request and its answer.</summary>
internal static class ApiDescription
{
    private const string RequestExample = """
        { "channel": "signup",
          "subject": { "id": "acct_123", "type": "individual", "name": "Ivan Sampleov", "birthDate": "1970-03-05", "nationalities": ["RU"] },
          "signals": { "ip": "203.0.113.7" } }
        """;

    private const string AnswerExample = """
        { "screeningId": "scr_01jd8w3v9k4e7h2m5q8t1x0a3b", "decision": "review", "action": "hold",
          "gates": [{ "gate": "list", "outcome": "review", "reasons": [{ "code": "list.possible_match", "text": "The name is close to a listed name.", "authority": null }] }],
          "parties": [], "hits": [], "missing": ["birthDate"],
          "corpus": { "hash": "9f2c…", "sample": false, "lists": [{ "code": "un-sc", "publishedAt": "2026-11-20T00:00:00+00:00", "ageHours": 0.4, "stale": false }] },
          "profile": "onboarding/1", "policy": "1", "engine": "0.1.0+4f1c09a2b7de", "elapsedMicros": 412 }
        """;

    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireFormat.Json));
        // Numbers are numbers: a number in quotes is refused, so the description must not offer it.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi("v1", options =>
        {
            options.AddSchemaTransformer(ApiVocabulary.DescribeAsync);
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info =
                    new OpenApiInfo
                    {
                        Title = "Compliance",
                        Version = "v1",
                        Description =
                    "Sanctions and export-control screening: allow, review or block, with reasons and durable evidence."
                    };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
                document.Components.SecuritySchemes["bearer"] =
                    new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The API key." };
                document.Components.SecuritySchemes["apiKey"] =
                    new OpenApiSecurityScheme
                    { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key", Description = "The API key." };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                Guard(operation, context);
                if (operation.OperationId == "screenSubject")
                {
                    Describe(operation);
                }
                else if (operation.OperationId == "takeEvents" && context.Document is { } document)
                {
                    EventSchemas.Describe(operation, document);
                }

                return Task.CompletedTask;
            });
        });
    }

    /// <summary>What a scope brings with it: a key or a token, and the three answers that every guarded address may give.</summary>
    private static void Guard(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var scope = context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().FirstOrDefault();
        if (scope is null || context.Document is not { } document)
        {
            return;
        }

        operation.Security =
        [
            new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
            new() { [new OpenApiSecuritySchemeReference("apiKey", document)] = [] },
        ];
        operation.Responses ??= [];
        foreach (var (status, text) in new[]
        {
            ("401", "No key or token was sent, or it is not valid."),
                ("403", $"The key lacks the scope {scope.Scope}, or the role the right."),
            ("429", "Too many requests; Retry-After says when to try again."),
        })
        {
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problems.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemBody), document) },
                },
            });
        }
    }

    private static void Describe(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Description = "1 to 200 printable ASCII characters. The same key with the same body gets the same stored answer.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
        });
        if (operation.RequestBody?.Content?.TryGetValue("application/json", out var request) == true)
        {
            request.Example = JsonNode.Parse(RequestExample);
        }

        if (operation.Responses?.TryGetValue("200", out var ok) == true
            && ok.Content?.TryGetValue("application/json", out var answer) == true)
        {
            answer.Example = JsonNode.Parse(AnswerExample);
        }
    }
}
