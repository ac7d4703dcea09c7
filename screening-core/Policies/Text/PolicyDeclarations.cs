using System.Globalization;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>What a policy declares: features, counters, promises, lists.</summary>
internal sealed class PolicyDeclarations
{
    /// <summary>Most features of a policy.</summary>
    private const int MaxFeatures = 256;

    private const long MostSeconds = 3_153_600_000; // a hundred years
    private static readonly string[] Types = ["flag", "integer", "money", "duration", "instant", "enum", "code", "codes"];
    private readonly List<PolicyOrder> _orders = [];

    public List<PolicyFeature> Features { get; } = [];

    public List<PolicyList> Lists { get; } = [];

    public PolicyFeature? Find(string name) => Features.Find(feature => feature.Name == name);

    public PolicyList? FindList(string name) => Lists.Find(list => list.Name == name);

    public void Feature(PolicyTokens tokens)
    {
        var name = tokens.Name("The name of a feature");
        var type = tokens.Name("A type");
        var (kind, least, most, words, unit) = type.Text switch
        {
            "flag" => (PolicyType.Flag, 0L, 1L, (List<PolicyToken>)[], ""),
            "integer" => Ranged(PolicyType.Integer, tokens, long.MinValue / 4, long.MaxValue / 4),
            "money" => (PolicyType.Money, long.MinValue / 4, long.MaxValue / 4, [], Currency(tokens)),
            "duration" => (PolicyType.Duration, 0, MostSeconds, [], ""),
            "instant" => (PolicyType.Instant, 0, MostSeconds * 2, [], ""),
            "enum" => (PolicyType.Choice, 0, 0, tokens.Names("A word"), ""),
            "code" => (PolicyType.Code, 0, 0, [], ""),
            "codes" => (PolicyType.Codes, 0, 0, [], ""),
            _ => throw PolicyTokens.Wrong(type, $"“{type.Text}” is no type; write {string.Join(", ", Types)}.",
                NearestWord.Of(type.Text, Types)),
        };
        Add(name, new PolicyFeature(name.Text, kind, Features.Count, least, most,
            [.. words.Select(word => word.Text).Distinct(StringComparer.Ordinal)], unit));
    }

    public void Counter(PolicyTokens tokens)
    {
        var name = tokens.Name("The name of a counter");
        var windows = tokens.Names("A window such as 24h");
        foreach (var window in windows.Select(word => PolicyQuantity.Duration(word.Text) is { } seconds and > 0 ? seconds
            : throw PolicyTokens.Wrong(word, $"“{word.Text}” is no window; write {PolicyQuantity.Example(PolicyType.Duration, "")}."))
            .Distinct().Order())
        {
            var full = PolicyQuantity.CounterName(name.Text, window);
            Add(name, new PolicyFeature(full, PolicyType.Integer, Features.Count, 0, long.MaxValue / 4, [], ""));
        }
    }

    public void Order(PolicyTokens tokens)
    {
        var place = tokens.Peek;
        var smaller = Reference(tokens);
        tokens.Mark("<=");
        var greater = Reference(tokens);
        if (smaller == greater || smaller.Type != greater.Type || !smaller.IsNumber || smaller.Unit != greater.Unit)
        {
            throw PolicyTokens.Wrong(place, "An order stands between two different numbers of one type.");
        }

        _orders.Add(new PolicyOrder(smaller.Index, greater.Index));
    }

    public void List(PolicyTokens tokens)
    {
        var name = tokens.Name("The name of a list");
        if (name.Text.Length < 2 || name.Text[0] != '@' || !IsName(name.Text[1..]))
        {
            throw PolicyTokens.Wrong(name, "The name of a list is an @ and a name of letters, digits, points and underscores.");
        }

        tokens.Mark("=");
        var words = PolicyWords.Of(null, tokens.Names("A word").Select(word => word.Text)).Words;
        if (FindList(name.Text[1..]) is not null)
        {
            throw PolicyTokens.Wrong(name, $"Another list is called {name.Text}.");
        }

        Lists.Add(new PolicyList(name.Text[1..], words));
    }

    /// <summary>A feature by its name, also <c>count(NAME, WINDOW)</c>.</summary>
    public PolicyFeature Reference(PolicyTokens tokens)
    {
        var name = tokens.Name("The name of a feature");
        var full = name.Text;
        if (full == "count" && tokens.Takes("("))
        {
            var counter = tokens.Name("The name of a counter");
            tokens.Mark(",");
            var window = tokens.Name("A window such as 24h");
            tokens.Mark(")");
            full = PolicyQuantity.Duration(window.Text) is { } seconds ? PolicyQuantity.CounterName(counter.Text, seconds)
                : throw PolicyTokens.Wrong(window,
                    $"“{window.Text}” is no window; write {PolicyQuantity.Example(PolicyType.Duration, "")}.");
        }

        return Find(full) ?? throw PolicyTokens.Wrong(name, $"No feature is called {full}.",
            NearestWord.Of(full, Features.Select(feature => feature.Name)));
    }

    /// <summary>Declared promises, and those that windows of one counter give by themselves: a shorter window never counts more.</summary>
    public IEnumerable<PolicyOrder> AllOrders()
    {
        var counters = Features.Where(feature => feature.Name.StartsWith("count(", StringComparison.Ordinal))
            .GroupBy(feature => feature.Family, StringComparer.Ordinal);
        var given = counters.SelectMany(family => family.Zip(family.Skip(1), (one, next) => new PolicyOrder(one.Index, next.Index)));
        return given.Concat(_orders).Distinct();
    }

    private void Add(PolicyToken place, PolicyFeature feature)
    {
        if (!IsName(place.Text))
        {
            throw PolicyTokens.Wrong(place, "A name begins with a letter and has letters, digits, points and underscores.");
        }

        if (Find(feature.Name) is not null || feature.Name is "count" or "not" or "and" or "or" or "in" or "is")
        {
            throw PolicyTokens.Wrong(place, $"{feature.Name} is declared already, or means something else.");
        }

        if (Features.Count >= MaxFeatures)
        {
            throw PolicyTokens.Wrong(place, string.Create(CultureInfo.InvariantCulture, $"A policy has at most {MaxFeatures} features."));
        }

        Features.Add(feature);
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 80 && char.IsAsciiLetter(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_');

    private static string Currency(PolicyTokens tokens)
    {
        var unit = tokens.Name("A currency such as USD");
        return unit.Text.Length == 3 && unit.Text.All(char.IsAsciiLetterUpper) ? unit.Text
            : throw PolicyTokens.Wrong(unit, $"“{unit.Text}” is no currency; write three capitals such as USD.");
    }

    private static (PolicyType, long, long, List<PolicyToken>, string) Ranged(PolicyType type, PolicyTokens tokens, long least, long most)
    {
        if (!tokens.AtEnd && !tokens.AtStatement)
        {
            var word = tokens.Next();
            if (word.Text.Split("..") is not [var low, var high] || PolicyQuantity.Read(low, type, "") is not { } from
                || PolicyQuantity.Read(high, type, "") is not { } to || from > to)
            {
                throw PolicyTokens.Wrong(word, $"“{word.Text}” is no range; write one such as 0..150.");
            }

            (least, most) = (Math.Max(least, from), Math.Min(most, to));
        }

        return (type, least, most, [], "");
    }
}
