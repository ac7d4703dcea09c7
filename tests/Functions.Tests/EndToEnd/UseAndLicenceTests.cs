using System.Text.Json;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>What a caller tells of use, licences, control of an area and held property reaches the decision.</summary>
public sealed class UseAndLicenceTests
{
    [Theory]
    [InlineData("""{"channel":"api_request","subject":{"name":"Nova Compute FZE","type":"organization","country":"AE","registeredOn":"2026-11-01","hasKnownActivity":false},"use":{"action":"gpu_training","gpuHours":8000},"signals":{"payment":{"payerCountry":"HK"}},"effectiveAt":"2026-11-22"}""",
        "export", "export.flag_volume_hours", "export.flag_new_company", "export.flag_no_activity", "export.flag_third_country_payer")]
    [InlineData("""{"subject":{"name":"Ysolde Brankenhurst"},"use":{"action":"download_weights","weights":"closed","trainingOperations":2e26,"destination":"IN","eccn":"4E091"}}""", "export", "export.weights_closed")]
    [InlineData("""{"subject":{"name":"Ysolde Brankenhurst","residenceCountry":"IR"},"use":{"purpose":"chat"},"licences":[{"citation":"31 CFR 560.540"}]}""", "location", "licence.general_claimed", "location.embargoed_country")]
    [InlineData("""{"subject":{"name":"Relief Example","type":"organization","country":"CH"},"licences":[{"citation":"OFAC specific","number":"IA-1","expiresOn":"2026-06-30"}],"effectiveAt":"2026-11-22"}""", "location", "licence.expired")]
    [InlineData("""{"subject":{"name":"Ysolde Brankenhurst"},"heldUnder":["us-ofac-sdn:24283"]}""", "list", "list.held_unknown")]
    [InlineData("""{"channel":"api_request","subject":{"name":"ООО Ромашка","type":"organization","country":"RU"},"use":{"purpose":"CAD and PLM hosting"}}""", "location", "location.banned_service")]
    public async Task The_reasons_name_what_was_told(string body, string gate, params string[] codes)
    {
        await using var service = await RunningService.StartReadyAsync();

        var reply = await service.ScreenAsync(body);

        var reasons = Reasons(reply.Json, gate);
        Assert.All(codes, code => Assert.Contains(reasons, reason => reason.Code == code));
        Assert.NotEqual("allow", reply.Decision);
        Assert.All(reasons, reason => Assert.Matches("[.!]$", reason.Text));
    }

    [Fact]
    public async Task A_recent_map_of_government_control_clears_a_town_in_a_divided_region_and_an_old_one_does_not()
    {
        await using var service = await RunningService.StartReadyAsync();
        const string Body =
            """{"subject":{"name":"Ysolde Brankenhurst","residenceCountry":"UA","addresses":["84300 Kramatorsk, Donetsk oblast"]},"signals":{"geo":{"country":"UA","subdivision":"UA-14","connection":"residential","confidence":0.95,"accuracyRadiusKm":20},"control":{"status":"government","mapDate":"2026-11-20"}},"effectiveAt":"2026-11-22"}""";

        Assert.DoesNotContain(Reasons((await service.ScreenAsync(Body)).Json, "location"),
            reason => reason.Code.StartsWith("location.", StringComparison.Ordinal));
        Assert.NotEmpty(
            Reasons((await service.ScreenAsync(Body.Replace("2026-11-20", "2026-08-20", StringComparison.Ordinal))).Json, "location"));
    }

    private static (string Code, string Text)[] Reasons(JsonElement answer, string gate) =>
        [.. answer.GetProperty("gates").EnumerateArray().Where(one => one.GetProperty("gate").GetString() == gate)
            .SelectMany(one => one.GetProperty("reasons").EnumerateArray())
                .Select(reason => (reason.GetProperty("code").GetString()!, reason.GetProperty("text").GetString()!))];
}
