using System.Globalization;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>Reads a condition: <c>or</c> binds less than <c>and</c>, <c>and</c> less than <c>not</c>.</summary>
internal sealed class PolicyConditionParser(PolicyTokens tokens, PolicyDeclarations declared)
{
    private const int MaxDepth = 40;
    private static readonly string[] Comparisons = ["=", "!=", "<", "<=", ">", ">="];
    private int _depth;

    public PolicyCondition Read()
    {
        if (++_depth > MaxDepth)
        {
            throw PolicyTokens.Wrong(tokens.Peek,
                string.Create(CultureInfo.InvariantCulture, $"Conditions stand inside one another at most {MaxDepth} deep."));
        }

        var parts = new List<PolicyCondition> { And() };
        while (tokens.Takes("or"))
        {
            parts.Add(And());
        }

        _depth--;
        return parts.Count == 1 ? parts[0] : new PolicyCondition.Any([.. parts]);
    }

    private PolicyCondition And()
    {
        var parts = new List<PolicyCondition> { Unary() };
        while (tokens.Takes("and"))
        {
            parts.Add(Unary());
        }

        return parts.Count == 1 ? parts[0] : new PolicyCondition.All([.. parts]);
    }

    private PolicyCondition Unary()
    {
        if (tokens.Takes("not"))
        {
            if (++_depth > MaxDepth)
            {
                throw PolicyTokens.Wrong(tokens.Peek, "Too many “not” follow one another.");
            }

            var part = Unary();
            _depth--;
            return new PolicyCondition.Not(part);
        }

        if (tokens.Takes("("))
        {
            var inner = Read();
            tokens.Mark(")");
            return inner;
        }

        return Test();
    }

    private PolicyCondition Test()
    {
        var place = tokens.Peek;
        var feature = declared.Reference(tokens);
        if (tokens.Takes("is"))
        {
            var negated = tokens.Takes("not");
            tokens.Word("missing");
            return new PolicyCondition.Missing(feature, negated);
        }

        if (feature.Type == PolicyType.Flag)
        {
            return tokens.AtEnd || tokens.AtStatement || !Comparisons.Contains(tokens.Peek.Text) ? new PolicyCondition.Flag(feature)
                : throw PolicyTokens.Wrong(tokens.Peek, $"{feature.Name} is true or false: write {feature.Name} or not {feature.Name}.");
        }

        return feature.IsWord ? Words(feature) : Number(feature, place);
    }

    private PolicyCondition Number(PolicyFeature feature, PolicyToken place)
    {
        if (tokens.Takes("between"))
        {
            var low = Constant(feature);
            tokens.Word("and");
            var high = Constant(feature);
            return low <= high ? new PolicyCondition.Between(feature, low, high)
                : throw PolicyTokens.Wrong(place, "The first bound of between is greater than the second.");
        }

        var mark = tokens.Next();
        return Array.IndexOf(Comparisons, mark.Text) switch
        {
            0 => new PolicyCondition.Compare(feature, PolicyComparison.Equal, Constant(feature)),
            1 => new PolicyCondition.Compare(feature, PolicyComparison.NotEqual, Constant(feature)),
            2 => new PolicyCondition.Compare(feature, PolicyComparison.Less, Constant(feature)),
            3 => new PolicyCondition.Compare(feature, PolicyComparison.LessOrEqual, Constant(feature)),
            4 => new PolicyCondition.Compare(feature, PolicyComparison.Greater, Constant(feature)),
            5 => new PolicyCondition.Compare(feature, PolicyComparison.GreaterOrEqual, Constant(feature)),
            _ => throw PolicyTokens.Wrong(mark,
                $"After {feature.Name}, {Kind(feature)}, stands =, !=, <, <=, >, >=, between or is missing, not “{mark.Text}”."),
        };
    }

