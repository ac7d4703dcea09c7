using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>Takes out of a request and its outcome what a role does not see. The listed party stays as published: it is public.</summary>
public static class PersonalDataMask
{
    /// <summary>What stands for a value that is not shown.</summary>
    public const string Hidden = "•••";

    /// <summary>The request as the view shows it.</summary>
    public static ScreeningRequest Of(ScreeningRequest request, PersonalDataView view)
        => view == PersonalDataView.Full ? request : request with
        {
            Subject = Of(request.Subject, view),
            Counterparties = [.. request.Counterparties.Select(one => one with { Subject = Of(one.Subject, view) })],
            Signals = new(),
            Licences = [],
        };

    /// <summary>The subject as the view shows it.</summary>
    public static ScreeningSubject Of(ScreeningSubject subject, PersonalDataView view) => view switch
    {
        PersonalDataView.Full => subject,
        PersonalDataView.Comparison => subject with
        {
            Id = null,
            Addresses = [.. subject.Addresses.Select(_ => Hidden)],
            Identifiers = [.. subject.Identifiers.Select(one => one with { Value = Tail(one.Value) })],
        },
        PersonalDataView.Masked => new ScreeningSubject
        {
            Kind = subject.Kind,
            Name = Initials(subject.Name),
            BirthDate =
                PartialDate.TryParse(subject.BirthDate.IsStated
                ? subject.BirthDate.Earliest.Year.ToString("0000", CultureInfo.InvariantCulture) : "", out var year) ? year : default,
            Nationalities = subject.Nationalities,
            Country = subject.Country,
            HeadquartersCountry = subject.HeadquartersCountry,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(view), view, "Not a view."),
    };

    /// <summary>The outcome as the view shows it: decisions, codes, scores and listed parties stay; what was said of the subject does
    /// not.</summary>
    public static ScreeningOutcome Of(ScreeningOutcome outcome, PersonalDataView view)
        => view == PersonalDataView.Full ? outcome : outcome with
        {
            Gates = [.. outcome.Gates.Select(gate => gate.Gate == Gate.List && view == PersonalDataView.Comparison ? gate
            : gate with { Reasons = [.. gate.Reasons.Select(reason => reason with { Text = Hidden })] })],
            Hits = [.. outcome.Hits.Select(hit => Of(hit, view))],
            NearMisses = [.. outcome.NearMisses.Select(hit => Of(hit, view))],
        };

    /// <summary>Words that an officer wrote, as the view shows them: they may name the subject.</summary>
    public static string Words(string text, PersonalDataView view) => view == PersonalDataView.Masked && text.Length > 0 ? Hidden : text;

    /// <summary>The first letter of each word: <c>Oleg Maratov</c> reads <c>O• M•</c>.</summary>
    public static string Initials(string name)
        => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => StringInfo.GetNextTextElement(word) + "•"));

    private static Hit Of(Hit hit, PersonalDataView view)
    {
        var match = hit.Match;
        var features = match.Explanation.Features.Select(feature => view == PersonalDataView.Comparison
            && feature.Name is "name" or "birthDate" or "country" or "nationality" or "gender" or "kind"
            ? feature
            : feature with
            {
                SubjectValue = feature.SubjectValue is null ? null : Hidden,
                Detail = feature.SubjectValue is null
                ? feature.Detail : ""
            });
        var tokens = match.Explanation.Tokens.Select(token => view == PersonalDataView.Comparison || token.SubjectToken is null ? token
            : token with { SubjectToken = Initials(token.SubjectToken) });
        return hit with
        {
            Match = match with
            {
                SubjectName = view == PersonalDataView.Masked ? Initials(match.SubjectName) : match.SubjectName,
                Explanation = new Explanation([.. features], [.. tokens]),
            },
            Reason = view == PersonalDataView.Masked ? hit.Reason with { Text = Hidden } : hit.Reason,
        };
    }

    private static string Tail(string value) => value.Length <= 4 ? Hidden : Hidden + value[^3..];
}
