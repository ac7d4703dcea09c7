using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Notices;

/// <summary>A template as it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Locale">Its language.</param>
/// <param name="Version">0 for the one that is delivered with the service.</param>
/// <param name="Text">Its text.</param>
/// <param name="By">Who published it; null for the delivered one.</param>
/// <param name="At">When.</param>
public sealed record NoticeTemplate(string Name, string Locale, int Version, string Text, string? By, DateTimeOffset? At)
{
    /// <summary>Its name with its version, as notices name it.</summary>
    [JsonIgnore]
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Name}@{Version}");
}

/// <summary>JSON of templates.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NoticeTemplate))]
internal sealed partial class NoticeTemplateJson : JsonSerializerContext;

/// <summary>How publishing a template ended.</summary>
internal abstract record TemplatePublishing
{
    /// <summary>It does not do.</summary>
    internal sealed record Refused(Refusal Refusal) : TemplatePublishing;

    /// <summary>Two people are needed: what came of that.</summary>
    internal sealed record Asked(TwoPersonResult Result, NoticeTemplate? Template) : TemplatePublishing;
}

/// <summary>
/// Templates: those delivered with the service, and later versions that two people published. A text is published only where every kind of
/// measure renders with it for every audience. The rows are sealed: a row written past the service is no template.
/// </summary>
internal sealed class NoticeTemplateStore(IRecordStore records, TwoPersonActs approvals, TemplateActs acts, RowSeal seal,
    TimeProvider time)
{
    public const string Table = "noticetemplates";
    public const string PublishAct = "notice.publish";
    public const string Partition = "templates";

    /// <summary>What the rows of templates in force begin with.</summary>
    public const string Current = "c-";
    private static readonly ConcurrentDictionary<string, string> BuiltIn = new(StringComparer.Ordinal);

    /// <summary>The template that is delivered with the service.</summary>
    public static NoticeTemplate Delivered(string name, string locale)
        => new(name, locale, 0, BuiltIn.GetOrAdd($"{locale}/{name}", ReadText),
        null, null);

    /// <summary>The template in force.</summary>
    public async Task<NoticeTemplate> FindAsync(NoticeKind kind, string locale, CancellationToken cancellation)
    {
        var name = NoticeTemplates.NameOf(kind);
        return await PublishedAsync(name, locale, cancellation) ?? Delivered(name, locale);
    }

    /// <summary>Every template in force.</summary>
    public async Task<IReadOnlyList<NoticeTemplate>> AllAsync(CancellationToken cancellation)
    {
        var all = new List<NoticeTemplate>();
        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            foreach (var locale in NoticeLocales.All)
            {
                all.Add(await FindAsync(kind, locale, cancellation));
            }
        }

        return all;
    }

    /// <summary>Publishes a text where two people ask for the same; what stands against it is said to the first already.</summary>
    public async Task<TemplatePublishing> PublishAsync(NoticeKind kind, string locale, string text, Officer officer,
        CancellationToken cancellation)
    {
        if (CommandTexts.Problem(text, NoticeRenderer.MaxTemplateChars) is { } problem)
        {
            return new TemplatePublishing.Refused(new Refusal(RefusalCode.BadText, problem));
        }

        if (NoticeSamples.Problem(kind, locale, text) is { } refusal)
        {
            return new TemplatePublishing.Refused(refusal);
        }

        var name = NoticeTemplates.NameOf(kind);
        var hash = AuditRecord.HashOf(text);
        var target = $"{name}-{locale}-{hash[..16]}";
        await records.CommitAsync(Table, Partition, [new RecordOperation.Put("p-" + target, seal.Protect(Table, "p-" + target,
            JsonSerializer.Serialize(new NoticeTemplate(name, locale, -1, text, officer.Id.Value, time.GetUtcNow()),
                NoticeTemplateJson.Default.NoticeTemplate)))], cancellation);
        return await approvals.AskAsync(PublishAct, target, $"Publish {name} in {locale}", officer, ReviewPermission.WorkEnforcement,
            cancellation) switch
        {
            Agreement.Refused one => new TemplatePublishing.Asked(new TwoPersonResult.Refused(one.Refusal), null),
            Agreement.Proposed one => new TemplatePublishing.Asked(new TwoPersonResult.Proposed(one.First), null),
            Agreement.Agreed => new TemplatePublishing.Asked(new TwoPersonResult.Done(),
                await StoreAsync(name, locale, text, officer, cancellation)),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType()}."),
        };
    }

    /// <summary>A text that waits for a second person; null where none does.</summary>
    public async Task<NoticeTemplate?> ProposedAsync(string target, CancellationToken cancellation)
        => await ReadAsync("p-" + target, cancellation);

    /// <summary>What waits for a second person.</summary>
    public async Task<IReadOnlyList<(PendingApproval Asked, NoticeTemplate Template)>> WaitingAsync(CancellationToken cancellation)
    {
        var waiting = new List<(PendingApproval, NoticeTemplate)>();
        foreach (var asked in (await approvals.AllAsync(cancellation)).Where(one => one.Act == PublishAct))
        {
            if (await ProposedAsync(asked.Target, cancellation) is { } template)
            {
                waiting.Add((asked, template));
            }
        }

        return waiting;
    }

    private async Task<NoticeTemplate> StoreAsync(string name, string locale, string text, Officer officer, CancellationToken cancellation)
    {
        for (var round = 0; ; round++)
        {
            var row = RowOf(name, locale);
            var stored = await records.FindAsync(Table, Partition, row, cancellation);
            var before = await PublishedAsync(name, locale, cancellation);
            var template = new NoticeTemplate(name, locale, (before?.Version ?? 0) + 1, text, officer.Id.Value, time.GetUtcNow());
            var json = JsonSerializer.Serialize(template, NoticeTemplateJson.Default.NoticeTemplate);
            var old = string.Create(CultureInfo.InvariantCulture, $"v-{name}-{locale}-{template.Version:D6}");
            var act = new RowAct(officer.Id.Value, RecordActs.TemplatePublished, $"{name}.{locale}", AuditRecord.HashOf(json));
            RecordOperation current = stored is null ? new RecordOperation.Insert(row, seal.Protect(Table, row, json))
                : new RecordOperation.Replace(row, stored.ETag, seal.Protect(Table, row, json));
            if ((await acts.CommitAsync(Partition, [current, new RecordOperation.Put(old, seal.Protect(Table, old, json))], act, old,
                cancellation)).Succeeded)
            {
                return template;
            }

            if (round > 20)
            {
                throw new TimeoutException("A template changed again and again while it was published.");
            }
        }
    }

    private async Task<NoticeTemplate?> PublishedAsync(string name, string locale, CancellationToken cancellation)
        => await ReadAsync(RowOf(name, locale), cancellation);

    private async Task<NoticeTemplate?> ReadAsync(string row, CancellationToken cancellation)
        => await records.FindAsync(Table, Partition, row, cancellation) is { } stored && seal.Open(Table, row, stored.Json) is { } json
            ? JsonSerializer.Deserialize(json, NoticeTemplateJson.Default.NoticeTemplate) : null;

    private static string RowOf(string name, string locale) => $"{Current}{name}-{locale}";

    private static string ReadText(string name)
    {
        using var stream = typeof(NoticeTemplateStore).Assembly.GetManifestResourceStream($"Notices/Templates/{name}.liquid")
            ?? throw new InvalidOperationException($"There is no template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>What was published, on its way to the log.</summary>
internal sealed class TemplateActs(IRecordStore records, TimeProvider time) : RowActs(records, time, NoticeTemplateStore.Table, "t-")
{
    /// <summary>How templates are derived from the log.</summary>
    public DerivedRowKind Kind => new(ActingKind.Template, "template", this, NoticeTemplateStore.Partition, NoticeTemplateStore.Current)
    { RowOf = target => NoticeTemplateStore.Current + target.Replace('.', '-') };
}
