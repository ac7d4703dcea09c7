using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Lists.AuDfat;
using Compliance.Lists.CaSema;
using Compliance.Lists.ChSeco;
using Compliance.Lists.EuFsf;
using Compliance.Lists.JpMetiEul;
using Compliance.Lists.JpMof;
using Compliance.Lists.OpenSanctions;
using Compliance.Lists.Reading;
using Compliance.Lists.UkSl;
using Compliance.Lists.UnSc;
using Compliance.Lists.UsBisDpl;
using Compliance.Lists.UsCsl;
using Compliance.Lists.UsOfac;
using Compliance.Lists.WorldBank;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists;

/// <summary>
/// The lists that this project reads. A further list is a folder with a <c>list.json</c>, which is found by itself, and one line per form
/// in <see cref="Formats"/>.
/// </summary>
internal static class ListCatalogue
{
    /// <summary>All official forms, one line each.</summary>
    public static ImmutableArray<IListFormat> Formats { get; } =
    [
        new OfacCsvFormat(OfacLists.Sdn),
        new OfacCsvFormat(OfacLists.Consolidated),
        new OfacXmlFormat(OfacLists.Sdn),
        new OfacXmlFormat(OfacLists.Consolidated),
        new OfacAdvancedFormat(OfacLists.Sdn),
        new OfacAdvancedFormat(OfacLists.Consolidated),
        new OfacEnhancedFormat(),
        new UnXmlFormat(),
        new CslCsvFormat(),
        new CslJsonFormat(),
        new BisDeniedTextFormat(),
        new EuXmlFormat(),
        new EuCsvFormat(),
        new UkXmlFormat(),
        new UkCsvFormat(),
        new OfsiFormat(),
        new SemaXmlFormat(),
        new DfatFormat(),
        new MetiFormat(),
        new MofFormat(),
        new SecoFormat(),
        new WorldBankFormat(),
        new FtmFormat(),
        new FtmNestedFormat(),
    ];

    /// <summary>The descriptors of all folders, by code.</summary>
    public static ImmutableArray<ListDescriptor> Descriptors { get; } =
        [.. EmbeddedTable.PathsEndingWith("list.json").Select(ReadDescriptor).OrderBy(descriptor => descriptor.Code)];

    private static ListDescriptor ReadDescriptor(string path)
    {
        using var stream = EmbeddedTable.Open(path);
        try
        {
            return JsonSerializer.Deserialize<ListDescriptor>(stream, PartyCodec.Options)
                ?? throw new JsonException("The descriptor is null.");
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException($"{path} is not a list descriptor: {error.Message}", error);
        }
    }
}
