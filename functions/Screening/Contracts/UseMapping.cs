using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>From use, licences and held entries as sent to the core's.</summary>
internal sealed partial class UseMapping(FieldReading read, FieldErrors errors)
{
    private const int MaxWordChars = 128;
    private const int MaxPurposeChars = 512;
    private const int MaxLicences = 20;
    private const int MaxHeld = 50;

    // More than every accelerator made so far, and than they can compute in a year: beyond it is a slip of the unit.
    private const int MaxAccelerators = 10_000_000;
    private const double MaxGpuHours = 1e11;
    private const double MaxOperations = 1e32;

    private static readonly string[] WeightKinds = ["closed", "open-published"];

    public IntendedUse? Use(string path, UseBody? body) => body is null ? null : new IntendedUse
    {
        Provider = read.Text($"{path}.provider", body.Provider, MaxWordChars),
        Model = read.Text($"{path}.model", body.Model, MaxWordChars),
        Action = read.Text($"{path}.action", body.Action, MaxWordChars),
        Purpose = read.Text($"{path}.purpose", body.Purpose, MaxPurposeChars),
        Destination = read.Country($"{path}.destination", body.Destination),
        Eccn = read.Pattern($"{path}.eccn", body.Eccn, Classification(),
            "A classification is EAR99, or a digit, a letter and three digits with an optional paragraph, such as 4E091 or 3A090.a."),
        Weights = read.OneOf($"{path}.weights", body.Weights, WeightKinds),
        TrainingOperations = read.Amount($"{path}.trainingOperations", body.TrainingOperations, MaxOperations),
        Accelerators = read.Whole($"{path}.accelerators", body.Accelerators, MaxAccelerators),
        GpuHours = read.Amount($"{path}.gpuHours", body.GpuHours, MaxGpuHours),
    };

    public ImmutableArray<LicenceClaim> Licences(string path, LicenceBody[]? bodies) => read.Each(path, bodies, MaxLicences, Licence);

    public ImmutableArray<ListEntryId> HeldUnder(string path, string[]? entries) =>
        [.. read.Each(path, entries, MaxHeld, (at, text) => Held(at, text)).Select(held => held.Entry)];

    private LicenceClaim? Licence(string path, LicenceBody body)
    {
        if (body.Citation is null)
        {
            errors.Add($"{path}.citation", null,
                "A licence needs its citation, such as 31 CFR 560.540, or its kind, such as OFAC specific.");
        }

        if (body is { ExpiresOn: not null, Number: null })
        {
            errors.Add($"{path}.number", null, "A day of expiry belongs to a specific licence: state its number.");
        }

        var citation = read.Text($"{path}.citation", body.Citation, MaxWordChars);
        var number = read.Text($"{path}.number", body.Number, MaxWordChars);
        var expires = read.Day($"{path}.expiresOn", body.ExpiresOn);
        return citation is null ? null : new LicenceClaim(citation, number, expires);
    }

    private HeldEntry? Held(string path, string text)
    {
        if (ListEntryId.TryParse(text, out var entry))
        {
            return new HeldEntry(entry);
        }

        errors.Add(path, text, "A list entry is list:key, such as us-ofac-sdn:24283.");
        return null;
    }

    [GeneratedRegex(@"^(?:EAR99|[0-9][A-E][0-9]{3}(?:\.[a-z0-9.]{1,12})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Classification();

    private sealed record HeldEntry(ListEntryId Entry);
}
