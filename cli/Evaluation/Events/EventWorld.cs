using System.Globalization;
using System.Text;

namespace Compliance.Cli.Evaluation.Events;

/// <summary>Random events of an invented platform, as a sender writes them: every type, some late, some with fields left out.</summary>
internal static class EventWorld
{
    private static readonly DateTimeOffset End = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The moment at which all of them have arrived.</summary>
    public static DateTimeOffset Now => End;

    /// <summary>Events as JSON objects; ids differ.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which.</param>
    /// <param name="accounts">Over how many accounts.</param>
    /// <param name="spread">Over how long a time before <see cref="Now"/>.</param>
    public static IEnumerable<string> Make(int count, int seed, int accounts, TimeSpan spread)
    {
        var random = new Random(seed);
        for (var number = 0; number < count; number++)
        {
            var at = End - TimeSpan.FromTicks((long)(spread.Ticks * random.NextDouble()));
            yield return One(random, $"s{seed}-{number}", $"a{random.Next(accounts)}", at);
        }
    }

    /// <summary>One minute of a key, and of an end user where one is named.</summary>
    public static string Usage(string id, string account, string key, int number, string? user = null)
    {
        var at = End.AddSeconds(-(number % 3600));
        return string.Create(CultureInfo.InvariantCulture,
            $$"""{"specversion":"1.0","id":"{{id}}","source":"/platform","type":"usage.window","subject":"api_key:{{key}}","time":"{{at:O}}","data":{"account":"{{account}}","from":"{{at.AddMinutes(-1):O}}","requests":3{{(user is null ? "" : $",\"end_user\":\"{user}\"")}} } }""");
    }

    private static string One(Random random, string id, string account, DateTimeOffset at)
    {
        var (type, subject, data) = random.Next(10) switch
        {
            0 => ("account.signed_in", $"account:{account}",
                $$"""{"outcome":"{{(random.Next(4) == 0 ? "failed" : "success")}}","country":"{{Pick(random, "DE", "FR", "US")}}","ip":"203.0.113.{{random.Next(256)}}"}"""),
            1 => ("payment.failed", $"account:{account}", Payment(random)),
            2 => ("payment.captured", $"account:{account}", Payment(random)),
            3 => ("api_key.created", $"api_key:{account}-k{random.Next(5)}", $$"""{"account":"{{account}}"}"""),
            4 => ("content.flagged", $"end_user:{account}/u{random.Next(9)}", $$"""{"ground":"cyber","severity":{{random.Next(1, 6)}}}"""),
            _ => ("usage.window", $"api_key:{account}-k{random.Next(5)}", Usage(random, account, at)),
        };
        return string.Create(CultureInfo.InvariantCulture,
            $$"""{"specversion":"1.0","id":"{{id}}","source":"/platform","type":"{{type}}","subject":"{{subject}}","time":"{{at:O}}","data":{{data}}}""");
    }

    private static string Payment(Random random)
        => $$"""{"payment":"p{{random.Next(1_000_000)}}","amount":{{random.Next(100, 100_000)}},"currency":"{{Pick(random, "USD", "EUR", "SEK")}}","instrument":"fp_{{random.Next(20)}}"}""";

    private static string Usage(Random random, string account, DateTimeOffset at)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $$"""{"account":"{{account}}","from":"{{at.AddMinutes(-1):O}}","requests":{{random.Next(1, 200)}},"input_tokens":{{random.Next(100_000)}},"model":"x/m{{random.Next(6)}}" """));
        if (random.Next(3) > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $$""","end_user":"u{{random.Next(100)}}" """);
        }

        if (random.Next(4) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $$""","refusals":{"cyber":{{random.Next(9)}},"made_up_{{random.Next(99)}}":1}""");
        }

        return text.Append('}').ToString();
    }

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}
