using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary>What is proposed for an operation.</summary>
internal sealed record OperationWish(string Cluster, Rung Rung, int? Days, string Ground, string Clause, string Facts, string Text,
    IReadOnlySet<SubjectRef> Except)
{
    /// <summary>What makes it the same proposal where it comes again.</summary>
    public required string Once { get; init; }

    /// <summary>The SHA-256 of all that is asked for.</summary>
    public string Hash => CommandKey.Hash(string.Join('\n', ((string[])[Cluster, ((int)Rung).ToString(CultureInfo.InvariantCulture),
        Days?.ToString(CultureInfo.InvariantCulture) ?? "", Ground, Clause, Facts, Text,
        .. Except.Select(account => account.ToString()).Order(StringComparer.Ordinal)]).Select(CommandKey.Hash)));
}

/// <summary>What stands against a proposal for an operation, and what it comes to for one account.</summary>
internal static class OperationRules
{
    private const int MostAccounts = 2000;

    /// <summary>What stands against a proposal; null where nothing does. What would be refused for each account is refused here.</summary>
    public static Refusal? Problem(OperationWish wish, OperationReach reach, Officer officer, DateTimeOffset now)
        => officer.IsNobodyKnown ? new Refusal(RefusalCode.NotPermitted,
                "Two people must agree here, and nobody knows who holds this key: name its holder, or let a person propose it.")
            : LadderPolicy.Current.Authority(officer.Role) is null
                ? new Refusal(RefusalCode.NotPermitted, $"The role {officer.Role} takes no actions.")
            : wish.Rung is not (Rung.Warn or Rung.Challenge or Rung.PaymentHold or Rung.Suspend or Rung.Terminate)
                ? Wrong(RefusalCode.BadParameters, "$.rung", Text((int)wish.Rung),
                    "The measure of an operation is 1 (warn), 2 (challenge), 5 (payment hold), 6 (suspend) or 7 (terminate).")
            : wish.Rung == Rung.Terminate && wish.Days is { } never
                ? Wrong(RefusalCode.BadMoment, "$.days", Text(never),
                    "A termination has no end: leave the days out, or propose a suspension.")
            : wish.Rung != Rung.Terminate && wish.Days is not (>= 1 and <= 365)
                ? Wrong(RefusalCode.BadMoment, "$.days", wish.Days is { } days ? Text(days) : null,
                    wish.Days is null ? "The days are missing: this measure lasts 1 to 365 days." : "This measure lasts 1 to 365 days.")
            : GroundCatalogue.Find(wish.Ground) is null
                ? Wrong(RefusalCode.NoGround, "$.ground", wish.Ground,
                    wish.Ground.Length == 0 ? "The ground is missing; GET /api/v1/grounds names them."
                        : $"The catalogue has no ground '{(wish.Ground.Length > 60 ? wish.Ground[..60] + "…" : wish.Ground)}'; "
                            + "GET /api/v1/grounds names them.")
            : (CommandTexts.Refusal(wish.Text, name: "The reason for the record")
                ?? CommandTexts.Refusal(wish.Facts, "$.facts", "What the accounts are told")
                ?? CommandTexts.Refusal(wish.Clause, "$.row", "The rule or clause", 200)) is { } words ? words
            : reach.Met.IsEmpty ? new Refusal(RefusalCode.BadParameters,
                "No account is affected: this measure needs an enforceable pair, or an officer's statement on the accounts.")
            : reach.Met.Length > MostAccounts
                ? new Refusal(RefusalCode.BadParameters, $"It meets more than {MostAccounts} accounts: leave some out.")
            : OfOne(wish, reach.Met[0], officer, now);

    /// <summary>Whom a proposal still meets by the run in force: the cluster in which most of its accounts are now counts, since a
    /// cluster's id changes with its first member.</summary>
    public static OperationReach Narrow(OperationRow row, CurrentNetwork current)
    {
        var met = row.Met.Select(SubjectRef.Account).ToList();
        var clusters = met.Select(current.Find).Where(account => account >= 0).Select(account => current.Run.Clusters[account])
            .GroupBy(cluster => cluster).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => group.Key).Where(cluster => current.MembersOf(cluster).Count > 1).ToList();
        return OperationDecider.Narrow(met, clusters.Count == 0 ? []
            : OperationService.MembersOf(current, clusters[0]), (Rung)row.Rung);
    }

    /// <summary>The action on one account.</summary>
    public static EnforcementAction ActionOf(OperationRow row, SubjectRef account, DateTimeOffset from)
        => ActionOf(row.Id, account, (Rung)row.Rung, row.Days, row.Ground, row.Clause, row.Facts, row.Text, from);

    private static Refusal Wrong(RefusalCode code, string field, string? value, string text) => new(code, text)
    { Field = field, Value = value };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Refusal? OfOne(OperationWish wish, SubjectRef account, Officer officer, DateTimeOffset now)
        => ActionRules.ContentProblem(ActionOf("op", account, wish.Rung, wish.Days, wish.Ground, wish.Clause, wish.Facts, wish.Text, now),
            new ActionContext(officer, now, LadderPolicy.Current, SubjectStream.Unknown(account).Subject)) is { } refusal
            ? refusal with
            {
                Text = string.Create(CultureInfo.InvariantCulture,
                    $"{refusal.Text} Asked for: rung {(int)wish.Rung}, {wish.Days?.ToString(CultureInfo.InvariantCulture) ?? "no"} days."),
            } : null;

    private static EnforcementAction ActionOf(string id, SubjectRef account, Rung rung, int? lasts, string ground, string clause,
        string facts, string text, DateTimeOffset from)
    {
        var digits = SubjectItemIds.DigitsOf($"{id}\n{account}");
        return new EnforcementAction(ActionIds.Of(account, digits), "dec_" + digits, account, ActionReach.Descendants, Measure.Of(rung),
            from, lasts is { } days ? from.AddDays(days) : null,
            [new ActionGround(ground, clause, AuditRecord.HashOf(facts), id)], ActionOrigin.Officer)
        {
            Text = text,
            Facts = facts,
            WhyNotNarrower = "The operation is run through the account: every key and end user of it acts for one actor.",
            Redress = "appeal",
        };
    }
}
