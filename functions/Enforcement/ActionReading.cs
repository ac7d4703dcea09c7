using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>Reads an action and commands on it from their bodies; what is wrong goes to the errors with its path.</summary>
internal static class ActionReading
{
    /// <summary>The action; null where something is wrong.</summary>
    /// <param name="body">The body.</param>
    /// <param name="command">What makes the command the same, from which the id follows.</param>
    /// <param name="now">The moment.</param>
    /// <param name="errors">Where errors go.</param>
    public static EnforcementAction? Read(ActionBody body, CommandKey command, DateTimeOffset now, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var subject = Subject("$.subject", body.Subject, errors);
        var reach = body.Reach is null ? ActionReach.Self : fields.Word<ActionReach>("$.reach", body.Reach);
        var origin = body.Origin is null ? ActionOrigin.Officer : fields.Word("$.origin", body.Origin, ActionOrigin.Automatic);
        var from = fields.Moment("$.from", body.From) ?? now;
        var until = fields.Moment("$.until", body.Until);
        var measure = new Measure((Rung)(body.Rung ?? 0), body.Freeze ?? false,
            body.Limits is { } limits ? new RateLimits(limits.RequestsPerMinute, limits.TokensPerMinute, limits.UsdCentsPerDay) : default,
            body.Denied is { } denied ? Denials.Of(Texts("$.denied.providers", denied.Providers, errors),
                Texts("$.denied.models", denied.Models, errors), Texts("$.denied.modalities", denied.Modalities, errors)) : Denials.None);
        var grounds = Grounds(body.Grounds, errors);
        var decision = fields.Text("$.decisionId", body.DecisionId, 100);
        if (errors.Any)
        {
            return null;
        }

        var hash = SubjectItemIds.DigitsOf($"{command.Client}\n{command.Key}");
        return new EnforcementAction(ActionIds.Of(subject, hash), decision ?? "dec_" + hash, subject, reach, measure, from, until, grounds,
            origin)
        {
            Text = body.Text,
            Facts = body.NoticeFacts,
            WhyNotNarrower = body.WhyNotNarrower,
            Redress = origin == ActionOrigin.Law ? "the authority that ordered it, or a licence" : "appeal",
        };
    }

    /// <summary>A command on an action; null where something is wrong.</summary>
    public static ActionCommand? Read(string name, string action, ActionCommandBody body, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var reason = body.Reason is null ? EndReason.Lifted : fields.Word<EndReason>("$.reason", body.Reason);
        var until = fields.Moment("$.until", body.Until);
        if (name == "shorten" && until is null && !errors.Any)
        {
            errors.Add("$.until", null, "The new end is needed.");
        }

        return errors.Any ? null : name switch
        {
            "second" => new ActionCommand.Second(action),
            "decline" => new ActionCommand.Decline(action, body.Text ?? ""),
            "lift" => new ActionCommand.End(action, reason, null, body.Text ?? ""),
            "shorten" => new ActionCommand.End(action, reason, until, body.Text ?? ""),
            "second-end" => new ActionCommand.SecondEnd(action),
            "decline-end" => new ActionCommand.DeclineEnd(action, body.Text ?? ""),
            _ => throw new InvalidOperationException($"Unknown command {name}."),
        };
    }

    /// <summary>A subject; the default where it is none.</summary>
    public static SubjectRef Subject(string path, string? text, FieldErrors errors)
    {
        if (!SubjectRef.TryParse(text, out var subject, out var problem))
        {
            errors.Add(path, null, problem);
        }

        return subject;
    }

    private static string[] Texts(string path, string[]? texts, FieldErrors errors)
    {
        for (var place = 0; place < texts?.Length; place++)
        {
            if (texts[place] is null)
            {
                errors.Add($"{path}[{place}]", "null", "An entry of an array must not be null.");
            }
        }

        return [.. (texts ?? []).OfType<string>()];
    }

    private static ImmutableArray<ActionGround> Grounds(GroundBody[]? bodies, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        return fields.Each("$.grounds", bodies, ActionRules.MaxGrounds, (path, body) =>
        {
            foreach (var (name, value) in new[] { ("code", body.Code), ("row", body.Row), ("facts", body.Facts) })
            {
                if (value is null)
                {
                    errors.Add($"{path}.{name}", null, "This is needed.");
                }
            }

            var (code, row, facts) = (fields.Text(path + ".code", body.Code, 100), fields.Text(path + ".row", body.Row, 200),
                body.Facts is { } words && CommandTexts.Problem(words) is { } problem ? Refuse(path + ".facts", problem, errors)
                    : body.Facts);
            return code is null || row is null || facts is null ? null
                : new ActionGround(code, row, CommandKey.Hash(facts), fields.Text(path + ".reference", body.Reference, 200));
        });
    }

    private static string? Refuse(string path, string problem, FieldErrors errors)
    {
        errors.Add(path, null, problem);
        return null;
    }
}
