using System.Collections.Immutable;
using System.Text;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Fields;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// How much searching one request may ask for. The measure is what is written, so it is the same on every machine, with every list and
/// whatever was searched before: a letter costs by its script, since words of scripts that are read in many ways have the most neighbours.
/// Names beyond the budget are not searched and are counted; who decides must not clear anybody then.
/// </summary>
public sealed class WorkBudget(CancellationToken cancellation = default)
{
    /// <summary>Units of one request: about a microsecond of one core each at the worst.</summary>
    public const int PerRequest = 600_000;

    // Units of a letter, and of a word: measured as the worst of a seeded search over all lists (`-- worst` of the benchmarks).
    private const int LatinLetter = 60;
    private const int OtherLetter = 400;
    private const int SyllableLetter = 3_500;

    private int _left = PerRequest;

    /// <summary>Names that were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Names that were not searched.</summary>
    public int NotSearched { get; private set; }

    /// <summary>The subject with the names that can be searched; the others are counted. Identifiers and addresses cost next to
    /// nothing and stay.</summary>
    /// <param name="subject">The subject.</param>
    /// <exception cref="OperationCanceledException">Nobody waits for the answer any more.</exception>
    public ScreeningSubject Within(ScreeningSubject subject)
    {
        cancellation.ThrowIfCancellationRequested();
        var (name, aliases, left) = (subject.Name, ImmutableArray.CreateBuilder<string>(subject.Aliases.Length), 0);
        if (!Takes(name, subject.Kind))
        {
            (name, left) = ("", 1);
        }

        foreach (var alias in subject.Aliases)
        {
            if (aliases.Count + 1 < PartyMatcher.MaxSubjectNames && Takes(alias, subject.Kind))
            {
                aliases.Add(alias);
            }
            else
            {
                left++;
            }
        }

        NotSearched += left;
        return left == 0 ? subject : subject with { Name = name, Aliases = aliases.ToImmutable() };
    }

    /// <summary>What a name costs.</summary>
    /// <param name="name">The name as written; what is longer than a name is cut where it is analysed.</param>
    public static int CostOf(string name)
    {
        var cost = 0;
        foreach (var rune in name.AsSpan(0, Math.Min(name.Length, NameFolding.MaxNameLengthChars)).EnumerateRunes())
        {
            cost += !Rune.IsLetterOrDigit(rune) ? 0 : ScriptRanges.ScriptOf(rune) switch
            {
                Script.Latin or Script.Common => LatinLetter,
                Script.Han or Script.Kana or Script.Hangul => SyllableLetter,
                _ => OtherLetter,
            };
        }

        return cost;
    }

    private bool Takes(string name, PartyKind kind)
    {
        if (name.Length == 0)
        {
            return true;
        }

        Asked++;
        var cost = NamesOfField.Of(name, kind).Sum(CostOf); // What stands in one field is searched as a whole and in parts.
        if (cost > _left)
        {
            return false;
        }

        _left -= cost;
        return true;
    }
}
