using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>The stored form of the facts that are compared for every candidate.</summary>
internal static class FactsCodec
{
    private const int Letters = 26;

    // The codes are few and stand in tens of thousands of facts: each is made once.
    private static readonly CountryCode[] Codes = MakeCodes();

    public static void Write(ByteWriter bytes, PartyFacts facts)
    {
        bytes.Byte((byte)facts.Kind);
        bytes.Byte((byte)facts.Gender);
        bytes.Number(facts.BirthDates.Length);
        foreach (var date in facts.BirthDates)
        {
            bytes.Byte((byte)date.Precision);
            bytes.Flag(date.IsCirca);
            bytes.Number(date.Earliest.DayNumber);
            bytes.Number(date.Latest.DayNumber);
        }

        Write(bytes, facts.Nationalities);
        Write(bytes, facts.Countries);
        bytes.Number(facts.Names.Length);
        foreach (var name in facts.Names)
        {
            bytes.Byte((byte)name.Kind);
            bytes.Byte((byte)name.Strength);
        }
    }

    public static PartyFacts Read(ref ByteReader bytes) =>
        new((PartyKind)bytes.Byte(), (Gender)bytes.Byte(), Dates(ref bytes), Countries(ref bytes), Countries(ref bytes), Names(ref bytes));

    private static void Write(ByteWriter bytes, ImmutableArray<CountryCode> countries)
    {
        bytes.Number(countries.Length);
        foreach (var country in countries)
        {
            bytes.Number(country.IsStated ? 1 + ((country.Value[0] - 'A') * Letters) + country.Value[1] - 'A' : 0);
        }
    }

    private static ImmutableArray<PartialDate> Dates(ref ByteReader bytes)
    {
        var count = bytes.Int();
        var dates = ImmutableArray.CreateBuilder<PartialDate>(count);
        for (var i = 0; i < count; i++)
        {
            var (precision, circa) = ((DatePrecision)bytes.Byte(), bytes.Flag());
            var (earliest, latest) = (DateOnly.FromDayNumber(bytes.Int()), DateOnly.FromDayNumber(bytes.Int()));
            dates.Add(precision switch
            {
                DatePrecision.Day => PartialDate.OfDay(earliest, circa),
                DatePrecision.Month => PartialDate.OfMonth(earliest.Year, earliest.Month, circa),
                DatePrecision.Year => PartialDate.OfYear(earliest.Year, circa),
                DatePrecision.Range => PartialDate.OfRange(PartialDate.OfDay(earliest, circa), PartialDate.OfDay(latest, circa)),
                DatePrecision.None => default,
                _ => throw new InvalidOperationException($"Unknown precision {precision}."),
            });
        }

        return dates.MoveToImmutable();
    }

    private static ImmutableArray<CountryCode> Countries(ref ByteReader bytes)
    {
        var count = bytes.Int();
        var countries = ImmutableArray.CreateBuilder<CountryCode>(count);
        for (var i = 0; i < count; i++)
        {
            countries.Add(Codes[bytes.Int()]);
        }

        return countries.MoveToImmutable();
    }

    private static ImmutableArray<NameStanding> Names(ref ByteReader bytes)
    {
        var count = bytes.Int();
        var names = ImmutableArray.CreateBuilder<NameStanding>(count);
        for (var i = 0; i < count; i++)
        {
            names.Add(new NameStanding((NameKind)bytes.Byte(), (AliasStrength)bytes.Byte()));
        }

        return names.MoveToImmutable();
    }

    private static CountryCode[] MakeCodes()
    {
        var codes = new CountryCode[1 + (Letters * Letters)];
        for (var i = 1; i < codes.Length; i++)
        {
            codes[i] = CountryCode.TryParse($"{(char)('A' + ((i - 1) / Letters))}{(char)('A' + ((i - 1) % Letters))}", out var code) ? code
                : default;
        }

        return codes;
    }
}
