using System.Text;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// A message on an Azure queue, which knows no sender's id: a first line that marks it, the message id, the reason of a dead letter (or
/// nothing), then the text as it is. Text that does not begin with the mark was sent by somebody else, or through Service Bus, and is taken
/// as it is.
/// </summary>
/// <param name="MessageId">The sender's id.</param>
/// <param name="Body">The text.</param>
/// <param name="Reason">Why it lies dead; null for a message that does not.</param>
public sealed record QueueEnvelope(string MessageId, string Body, string? Reason)
{
    private const string Mark = "#compliance.message.1\n";

    /// <summary>The text as sent, before base64.</summary>
    public string Write() => $"{Mark}{MessageId}\n{Reason}\n{Body}";

    /// <summary>Reads a message's text; the other id is used where the text carries none.</summary>
    public static QueueEnvelope Read(string text, string otherId)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return new QueueEnvelope(otherId, text, null);
        }

        var parts = text[Mark.Length..].Split('\n', 3);
        return parts.Length == 3 ? new QueueEnvelope(parts[0], parts[2], parts[1].Length == 0 ? null : parts[1])
            : new QueueEnvelope(otherId, text, null);
    }

    /// <summary>Base64 of the UTF-8 text, as queues carry it and as <c>messageEncoding: base64</c> in host.json reads it.</summary>
    internal string ToBase64() => Convert.ToBase64String(Encoding.UTF8.GetBytes(Write()));

    /// <summary>Reads what a queue carries; text that is not base64 is taken as it is.</summary>
    internal static QueueEnvelope FromBase64(string carried, string otherId)
    {
        var bytes = new byte[carried.Length];
        return Convert.TryFromBase64String(carried, bytes, out var length)
            ? Read(Encoding.UTF8.GetString(bytes, 0, length), otherId)
            : new QueueEnvelope(otherId, carried, null);
    }
}