    private long Constant(PolicyFeature feature)
    {
        var word = tokens.Name(PolicyQuantity.Example(feature.Type, feature.Unit));
        if (word.Kind == PolicyTokenKind.Text || PolicyQuantity.Read(word.Text, feature.Type, feature.Unit) is not { } number)
        {
            throw PolicyTokens.Wrong(word, declared.Find(word.Text) is not null
                ? $"{feature.Name} is compared with a constant, not with another feature."
                : $"{feature.Name} is {Kind(feature)}: write {PolicyQuantity.Example(feature.Type, feature.Unit)}, not “{word.Text}”.");
        }

        if (feature.Type == PolicyType.Money)
        {
            tokens.Word(feature.Unit);
        }

        return number >= feature.Least && number <= feature.Most ? number
            : throw PolicyTokens.Wrong(word,
                $"{feature.Name} lies between {Shown(feature, feature.Least)} and {Shown(feature, feature.Most)}.");
    }

    private PolicyCondition Words(PolicyFeature feature)
    {
        var mark = tokens.Next();
        var contains = feature.Type == PolicyType.Codes;
        return (mark.Text, contains) switch
        {
            ("=", false) => new PolicyCondition.Member(feature, One(feature), Negated: false),
            ("!=", false) => new PolicyCondition.Member(feature, One(feature), Negated: true),
            ("in", false) => new PolicyCondition.Member(feature, Several(feature), Negated: false),
            ("not", false) => NotIn(feature),
            ("contains", true) => new PolicyCondition.Member(feature, tokens.Takes("any") ? Several(feature) : One(feature),
                Negated: false),
            _ => throw PolicyTokens.Wrong(mark, contains
                ? $"After {feature.Name}, several codes, stands contains CODE, contains any @list or is missing, not “{mark.Text}”."
                : $"After {feature.Name}, {Kind(feature)}, stands =, !=, in, not in or is missing, not “{mark.Text}”."),
        };
    }

    private PolicyCondition NotIn(PolicyFeature feature)
    {
        tokens.Word("in");
        return new PolicyCondition.Member(feature, Several(feature), Negated: true);
    }

    private PolicyWords One(PolicyFeature feature) => PolicyWords.Of(null, [Checked(feature, tokens.Name("A word"))]);

    private PolicyWords Several(PolicyFeature feature)
    {
        if (tokens.Takes("("))
        {
            var names = tokens.Names("A word");
            tokens.Mark(")");
            return PolicyWords.Of(null, names.Select(name => Checked(feature, name)));
        }

        var word = tokens.Name("A list such as @supported or (A, B)");
        var list = word.Text.StartsWith('@') ? declared.FindList(word.Text[1..]) : null;
        if (list is null)
        {
            throw PolicyTokens.Wrong(word, word.Text.StartsWith('@') ? $"No list is called {word.Text}."
                : "A list is expected here, such as @supported or (A, B).",
                NearestWord.Of(word.Text, declared.Lists.Select(one => "@" + one.Name)));
        }

        foreach (var one in list.Words)
        {
            Checked(feature, word with { Text = one });
        }

        return PolicyWords.Of(list.Name, list.Words);
    }

    private string Checked(PolicyFeature feature, PolicyToken word)
        => word.Text.StartsWith('@') ? throw PolicyTokens.Wrong(word, $"{word.Text} is a list: write in {word.Text}.")
            : word.Kind == PolicyTokenKind.Word && declared.Find(word.Text) is not null && !feature.Words.Contains(word.Text)
                ? throw PolicyTokens.Wrong(word, $"{feature.Name} is compared with a constant, not with another feature.")
            : feature.Type != PolicyType.Choice || feature.Words.Contains(word.Text) ? word.Text
            : throw PolicyTokens.Wrong(word, $"{feature.Name} is one of {string.Join(", ", feature.Words)}, not “{word.Text}”.",
                NearestWord.Of(word.Text, feature.Words));

    private static string Shown(PolicyFeature feature, long number) => PolicyQuantity.Write(number, feature.Type, feature.Unit);

    private static string Kind(PolicyFeature feature) => feature.Type switch
    {
        PolicyType.Flag => "true or false",
        PolicyType.Integer => "a whole number",
        PolicyType.Money => $"an amount in {feature.Unit}",
        PolicyType.Duration => "a length of time",
        PolicyType.Instant => "a moment",
        PolicyType.Choice => "one of " + string.Join(", ", feature.Words),
        PolicyType.Code => "a code",
        PolicyType.Codes => "several codes",
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature.Type, "Not a type."),
    };
}
