using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Alerts;

/// <summary>What the console shows beside alerts, as the HTTP interface shows it.</summary>
internal static class ReviewMapping
{
    public static GoodGuyAnswer ToAnswer(this GoodGuyLine line, PersonalDataView view) => new(
        view == PersonalDataView.Full ? line.Row.SubjectId
            : null, line.Row.Entry, WireNames.Of(line.State), line.Why, line.Row.Alert, line.Row.Key, line.Row.Reason, line.Row.Author,
            line.Row.Approver,
        line.Row.CreatedAt, line.Row.ExpiresAt, line.Row.ReviewedAt, line.Row.RevokedAt);

    public static SubjectAnswer ToAnswer(this SubjectFile file, DateTimeOffset now, ReviewPolicy policy, PersonalDataView view,
        LinkedListings linked) => new(
        file.Key,
        file.Latest.Request.Monitor,
        [.. file.Screenings.Select(one =>
            new SubjectScreeningAnswer(one.ScreeningId, one.At, one.Channel, one.Decision, one.Action, one.Hits, one.CorpusHash))],
        [.. file.Alerts.Select(alert => alert.ToAnswer(now, policy, view, linked))]);

    public static WorkAnswer ToAnswer(this WorkPageModel model) => new()
    {
        Open = model.Measures.Open,
        OpenByAge = [.. model.Measures.OpenByAge],
        OpenByClock = model.Measures.OpenByClock.ToDictionary(pair => WireNames.Of(pair.Key), pair => pair.Value),
        OldestOpenedAt = model.Measures.OldestOpenedAt,
        AwaitingSecondPerson = model.Measures.AwaitingSecondPerson,
        Decided = model.Measures.Decided,
        InTimeShare = model.Measures.InTimeShare,
        MedianHoursToDecide = model.Measures.HoursToDecide?.Median,
        NinetyPercentHoursToDecide = model.Measures.HoursToDecide?.NinetyPercent,
        SentBack = model.Measures.SentBack,
        Reopened = model.Measures.Reopened,
        GoodGuysStanding = model.GoodGuysStanding,
        GoodGuysDue = model.GoodGuysDue,
        Results = [.. model.Measures.Results.Select(one =>
            new SourceAnswer(one.Source, one.FalsePositives, one.TrueMatches, one.FalsePositiveShare))],
        ByDay = [.. model.Measures.ByDay.Select(one => new DayAnswer(one.Day, one.Opened, one.Decided))],
    };

    public static BulkAnswerBody ToAnswer(this BulkPageModel model) => new(
        [.. model.Groups.Select(group => new BulkGroupAnswer(group.Group, group.Entry, group.Pattern, group.Count))],
            [.. model.Verdicts.Select(ToAnswer)]);

    public static BulkPreviewAnswer ToAnswer(this BulkPreviewModel model) => new(
        model.Group, model.Total, model.Policy.LargestBulk,
            [.. model.Lines.Select(line => new BulkMemberAnswer(line.Row.Id, line.Key, line.Row.Version))],
        [.. model.Exceptions.Select(one => new BulkExceptionAnswer(one.Row.Id, one.Why))]);

    public static BulkVerdictAnswer ToAnswer(this BulkVerdict verdict) => new(
        verdict.Id, verdict.Group, WireNames.Of(verdict.Stage), verdict.Reason, verdict.Text, verdict.Author.Value, verdict.ProposedAt,
            verdict.Approver?.Value, verdict.Ending,
        [.. verdict.Members.Select(member => new BulkMemberAnswer(member.Alert.ToString(), member.Key, member.Version))]);
}
