using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Records;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Keys;

namespace Compliance.Cli.Keys;

/// <summary><c>keys create</c>: makes a key and shows it once.</summary>
internal static class KeysCreateVerb
{
    private const int UsualDays = 180;

    public static Command Create(CliConsole console)
    {
        var name = new Argument<string>("name") { Description = "The caller, such as router; evidence names it." };
        var scopes = new Option<string>("--scopes")
        { Description = $"{string.Join(", ", Scopes.All)}; several joined by commas.", Required = true };
        var days = new Option<int>("--days") { Description = "How many days it works.", DefaultValueFactory = _ => UsualDays };
        var retire = new Option<int?>("--retire-others-in")
        { Description = "In how many days the caller's other keys end; 0 ends them now." };
        var holder = new Option<string?>("--holder")
        { Description = "The officer who holds it; without one it proposes nothing that two people must agree on." };
        var command = new Command("create", "Make a key. It is printed once, on standard output, and stored nowhere.")
            { name, scopes, days, retire, holder };
        var json = OptionChecks.Json(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(scopes)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (KeyOrder.Read(parsed.GetValue(name), wanted, parsed.GetValue(days), parsed.GetValue(retire), out var wrong,
                parsed.GetValue(holder))
                is not { } order)
            {
                throw new InvalidInputException($"no key was made: {wrong}.");
            }

            using var stored = StoredRecords.Open(console, KeysVerb.WhileRunning);
            switch (await stored.Keys(console.Time).CreateAsync(order, KeysVerb.Actor, cancellation))
            {
                case KeyMaking.Refused refused:
                    throw new InvalidInputException($"no key was made: {refused.Reason}");
                case KeyMaking.Made made when parsed.GetValue(json):
                    Summaries.Print(console, new
                    {
                        made.Key.Id,
                        made.Key.Name,
                        made.Key.Scopes,
                        made.Key.ExpiresAt,
                        Key = made.Text,
                        Retired = made.Retired.Select(old => new { old.Id, old.ExpiresAt }),
                    });
                    return CliCommands.Done;
                case KeyMaking.Made made:
                    await console.Error.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                            $"key {made.Key.Id} of {made.Key.Name} opens {string.Join(", ", made.Key.Scopes)} until "
                                + $"{made.Key.ExpiresAt:yyyy-MM-dd}; it is shown only now:"));
                    foreach (var old in made.Retired)
                    {
                        await console.Error.WriteLineAsync(
                            string.Create(CultureInfo.InvariantCulture, $"key {old.Id} ends {old.ExpiresAt:yyyy-MM-dd HH:mm} UTC"));
                    }

                    await console.Out.WriteLineAsync(made.Text);
                    return CliCommands.Done;
                case var other:
                    throw new InvalidOperationException($"Unknown making {other.GetType()}.");
            }
        });
        return command;
    }
}
