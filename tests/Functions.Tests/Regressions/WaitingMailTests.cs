using System.Globalization;
using Compliance.Functions.Notices;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>Of e-mails that wait only the first thousand by name were looked at: with 1,050 put off, none after them was ever
/// sent.</summary>
public sealed class WaitingMailTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task What_was_put_off_does_not_stand_before_what_is_due()
    {
        var (rows, now) = (_host.Get<NoticeRows>(), _host.Time.GetUtcNow());
        var later = Enumerable.Range(0, 1050).Select(number => new NoticeWork("s", string.Create(CultureInfo.InvariantCulture,
            $"a{number:D5}"), 1, "later")
        { NextAt = now.AddHours(1) }).ToArray();
        foreach (var chunk in later.Chunk(100))
        {
            await _host.Get<IRecordStore>().CommitAsync(NoticeRows.Table, "work", [.. chunk.Select(work => new RecordOperation.Put(
                "mail-" + work.Notice, System.Text.Json.JsonSerializer.Serialize(work, NoticeRowJson.Default.NoticeWork)))], default);
        }

        await rows.AddMailAsync(new NoticeWork("s", "z2", 0, null) { NextAt = now.AddMinutes(-1) }, default);
        await rows.AddMailAsync(new NoticeWork("s", "z1", 0, null) { NextAt = now.AddMinutes(-2) }, default);
        await rows.AddMailAsync(new NoticeWork("s", "z3", 0, null) { NextAt = now.AddMinutes(-3) }, default);
        Assert.Equal(["z3", "z1"], (await rows.DueMailAsync(now, 2, default)).Select(one => one.Work.Notice));
    }
}
