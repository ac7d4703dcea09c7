using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>Reads one row: its head, its condition, who is exempt, what is said of the unknown, and what it rests on.</summary>
internal sealed class PolicyRowParser(PolicyTokens tokens, PolicyDeclarations declared, PolicyToken first)
{
    private readonly List<PolicyAttribute> _attributes = [];
    private PolicyConsequence? _then;
    private PolicyCondition? _when;
    private PolicyExemption? _except;
    private PolicyVerdict? _unknown;
    private PolicyCitation? _basis;
    private DateOnly? _from;
    private DateOnly? _to;
    private TimeSpan? _until;

    public PolicyRule Read()
    {
        var id = tokens.Name("The id of the row").Text;
        while (!tokens.AtEnd && !tokens.AtStatement)
        {
            Head();
        }

        while (tokens is { AtEnd: false, AtStatement: true } && tokens.Peek.Text is "when" or "except" or "unknown" or "basis")
        {
            Part(tokens.Next());
        }

        var rule = new PolicyRule(id, [.. _attributes], _then ?? throw Missing("then=, what it does"),
            _unknown ?? throw Missing("unknown, what is said where its condition cannot be decided"), _when ?? throw Missing("when"),
            _except, _basis ?? throw Missing("basis, what it rests on"), _from, _to, _until, first.Line);
        return rule switch
        {
            { Basis.IsCertain: false, Then.Verdict: > PolicyVerdict.Review } =>
                throw PolicyTokens.Wrong(first, "A row whose basis is uncertain says at most review."),
            _ when _to < _from => throw PolicyTokens.Wrong(first, "The row ends before it begins."),
            _ => rule,
        };

        PolicyProblemException Missing(string what) => PolicyTokens.Wrong(first, $"The row {id} lacks {what}.");
    }

    private void Head()
    {
        var name = tokens.Name("An attribute such as then=review");
        tokens.Mark("=");
        switch (name.Text)
        {
            case "then": _then = Consequence(); break;
            case "from": _from = tokens.Day(); break;
            case "to": _to = tokens.Day(); break;
            case "until":
                var word = tokens.Name("A length of time such as +30d");
                _until = word.Text.StartsWith('+') && PolicyQuantity.Duration(word.Text[1..]) is { } seconds ? TimeSpan.FromSeconds(seconds)
                    : throw PolicyTokens.Wrong(word, "Write how long it lasts, such as +30d.");
                break;
            default:
                _attributes.Add(new PolicyAttribute(name.Text, tokens.Name("A value").Text));
                break;
        }
    }

    private void Part(PolicyToken part)
    {
        switch (part.Text)
        {
            case "when" when _when is null:
                _when = new PolicyConditionParser(tokens, declared).Read();
                break;
            case "except" when _except is null:
                var when = new PolicyConditionParser(tokens, declared).Read();
                tokens.Word("expires");
                _except = new PolicyExemption(when, tokens.Day());
                break;
            case "unknown" when _unknown is null:
                _unknown = PolicyParser.Verdict(tokens);
                break;
            case "basis" when _basis is null:
                _basis = Basis();
                break;
            default:
                throw PolicyTokens.Wrong(part, $"The row has {part.Text} twice.");
        }

        if (!tokens.AtEnd && !tokens.AtStatement)
        {
            throw PolicyTokens.Wrong(tokens.Peek, $"“{tokens.Peek.Text}” does not belong here; write “and” or “or”, or begin a line.",
                NearestWord.Of(tokens.Peek.Text, ["and", "or", "expires"]));
        }
    }

    private PolicyConsequence Consequence()
    {
        var verdict = PolicyParser.Verdict(tokens);
        var parameters = ImmutableArray.CreateBuilder<PolicyParameter>();
        if (tokens.Takes("("))
        {
            do
            {
                parameters.Add(Parameter());
            }
            while (tokens.Takes(","));
            tokens.Mark(")");
        }

        return parameters.Count == 0 || verdict == PolicyVerdict.Restrict ? new PolicyConsequence(verdict, [.. parameters
                .OrderBy(one => PolicyParameter.Names.IndexOf(one.Name))])
            : throw PolicyTokens.Wrong(tokens.Peek, "Only restrict has parameters.");
    }

    private PolicyParameter Parameter()
    {
        var name = tokens.Name("A parameter");
        if (!PolicyParameter.Names.Contains(name.Text))
        {
            throw PolicyTokens.Wrong(name, $"“{name.Text}” is no parameter; write {string.Join(", ", PolicyParameter.Names)}.",
                NearestWord.Of(name.Text, PolicyParameter.Names));
        }

        tokens.Mark(":");
        var values = new List<string> { tokens.Name("A value").Text };
        while (!tokens.AtEnd && tokens.Peek.Kind is PolicyTokenKind.Word or PolicyTokenKind.Text)
        {
            values.Add(tokens.Name("A value").Text);
        }

        return new PolicyParameter(name.Text, PolicyWords.Of(null, values).Words);
    }

    private PolicyCitation Basis()
    {
        var authority = tokens.Name("What it rests on, in quotes");
        if (authority.Kind != PolicyTokenKind.Text || authority.Text.Trim().Length == 0)
        {
            throw PolicyTokens.Wrong(authority, "What a row rests on stands in quotes: basis \"Usage policy\" §3.2 checked 2026-11-22.");
        }

        var clause = !tokens.AtEnd && !tokens.AtStatement && tokens.Peek.Text.StartsWith('§') ? tokens.Next().Text : "";
        var source = tokens.Takes("source") ? tokens.Name("A source").Text : "";
        tokens.Word("checked");
        var day = tokens.Day();
        return new PolicyCitation(authority.Text, clause, source, day, !tokens.Takes("uncertain"));
    }
}
