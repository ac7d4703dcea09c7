using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Compliance.Functions.Telemetry;

/// <summary>
/// Leaves of a log record only what cannot hold personal data. Messages of exceptions may quote what was being read, so of an exception its
/// types and its stack stay. Records of libraries keep their template, not what was filled in: it may be a path or a header.
/// </summary>
internal sealed class LogPrivacy : BaseProcessor<LogRecord>
{
    private const string OurCategory = "Compliance";

    public override void OnEnd(LogRecord data)
    {
        var ours = data.CategoryName?.StartsWith(OurCategory, StringComparison.OrdinalIgnoreCase) == true;
        var kept = new List<KeyValuePair<string,
            object?>>((data.Attributes ?? []).Where(attribute => ours || attribute.Key == "{OriginalFormat}"));
        if (data.Exception is { } error)
        {
            kept.Add(new("exception.type", Types(error)));
            kept.Add(new("exception.stacktrace", error.StackTrace));
            data.Exception = null;
        }

        data.Attributes = kept;
        data.FormattedMessage = null;
        data.TraceState = null;
    }

    private static string Types(Exception error)
    {
        var types = new List<string>();
        for (var one = error; one is not null; one = one.InnerException)
        {
            types.Add(one.GetType().FullName ?? one.GetType().Name);
        }

        return string.Join(" < ", types);
    }
}
