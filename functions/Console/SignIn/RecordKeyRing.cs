using System.Xml.Linq;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// Keeps the keys that protect forms and sign-in attempts in the record store, so that every instance accepts what another one gave out,
/// and a restart loses nothing. They are encrypted under the secret of the service; what was not encrypted here is no key. The framework
/// asks synchronously, once at the start and once a day.
/// </summary>
internal sealed class RecordKeyRing(IRecordStore records, RowSeal seal) : IXmlRepository
{
    private const string Table = "formkeys";
    private const string Partition = "ring";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. records.QueryAsync(new RecordQuery(Table, Partition), CancellationToken.None).GetAwaiter().GetResult().Records
            .Select(record => seal.Decrypt(Table, record.Row, record.Json)).OfType<string>().Select(text => XElement.Parse(text))];

    public void StoreElement(XElement element, string friendlyName) =>
        records.CommitAsync(Table, Partition,
        [new RecordOperation.Put(friendlyName, seal.Encrypt(Table, friendlyName, element.ToString(SaveOptions.DisableFormatting)))],
        CancellationToken.None)
            .GetAwaiter().GetResult();
}
