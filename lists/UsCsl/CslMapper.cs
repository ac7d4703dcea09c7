using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsCsl;

/// <summary>Puts entries of the Consolidated Screening List into parties. Rows of one name under one first notice are one party: they
/// differ by address or country entry.</summary>
internal static partial class CslMapper
{
    /// <summary>Latest year in which an order can plausibly end; later ones are typing errors (3017) and stay remarks.</summary>
    public const int LastYear = 2150;

    /// <summary>Adds an entry; quarantines it where it has no name.</summary>
    public static void Add(PartyGathering gathering, CslList list, CslEntry entry)
    {
        if (entry.Name is not { } name || !name.Any(char.IsLetterOrDigit))
        {
            gathering.Quarantine(entry.Location, $"no name: '{entry.Name}'");
            return;
        }

        var draft = gathering.Entry(KeyOf(name, entry.Notice), list.Kind, entry.Location);
        AddNames(draft, name, entry);
        AddDesignations(draft, list, entry);
        foreach (var address in entry.Addresses)
        {
            draft.Add(address);
        }

        AddRemark(draft, "License requirement", entry.LicenseRequirement);
        AddRemark(draft, "License policy", entry.LicensePolicy);
        AddRemark(draft, "Standard order", entry.StandardOrder?.ToUpperInvariant());
        draft.AddRemark(entry.Remarks);
    }

    /// <summary>Name and first notice: the row ids of the publisher change when a row does, later notices are appended to the
    /// first.</summary>
    public static string KeyOf(string name, string? notices) => DerivedKeys.Of(name, FirstNotice(notices));

    private static void AddNames(PartyDraft draft, string name, CslEntry entry)
    {
        var national = National().Match(name);
        if (national.Success)
        {
            draft.AddRemark($"Name: {name}");
            name = name.Remove(national.Index, national.Length).Trim();
        }

        ProseNames.Add(draft, name, NameKind.Primary);
        if (Scope().Match(name) is { Success: true, Index: > 0 } scope)
        {
            draft.AddName(name[..scope.Index], NameKind.Variation);
        }

        foreach (var alias in entry.AltNames.SelectMany(names => ProseNames.Split(names)))
        {
            ProseNames.Add(draft, alias, NameKind.Alias);
        }
    }

    private static void AddDesignations(PartyDraft draft, CslList list, CslEntry entry)
    {
        var ends = PublishedDates.DayOf(entry.EndDate, SlashOrder.MonthFirst);
        foreach (var programme in entry.Programmes.DefaultIfEmpty(list.Programme))
        {
            draft.Add(new Designation(programme)
            {
                Measures = list.Measures,
                ListedOn = PublishedDates.DayOf(entry.StartDate, SlashOrder.MonthFirst),
                EndsOn = ends?.Year <= LastYear ? ends : null,
                Reference = entry.Notice,
            });
        }

        if (entry.EndDate is { } text && !(ends?.Year <= LastYear))
        {
            draft.AddRemark(string.Create(CultureInfo.InvariantCulture, $"End date as published: {text}"));
        }
    }

    private static string? FirstNotice(string? notices)
        => notices is null ? null : Notice().Match(notices) is { Success: true } first ? first.Value : notices;

    private static void AddRemark(PartyDraft draft, string label, string? text)
        => draft.AddRemark(text is null ? null : $"{label}: {text}");

    [GeneratedRegex(@"\d+\s*F\.?\s*R\.?\s*[\d,]+|Vol\.\s*\d+,\s*No\.\s*\d+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Notice();

    /// <summary>Words behind a name that say how far the listing reaches.</summary>
    [GeneratedRegex(@",?\s+and\s+(?:its|any)\s+(?:sub-?units?|successors?|subsidiar).*$|,\s+including\s+.*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scope();

    [GeneratedRegex(@"\s*\((?:an?\s+)?[\w .]+ national\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex National();
}
