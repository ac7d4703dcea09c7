using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Benchmarks.Scale;

/// <summary>
/// Parties of any number with the statistics of real lists: each takes the shape of a real party (kind, how many names of how many words in
/// which script, which facts), and none of its names, days or numbers. A seed gives the same parties anywhere.
/// </summary>
internal sealed class ListStatistics
{
    private const int MostRemarkChars = 200;

    // Lists of this size have three names a party; today's have 2.6.
    private const double OneNameMore = 0.4;

    private readonly ImmutableArray<ListedParty> _shapes;
    private readonly Dictionary<(PartyKind, string), WordModel> _words = [];

    /// <summary>Learns from parties.</summary>
    public ListStatistics(IEnumerable<ListedParty> parties)
    {
        _shapes = [.. parties];
        foreach (var (kind, name) in _shapes.SelectMany(party => party.Names.Select(name => (party.Kind, name.Text))))
        {
            var model = ModelOf(kind, name);
            foreach (var word in name.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                model.Add(word);
            }
        }

        foreach (var model in _words.Values)
        {
            model.Close();
        }
    }

    /// <summary>The code of the list that the parties are of.</summary>
    public static ListCode Code { get; } = ListCode.Parse("invented");

    /// <summary>Makes parties one after the other; none is kept.</summary>
    public IEnumerable<ListedParty> Make(int count, ulong seed)
    {
        for (var number = 0; number < count; number++)
        {
            yield return Party(number, new SplitMix(SplitMix.Hash(seed, (ulong)number)));
        }
    }

    private ListedParty Party(int number, SplitMix random)
    {
        var shape = _shapes[WordModel.Below(random, _shapes.Length)];
        var names = shape.Names.Select(name => name with { Text = Name(shape.Kind, name.Text, random), Parts = [] }).ToList();
        if (WordModel.Share(random) < OneNameMore)
        {
            names.Add(new ListedName(Name(shape.Kind, shape.Names[WordModel.Below(random, shape.Names.Length)].Text, random),
                NameKind.Alias));
        }

        return shape with
        {
            Entry = ListEntryId.Of(Code, number.ToString("D8", CultureInfo.InvariantCulture)),
            Names = [.. names.DistinctBy(name => name.Text)],
            BirthDates = [.. shape.BirthDates.Take(3).Select(_ => PartialDate.OfDay(new DateOnly(1940 + WordModel.Below(random, 65),
                1 + WordModel.Below(random, 12), 1 + WordModel.Below(random, 28))))],
            Identifiers = [.. shape.Identifiers.Select(one => one with { Value = OtherDigits(one.Value, random) })],
            Relations = [],
            Remarks = [.. shape.Remarks.Select(remark => remark.Length > MostRemarkChars ? remark[..MostRemarkChars] : remark)],
        };
    }

    private string Name(PartyKind kind, string like, SplitMix random)
    {
        var model = ModelOf(kind, like);
        var words = like.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => model.Draw(random)));
    }

    private static string OtherDigits(string value, SplitMix random)
    {
        var other = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            other.Append(char.IsAsciiDigit(letter) ? (char)('0' + WordModel.Below(random, 10))
                : char.IsAsciiLetterLower(letter) ? (char)('a' + WordModel.Below(random, 26)) : letter);
        }

        return other.ToString();
    }

    private WordModel ModelOf(PartyKind kind, string name)
    {
        var key = (kind, Scripts.Of(name) ?? "Latn");
        return _words.TryGetValue(key, out var model) ? model : _words[key] = new WordModel();
    }
}
