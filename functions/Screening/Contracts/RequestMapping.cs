using System.Text.RegularExpressions;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>From a body to the core's request; everything wrong is collected, nothing is guessed.</summary>
internal sealed partial class RequestMapping(FieldErrors errors, DateTimeOffset now)
{
    private const int MaxCounterparties = 20;
    private const int MaxNexus = 20;
    private const int MaxAccountAgeDays = 36525;
    private readonly FieldReading _read = new(errors);

    public ScreeningRequest Map(ScreeningRequestBody body)
    {
        var subjects = new SubjectMapping(_read, errors, now);
        if (body.Subject is null)
        {
            errors.Add("$.subject", null, "The subject is required: at least its name, or identifiers, wallets or signals.");
        }

        if (body is { Monitor: true, Subject: { Id: null } })
        {
            errors.Add("$.subject.id", null, "Monitoring needs the caller's id of the subject.");
        }

        var signals = body.Signals is null ? new() : new SignalsMapping(_read, errors, now).Map("$.signals", body.Signals);
        var uses = new UseMapping(_read, errors);
        return new ScreeningRequest
        {
            Channel = _read.Word("$.channel", body.Channel, Channel.Rescreening),
            Subject = subjects.Map("$.subject", body.Subject ?? new SubjectBody { Name = "-" }, hasSignals: body.Signals is not null),
            Counterparties =
                _read.Each("$.counterparties", body.Counterparties, MaxCounterparties,
                (path, value) => Counterparty(subjects, path, value)),
            Signals = signals,
            Use = uses.Use("$.use", body.Use),
            Licences = uses.Licences("$.licences", body.Licences),
            HeldUnder = uses.HeldUnder("$.heldUnder", body.HeldUnder),
            AccountAgeDays = _read.Whole("$.accountAgeDays", body.AccountAgeDays, MaxAccountAgeDays),
            Nexus = _read.Each("$.nexus", body.Nexus, MaxNexus,
                (path, value) => _read.Pattern(path, value, Jurisdiction(),
                "A jurisdiction is two capital letters, such as US, EU or UK.")),
            EffectiveAt = _read.Moment("$.effectiveAt", body.EffectiveAt),
            Monitor = body.Monitor ?? false,
        };
    }

    private Counterparty? Counterparty(SubjectMapping subjects, string path, CounterpartyBody body)
    {
        var role = body.Role is null ? null
            : _read.Pattern($"{path}.role", body.Role, Role(), "A role is 1 to 40 lower-case letters, digits and _, such as issuer_bank.");
        if (body.Role is null or "subject")
        {
            errors.Add($"{path}.role", body.Role,
                "The role in the transaction is required, such as payer or issuer_bank; 'subject' is taken.");
        }

        var subject = subjects.Map(path, body, hasSignals: false);
        return role is null ? null : new Counterparty(role, subject);
    }

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Jurisdiction();

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Role();
}
