using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Enforcement;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.ProviderNotices;

/// <summary>
/// The schema SafetyCaseResource of OpenAI's API (openapi, safety cases; read 2026-11-30), restated here: whatever it allows is read, and
/// whatever is sent out in that shape fits it.
/// </summary>
public sealed class SafetyCaseSchemaTests
{
    private static readonly Dictionary<string, JsonValueKind[]> Required = new(StringComparer.Ordinal)
    {
        ["id"] = [JsonValueKind.String],
        ["object"] = [JsonValueKind.String],
        ["created_at"] = [JsonValueKind.Number],
        ["entity_identifier"] = [JsonValueKind.String],
        ["reason"] = [JsonValueKind.String, JsonValueKind.Null],
        ["notice"] = [JsonValueKind.Object],
    };

    [Fact]
    public void Whatever_the_schema_allows_is_read_fields_of_a_later_version_too()
    {
        foreach (var kind in new[] { "warning", "deactivation" })
        {
            foreach (var reason in new[] { "null", "\"cyber_abuse\"" })
            {
                foreach (var more in new[] { "", ",\"status\":\"open\",\"notice_history\":[{\"type\":\"warning\"}]" })
                {
                    var text = $$"""{"id":"C-1","object":"safety.case","created_at":1787659100,"entity_identifier":"u-1","reason":{{reason}},"notice":{"type":"{{kind}}"}{{more}} }""";
                    using var json = JsonDocument.Parse(text);
                    Assert.Null(Problem(json.RootElement));
                    var notice = OpenAiNotices.Read(json.RootElement, out _)!;
                    Assert.Equal(("C-1", kind, "u-1", reason == "null" ? null : "cyber_abuse"),
                        (notice.CaseId, notice.Kind, notice.Identifier, notice.Reason));
                }
            }
        }
    }

    [Theory]
    [InlineData(Rung.Warn, "warning")]
    [InlineData(Rung.Suspend, "deactivation")]
    public async Task What_is_told_of_an_end_user_fits_the_schema_and_is_read_by_the_same_code(Rung rung, string kind)
    {
        using var host = new RecordHost();
        await TakeAsync(host, Usage(host, "e1"));
        var action = Action(host, User, rung, "1");
        var stream = await DoneAsync(host, User, new ActionCommand.Propose(action), Ben);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(HttpSafetyCases.Of(stream, action.Id)!,
            SafetyCaseJson.Default.SafetyCaseAnswer));
        Assert.Null(Problem(json.RootElement));
        var notice = OpenAiNotices.Read(json.RootElement, out _)!;
        Assert.Equal((action.Id, kind, "u1", "abuse.evasion"), (notice.CaseId, notice.Kind, notice.Identifier, notice.Reason));
    }

    [Fact]
    public async Task Neither_an_account_nor_what_waits_for_a_second_person_is_a_case_and_a_ground_of_law_is_not_told()
    {
        using var host = new RecordHost();
        await TakeAsync(host, Usage(host, "e1"));
        var (ofAccount, awaited) = (Action(host, Account, Rung.Warn, "1"), Action(host, User, Rung.Terminate, "2"));
        Assert.Null(HttpSafetyCases.Of(await DoneAsync(host, Account, new ActionCommand.Propose(ofAccount), Ben), ofAccount.Id));
        Assert.Null(HttpSafetyCases.Of(await DoneAsync(host, User, new ActionCommand.Propose(awaited), Ben), awaited.Id));
        var law = Action(host, User, Rung.Suspend, "3") with { Grounds = [new ActionGround("law.order", "row", new string('a', 64), null)] };
        Assert.Null(HttpSafetyCases.Of(await DoneAsync(host, User, new ActionCommand.Propose(law), Ben), law.Id)!.Reason);
    }

    /// <summary>What stands against a document by the schema; null where it fits.</summary>
    private static string? Problem(JsonElement json)
    {
        foreach (var (name, kinds) in Required)
        {
            if (!json.TryGetProperty(name, out var value) || !kinds.Contains(value.ValueKind))
            {
                return name;
            }
        }

        return json.GetProperty("object").GetString() != "safety.case" ? "object"
            : !json.GetProperty("created_at").TryGetInt64(out _) ? "created_at"
            : json.GetProperty("notice").TryGetProperty("type", out var type) && type.GetString() is "warning" or "deactivation" ? null
            : "notice.type";
    }
}
