using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Review;

/// <summary>An officer with the role in which they act now.</summary>
/// <param name="Id">The person.</param>
/// <param name="Role">The role.</param>
public sealed record Officer(OfficerId Id, OfficerRole Role)
{
    /// <summary>The service itself.</summary>
    public static Officer Service { get; } = new(OfficerId.System, OfficerRole.System);

    /// <summary>What an external reviewer may see; no other role is bound by it.</summary>
    public ReviewScope Scope { get; init; } = ReviewScope.Nothing;

    /// <summary>The people who hold, made and own the key or the application that acts; empty for a person, who is nobody else, and for
    /// a key of which nobody knows who holds it.</summary>
    public ImmutableArray<OfficerId> Behind { get; init; } = [];

    /// <summary>True where nobody knows which person acts: whoever confirmed what it proposes could be the same one.</summary>
    public bool IsNobodyKnown => Id.IsMachine && Behind.IsDefaultOrEmpty;

    /// <summary>True where this officer may be the person behind an earlier act: a key, its holder, its maker and its owner are one
    /// person. A key that names nobody may be anybody's, whether it acted then or acts now.</summary>
    /// <param name="by">Who acted.</param>
    /// <param name="behind">The people behind them, as the act recorded it.</param>
    public bool MayBe(OfficerId by, ImmutableArray<OfficerId> behind)
    {
        ImmutableArray<OfficerId> theirs = behind.IsDefaultOrEmpty ? [by] : [by, .. behind];
        ImmutableArray<OfficerId> mine = Behind.IsDefaultOrEmpty ? [Id] : [Id, .. Behind];
        return IsNobodyKnown || (by.IsMachine && behind.IsDefaultOrEmpty) || mine.Any(id => theirs.Contains(id));
    }

    /// <summary>How much of a subject the officer sees.</summary>
    public PersonalDataView View => RolePermissions.ViewOf(Role);

    /// <summary>True for roles that work on alerts.</summary>
    public bool WorksAlerts => May(ReviewPermission.WorkAlerts);

    /// <summary>True for roles that take escalated alerts.</summary>
    public bool TakesEscalations => May(ReviewPermission.TakeEscalations);

    /// <summary>True where the role may do it.</summary>
    public bool May(ReviewPermission permission) => RolePermissions.May(Role, permission);
}
