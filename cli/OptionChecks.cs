using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Compliance.Cli;

/// <summary>Checks of the values of options. A value that cannot be read is the parser's to refuse, not a check's.</summary>
internal static class OptionChecks
{
    /// <summary>Adds <c>--json</c>, where a command otherwise answers with tables and sentences.</summary>
    public static Option<bool> Json(Command command)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead." };
        command.Options.Add(json);
        return json;
    }

    /// <summary>Refuses a value that does not hold.</summary>
    /// <param name="option">The option.</param>
    /// <param name="holds">What a value must be.</param>
    /// <param name="allowed">What is allowed, for who reads the refusal; it names the option.</param>
    public static void Require<T>(this Option<T> option, Func<T?, bool> holds, string allowed) => option.Validators.Add(result =>
    {
        if (Read(result, out T? value) && !holds(value))
        {
            result.AddError($"{allowed} '{string.Join(' ', result.Tokens.Select(token => token.Value))}' is not.");
        }
    });

    /// <summary>Refuses numbers below one.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest that is allowed.</param>
    /// <param name="unit">What is counted, such as <c>number of cases</c>.</param>
    public static void RequireAtLeast(this Option<int> option, int least, string unit = "number") => option.Require(value => value >= least,
        string.Create(CultureInfo.InvariantCulture, $"{option.Name} is a {unit}, {least} or more."));

    /// <summary>Refuses words that are none of some, naming option, word and what there is.</summary>
    /// <param name="option">The option.</param>
    /// <param name="words">What is allowed.</param>
    public static void RequireOneOf(this Option option, params string[] words)
    {
        option.CompletionSources.Add(_ => words.Select(word => new CompletionItem(word)));
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !words.Contains(token.Value, StringComparer.Ordinal)) is { } other)
            {
                result.AddError($"{option.Name} takes {string.Join(", ", words)}; '{other.Value}' is none of them.");
            }
        });
    }

    /// <summary>Numbers of a tree of commands are counts, seeds and years: none is negative. Fractions are written with a point: a comma
    /// is read as one between thousands, so that 0,5 would be 5.</summary>
    public static void GuardNumbers(Command command)
    {
        foreach (var option in command.Options)
        {
            var allowed = $"{option.Name} is a number, 0 or more.";
            switch (option)
            {
                case Option<int> { Validators.Count: 0 } number:
                    number.Require(value => value >= 0, allowed);
                    break;
                case Option<int?> { Validators.Count: 0 } number:
                    number.Require(value => !(value < 0), allowed);
                    break;
                case Option<long> { Validators.Count: 0 } number:
                    number.Require(value => value >= 0, allowed);
                    break;
                case Option<double> or Option<double?>:
                    option.Validators.Add(result => RefuseComma(result, option.Name));
                    break;
                case Option<long?> { Validators.Count: 0 } number:
                    number.Require(value => !(value < 0), allowed);
                    break;
            }
        }

        foreach (var child in command.Subcommands)
        {
            GuardNumbers(child);
        }
    }

    private static void RefuseComma(OptionResult result, string name)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.Contains(',', StringComparison.Ordinal)) is { } token)
        {
            result.AddError($"{name} takes a number such as 0.5, with a point; '{token.Value}' is not.");
        }
    }

    private static bool Read<T>(OptionResult result, out T? value)
    {
        try
        {
            value = result.GetValueOrDefault<T>();
            return true;
        }
        catch (InvalidOperationException)
        {
            // The text is no such value; the parser says so itself.
            value = default;
            return false;
        }
    }
}
