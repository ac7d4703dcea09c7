using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Extraction;
using Compliance.Functions.Records.Webhooks;
using Compliance.Functions.Risk.Stability;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Hosting;

/// <content>Who holds keys, what seals rows, and which subjects are protected.</content>
internal sealed partial class ServiceOptionsReader
{
    private ImmutableDictionary<string, ImmutableArray<OfficerId>> Holders()
    {
        var holders = new Dictionary<string, ImmutableArray<OfficerId>>(StringComparer.Ordinal);
        foreach (var entry in Words("COMPLIANCE_HOLDERS"))
        {
            if (entry.Split('=') is [var machine, var person] && OfficerId.TryParse(machine, out var id) && id.IsMachine
                && OfficerId.TryParse(person, out var holder) && !holder.IsMachine)
            {
                holders[id.Value] = [.. holders.GetValueOrDefault(id.Value, []), holder];
            }
            else
            {
                _errors.Add($"COMPLIANCE_HOLDERS holds '{entry}'. Write key.NAME=OFFICER or app.ID=OFFICER.");
            }
        }

        return holders.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private string? Secret()
    {
        const int FewestChars = 32;
        var text = Text("COMPLIANCE_SECRET");
        if (text is { Length: < FewestChars })
        {
            _errors.Add($"COMPLIANCE_SECRET has {text.Length} characters. Use {FewestChars} or more: openssl rand -base64 32.");
        }

        return text;
    }

    private RadarMode Radar()
    {
        var text = Text("COMPLIANCE_RADAR");
        if (text is null or "off" or "sketches" or "prompts")
        {
            return text switch { "sketches" => RadarMode.Sketches, "prompts" => RadarMode.Prompts, _ => RadarMode.Off };
        }

        _errors.Add($"COMPLIANCE_RADAR is '{text}'. Write off, sketches (the platform sends sketches of prompts) or prompts (they are "
            + "sketched on arrival and forgotten).");
        return RadarMode.Off;
    }

    private DriftOptions Drift()
    {
        int Number(string key, int otherwise, int least, int most)
        {
            if (Text(key) is not { } text)
            {
                return otherwise;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            _errors.Add($"{key} is '{text}'. Write a number from {least} to {most}; {otherwise} where it is unset.");
            return otherwise;
        }

        return new DriftOptions(TimeSpan.FromHours(Number("COMPLIANCE_RISK_DRIFT_HOURS", 24, 1, 168)),
            Number("COMPLIANCE_RISK_DRIFT_SUBJECTS", DriftOptions.Default.MostSubjects, 500, 200_000));
    }

    private EnforcementOptions Enforcement()
    {
        var subjects = (Text("COMPLIANCE_PROTECTED_SUBJECTS") ?? "").Split(',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var subject in subjects.Where(subject => !SubjectRef.TryParse(subject, out _, out _)))
        {
            _errors.Add($"COMPLIANCE_PROTECTED_SUBJECTS holds '{subject}'. Write kind and id, such as account:a-17, separated by commas.");
        }

        var secret = Text("COMPLIANCE_OPENAI_WEBHOOK_SECRET");
        if (secret is not null && WebhookSecret.OfProvider(secret) is null)
        {
            _errors.Add("COMPLIANCE_OPENAI_WEBHOOK_SECRET is not a secret as OpenAI shows it: whsec_ and base64 of 16 bytes or more.");
        }

        return new EnforcementOptions(subjects.ToFrozenSet(StringComparer.Ordinal), WebhookSecret.OfProvider(secret))
        {
            OpenAiKey = Text("COMPLIANCE_OPENAI_API_KEY"),
            StripeSecret = Text("COMPLIANCE_STRIPE_IDENTITY_SECRET"),
            PersonaSecret = Text("COMPLIANCE_PERSONA_SECRET"),
            OpenAiUrl = OpenAiUrl() ?? EnforcementOptions.None.OpenAiUrl,
        };
    }

    private Uri? OpenAiUrl()
    {
        if (Text("COMPLIANCE_OPENAI_URL") is not { } text)
        {
            return null;
        }

        // The key goes there: over the network only encrypted.
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps
            || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            return url;
        }

        _errors.Add("COMPLIANCE_OPENAI_URL is not an address that a key may be sent to. Write https://host, or unset it.");
        return null;
    }
}
