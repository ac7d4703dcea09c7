using System.Text;
using Compliance.Functions.Hosting;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Hosting;

public sealed class InvocationEnvelopeTests
{
    private const string Message = """{"screeningId":"scr_01","decision":"review"}""";

    [Theory]
    [InlineData("queue-string.json", "item")]
    [InlineData("queue-binary.json", "message")]
    [InlineData("servicebus-string.json", "message")]
    [InlineData("servicebus-binary.json", "message")]
    [InlineData("raw-object.json", "message")]
    public void Every_form_the_host_sends_gives_the_same_text(string golden, string binding)
    {
        var envelope = InvocationEnvelope.Read(Golden(golden));

        Assert.Equal(Message, envelope!.Text(binding));
    }

    [Theory]
    [InlineData("timer.json")]
    [InlineData("timer-first.json")]
    public void A_timer_is_an_envelope_whatever_its_schedule_says(string golden)
    => Assert.NotNull(InvocationEnvelope.Read(Golden(golden))!.Text("timer"));

    [Fact]
    public void Metadata_never_stands_in_for_data()
    {
        var envelope = InvocationEnvelope.Read("""{"Data":{},"Metadata":{"message":"\"forged\""}}"""u8.ToArray());

        Assert.Null(envelope!.Text("message"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"Data":5}""")]
    [InlineData("""{"Metadata":{}}""")]
    [InlineData("""{"Data":{"message":"\ud800"}}""")]
    public void What_is_no_envelope_is_refused(string body) => Assert.Null(InvocationEnvelope.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Size_and_depth_are_limited()
    {
        var large = Encoding.UTF8.GetBytes(
            """{"Data":{"message":"LONG"}}""".Replace("LONG", new string('a', InvocationEnvelope.MaxBytes), StringComparison.Ordinal));
        var deep = Encoding.UTF8.GetBytes("""{"Data":{"message":""" + new string('[', 60) + new string(']', 60) + "}}");

        Assert.Null(InvocationEnvelope.Read(large));
        Assert.Null(InvocationEnvelope.Read(deep));
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        var random = new Random(7);
        foreach (var golden
            in new[] { "queue-string.json", "queue-binary.json", "servicebus-string.json", "timer.json", "raw-object.json" })
        {
            var seed = Golden(golden);
            for (var i = 0; i < 3000; i++)
            {
                var bytes = (byte[])seed.Clone();
                for (var change = random.Next(1, 6); change > 0; change--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                var envelope = InvocationEnvelope.Read(bytes.AsMemory(0, random.Next(2) == 0 ? bytes.Length : random.Next(bytes.Length)));

                Assert.True(envelope is null || (envelope.Text("message") ?? "").Length <= bytes.Length);
            }
        }
    }

    [Fact]
    public void Text_that_only_looks_encoded_stays_as_it_is_after_four_layers()
    {
        var text = Message;
        for (var layer = 0; layer < 3; layer++)
        {
            text = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        }

        Assert.Equal(Message, InvocationEnvelope.Read(Encoding.UTF8.GetBytes($$$"""{"Data":{"message":"{{{text}}}"}}"""))!.Text("message"));
    }

    private static byte[] Golden(string name)
        => File.ReadAllBytes(Path.Combine(TestData.RepositoryRoot(), "tests", "Functions.Tests", "Fixtures", "invocations", name));
}
