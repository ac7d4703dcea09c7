using System.Globalization;
using System.Text.Json;
using Compliance.Lists.OpenSanctions;

namespace Compliance.Functions.Tests.Yente;

/// <summary>What every entity of an answer has: clients of yente read these fields without looking whether they are there.</summary>
internal static class EntityShape
{
    public static void Check(JsonElement entity)
    {
        Assert.NotEqual("", entity.GetProperty("id").GetString());
        Assert.NotEqual("", entity.GetProperty("caption").GetString());
        Assert.NotNull(FtmModel.Find(entity.GetProperty("schema").GetString()!));
        Assert.Contains(entity.GetProperty("target").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
        foreach (var list in new[] { "datasets", "referents" })
        {
            Assert.All(entity.GetProperty(list).EnumerateArray(), one => Assert.Equal(JsonValueKind.String, one.ValueKind));
        }

        foreach (var moment in new[] { "first_seen", "last_seen", "last_change" })
        {
            var value = entity.GetProperty(moment);
            Assert.True(value.ValueKind == JsonValueKind.Null || DateTime.TryParseExact(value.GetString(), "yyyy-MM-ddTHH:mm:ss",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out _), $"{moment}: {value}");
        }

        foreach (var value in entity.GetProperty("properties").EnumerateObject().SelectMany(property => property.Value.EnumerateArray()))
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                Check(value);
            }
            else
            {
                Assert.Equal(JsonValueKind.String, value.ValueKind);
            }
        }
    }
}
