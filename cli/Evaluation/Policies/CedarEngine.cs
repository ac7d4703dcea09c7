using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.ScreeningCore.Policies;

namespace Compliance.Cli.Evaluation.Policies;

/// <summary>Cedar (the package <c>@cedar-policy/cedar-wasm</c> of npm, in Node.js) as another evaluator of policies: an oracle that shares
/// nothing with ours.</summary>
internal sealed class CedarEngine : IDisposable
{
    private const string Package = "@cedar-policy/cedar-wasm";

    // A line holds types, policies and cases; the line back says what Cedar's strict validator minds, and which policies hold in each.
    private const string Script = """
        const cedar = require(process.argv[1]);
        const uid = { type: 'Case', id: 'case' };
        const say = value => process.stdout.write(JSON.stringify(value) + '\n');
        say({ version: cedar.getCedarVersion() });
        require('readline').createInterface({ input: process.stdin }).on('line', line => {
          const { schema, policies, cases } = JSON.parse(line), problems = [];
          const checked = cedar.validate({ schema, policies: { staticPolicies: policies } });
          for (const one of checked.errors ?? []) problems.push(one.message);
          for (const one of checked.validationErrors ?? []) problems.push(one.policyId + ': ' + one.error.message);
          const parsed = cedar.preparsePolicySet('all', { staticPolicies: policies });
          for (const one of parsed.errors ?? []) problems.push(one.message);
          const answers = problems.length > 0 ? [] : cases.map(context => {
            const answer = cedar.statefulIsAuthorized({ principal: uid, action: { type: 'Action', id: 'decide' }, resource: uid, context,
              preparsedPolicySetId: 'all', entities: [] });
            for (const one of answer.errors ?? []) problems.push(one.message);
            for (const one of answer.response?.diagnostics.errors ?? []) problems.push(one.policyId + ': ' + one.error.message);
            return answer.response?.diagnostics.reason ?? [];
          });
          say({ problems, answers });
        });
        """;

    private readonly Process _process;

    private CedarEngine(Process process, string version) => (_process, Version) = (process, version);

    /// <summary>The version of Cedar.</summary>
    public string Version { get; }

    /// <summary>Starts Node.js with the package.</summary>
    /// <param name="modules">A folder <c>node_modules</c> that holds the package.</param>
    /// <exception cref="InvalidDataException">The package or Node.js is not there, or does not start.</exception>
    public static CedarEngine Start(string modules)
    {
        var folder = Path.Combine(Path.GetFullPath(modules), Package, "nodejs");
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException($"There is no {Package} in '{modules}': run `npm ci` beside its package.json.");
        }

        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("node", ["-e", Script, folder])
            { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidDataException("Node.js is not there: Cedar is asked through it.", error);
        }

        var first = process.StandardOutput.ReadLine() ?? throw new InvalidDataException($"{Package} does not start.");
        return new CedarEngine(process, JsonDocument.Parse(first).RootElement.GetProperty("version").GetString()!);
    }

    /// <summary>What Cedar says of cases.</summary>
    /// <exception cref="InvalidDataException">Cedar's validator minds a policy, or an evaluation failed.</exception>
    public CaseAnswers Evaluate(PolicyProgram program, IReadOnlyList<PolicyFacts> cases)
    {
        _process.StandardInput.WriteLine(new JsonObject
        {
            ["schema"] = CedarText.Schema(program),
            ["policies"] = CedarText.Policies(program),
            ["cases"] = new JsonArray([.. cases.Select(one => CedarText.Context(program, one))]),
        }.ToJsonString());
        _process.StandardInput.Flush();
        using var answer = JsonDocument.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidDataException("Cedar has ended."));
        if (answer.RootElement.GetProperty("problems").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } problem)
        {
            throw new InvalidDataException($"Cedar refuses a policy: {problem.GetString()}");
        }

        var said = answer.RootElement.GetProperty("answers").EnumerateArray()
            .Select(one => one.EnumerateArray().Select(id => id.GetString()!).ToHashSet(StringComparer.Ordinal)).ToArray();
        if (said.Length != cases.Count)
        {
            throw new InvalidDataException($"Cedar answered {said.Length} of {cases.Count} cases.");
        }

        return new CaseAnswers(
            [.. Enumerable.Range(0, program.Rules.Length).Select(row => said.Select(ids => ids.Contains(CedarText.Fires(row))
                ? PolicyAnswer.Fires : ids.Contains(CedarText.Undecided(row)) ? PolicyAnswer.Unknown : PolicyAnswer.Silent).ToArray())],
            [.. Enumerable.Range(0, program.Obligations.Length)
                .Select(place => said.Select(ids => ids.Contains(CedarText.Named(place))).ToArray())]);
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
}
