using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>
/// Reads the text of a policy. Statements begin a line with one of a few words; a problem ends its statement and the next one is read, so
/// that all problems are said at once.
/// </summary>
public sealed class PolicyParser
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MaxChars = 1_000_000;

    internal static readonly string[] Statements =
        ["feature", "counter", "order", "list", "must", "row", "when", "except", "unknown", "basis"];

    private readonly ImmutableArray<PolicyProblem>.Builder _problems = ImmutableArray.CreateBuilder<PolicyProblem>();
    private readonly PolicyTokens _tokens;
    private readonly PolicyDeclarations _declared = new();
    private readonly List<PolicyRule> _rules = [];
    private readonly List<PolicyObligation> _obligations = [];

    private PolicyParser(List<PolicyToken> tokens) => _tokens = new PolicyTokens(tokens);

    /// <summary>Reads a text.</summary>
    public static PolicyReading Read(string text)
    {
        if (text.Length > MaxChars)
        {
            return new PolicyReading(null, [new PolicyProblem(1, 1, $"A policy has at most {MaxChars} characters.")]);
        }

        try
        {
            return new PolicyParser(PolicyScanner.Scan(text.ReplaceLineEndings("\n"))).Run();
        }
        catch (PolicyProblemException error)
        {
            return new PolicyReading(null, [error.Problem]);
        }
    }

    private PolicyReading Run()
    {
        while (!_tokens.AtEnd)
        {
            try
            {
                Statement();
            }
            catch (PolicyProblemException error)
            {
                _problems.Add(error.Problem);
                _tokens.SkipStatement();
            }
        }

        if (_problems.Count == 0 && _rules.Count == 0)
        {
            _problems.Add(new PolicyProblem(1, 1, "The policy has no rows."));
        }

        return _problems.Count > 0 ? new PolicyReading(null, _problems.ToImmutable())
            : new PolicyReading(new PolicyProgram([.. _declared.Features], [.. _declared.Lists], [.. _declared.AllOrders()], [.. _rules],
                [.. _obligations]), []);
    }

    private void Statement()
    {
        var first = _tokens.Next();
        switch (first.Text)
        {
            case "feature": _declared.Feature(_tokens); break;
            case "counter": _declared.Counter(_tokens); break;
            case "order": _declared.Order(_tokens); break;
            case "list": _declared.List(_tokens); break;
            case "must": Obligation(first); break;
            case "row": Row(first); break;
            case "when" or "except" or "unknown" or "basis":
                throw PolicyTokens.Wrong(first, $"“{first.Text}” belongs to a row; begin with row ID then=….");
            default:
                throw PolicyTokens.Wrong(first, "A statement begins with feature, counter, order, list, must or row.",
                    NearestWord.Of(first.Text, Statements));
        }

        if (_tokens is { AtEnd: false, Peek: var next } && !_tokens.AtStatement)
        {
            throw PolicyTokens.Wrong(next, $"Nothing may follow here, and “{next.Text}” stands here; a statement begins a line.");
        }
    }

    private void Obligation(PolicyToken first)
    {
        var strict = Verdict(_tokens);
        _tokens.Word("when");
        _obligations.Add(new PolicyObligation(new PolicyConditionParser(_tokens, _declared).Read(), strict, first.Line));
    }

    private void Row(PolicyToken first)
    {
        var row = new PolicyRowParser(_tokens, _declared, first).Read();
        if (_rules.Exists(other => other.Id == row.Id))
        {
            throw PolicyTokens.Wrong(first, $"Another row is called {row.Id}.");
        }

        _rules.Add(row);
    }

    internal static PolicyVerdict Verdict(PolicyTokens tokens)
    {
        var word = tokens.Next();
        return word.Text switch
        {
            "challenge" => PolicyVerdict.Challenge,
            "review" => PolicyVerdict.Review,
            "restrict" => PolicyVerdict.Restrict,
            "block" => PolicyVerdict.Block,
            "allow" => throw PolicyTokens.Wrong(word,
                "No row allows: what no row speaks against goes on. Write challenge, review, restrict or block."),
            _ => throw PolicyTokens.Wrong(word, "Write challenge, review, restrict or block.",
                NearestWord.Of(word.Text, ["challenge", "review", "restrict", "block"])),
        };
    }
}
