using System.Text;
using System.Text.Json.Serialization.Metadata;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Enforcement;

/// <summary>Reads the body of a command with its key: every command that changes something needs one, so that it happens once.</summary>
internal static class CommandBody
{
    private const int MaxKeyChars = 200;

    /// <summary>The key and the body's text; nulls where something is wrong.</summary>
    public static async Task<(CommandKey? Key, string? Text)> KeyAsync(HttpContext http, string client, int maxBytes, FieldErrors errors)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length is 0 or > MaxKeyChars || key.Any(letter => letter is < ' ' or > '~'))
        {
            errors.Add("header Idempotency-Key", null, $"A key of 1 to {MaxKeyChars} printable ASCII characters is needed.");
            return (null, null);
        }

        if (await RequestBody.ReadAsync(http.Request.BodyReader, maxBytes, http.RequestAborted) is not { } bytes)
        {
            errors.Add("$", null, $"The body is at most {maxBytes} bytes.");
            return (null, null);
        }

        try
        {
            // The text stands for the command: two bodies must not become one where neither can be read.
            WellFormedJson.RequireReadable(bytes);
        }
        catch (UnreadableTextException error)
        {
            errors.Add(error.Path ?? "$", null, $"{error.Message} Send the body as UTF-8.");
            return (null, null);
        }

        var text = bytes.Length == 0 ? "{}" : Encoding.UTF8.GetString(bytes);
        return (new CommandKey(client, key, CommandKey.Hash(text)), text);
    }

    /// <summary>The body; null where it is none.</summary>
    public static T? Read<T>(string text, JsonTypeInfo<T> type, FieldErrors errors)
        where T : class => BodyJson.Read(Encoding.UTF8.GetBytes(text), type, errors);
}
