using System.Diagnostics;
using System.Text;
using Compliance.ScreeningCore.Policies;

namespace Compliance.Cli.Evaluation.Policies;

/// <summary>Puts the questions of a proof to an SMT solver (SMT-LIB 2, such as z3): an oracle that knows nothing of cells.</summary>
internal sealed class SmtSolver : IDisposable
{
    private readonly Process _process;

    private SmtSolver(Process process) => _process = process;

    /// <summary>Starts a solver.</summary>
    /// <exception cref="InvalidDataException">It is not there.</exception>
    public static SmtSolver Start(string path)
    {
        try
        {
            var process = Process.Start(new ProcessStartInfo(path, ["-in", "-smt2"])
            { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            process.StandardInput.AutoFlush = false;
            return new SmtSolver(process);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidDataException($"The solver '{path}' is not there (Debian package z3).", error);
        }
    }

    /// <summary>The answers to every question about a policy, as <see cref="PolicyAgreement.ByCells"/> writes them.</summary>
    public string Answers(PolicyProgram program)
    {
        var text = new StringBuilder("(push)\n").Append(SmtText.Declarations(program));
        var rows = program.Rules.Select(rule => SmtText.Row(rule)).ToArray();
        var asked = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            Ask(rows[row].Fires);
            Ask($"(and {SmtText.AllKnown(program)} (not {rows[row].Fires}))");
        }

        for (var one = 0; one < rows.Length; one++)
        {
            for (var two = 0; two < rows.Length; two++)
            {
                if (one != two)
                {
                    Ask($"(and {rows[one].Fires} {rows[two].Fires})");
                    Ask($"(xor {rows[one].Fires} {rows[two].Fires})");
                    Ask(SaysMore(program.Rules[one], rows[one], program.Rules[two], rows[two]));
                }
            }
        }

        Ask(SmtText.And(rows.Select(row => $"(and (not {row.Fires}) (not {row.Unknown}))")));
        foreach (var obligation in program.Obligations)
        {
            var strict = program.Rules.Zip(rows).SelectMany(pair => new[]
            {
                pair.First.Then.Verdict >= obligation.AtLeast ? pair.Second.Fires : "false",
                pair.First.Unknown >= obligation.AtLeast ? pair.Second.Unknown : "false",
            });
            Ask($"(and {SmtText.Truth(obligation.When).Yes} (not (or {string.Join(' ', strict)} false)))");
        }

        _process.StandardInput.Write(text.Append("(pop)\n").ToString());
        _process.StandardInput.Flush();
        var answers = new StringBuilder();
        for (var number = 0; number < asked; number++)
        {
            answers.Append(_process.StandardOutput.ReadLine() switch
            {
                "sat" => '1',
                "unsat" => '0',
                var other => throw new InvalidDataException($"The solver answered {other}."),
            });
        }

        return Turned(answers.ToString(), rows.Length);

        void Ask(string question)
        {
            text.Append("(push)\n(assert ").Append(question).Append(")\n(check-sat)\n(pop)\n");
            asked++;
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(2)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // “Always fires” is asked as “can it not fire”.
    private static string Turned(string answers, int rows) => string.Concat(answers.Select((one, place)
        => place < rows * 2 && place % 2 == 1 ? one == '1' ? '0' : '1' : one));

    private static string SaysMore(PolicyRule mine, SmtRow one, PolicyRule theirs, SmtRow two)
    {
        var fired = theirs.Then.Includes(mine.Then) ? "false" : $"(and {one.Fires} {two.Fires})";
        string Less(PolicyVerdict needed, bool parameters) => "(or " + string.Join(' ', new[]
        {
            $"(and (not {two.Fires}) (not {two.Unknown}))",
            theirs.Unknown >= needed && (!parameters || theirs.Unknown == PolicyVerdict.Block) ? "false" : two.Unknown,
        }) + ")";
        var other = $"(and {one.Fires} {Less(mine.Then.Verdict, !mine.Then.Parameters.IsEmpty)})";
        var unknown = $"(and {one.Unknown} (or {Less(mine.Unknown, false)} "
            + $"{(theirs.Then.Verdict >= mine.Unknown ? "false" : two.Fires)}))";
        return $"(or {fired} {other} {unknown})";
    }
}

/// <summary>When a row fires and when it is undecided, as formulas.</summary>
internal sealed record SmtRow(string Fires, string Unknown);
