namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>
/// The kinds of legal form. A set, because the same letters are different forms in different countries ("AS" is limited in Norway and
/// joint-stock in Turkey) and because translations render one form as another (a kabushiki kaisha calls itself "Co., Ltd.").
/// </summary>
[Flags]
public enum OrganisationClass
{
    /// <summary>No legal form.</summary>
    None = 0,

    /// <summary>Limited company: Ltd, LLC, GmbH, SARL, OOO, 有限公司.</summary>
    Limited = 1,

    /// <summary>Joint-stock company or corporation: PLC, Inc, AG, SA, PAO.</summary>
    JointStock = 2,

    /// <summary>Partnership: LP, LLP, KG, OHG, SNC.</summary>
    Partnership = 4,

    /// <summary>Sole trader or one-man firm: e.K., IP, Est.</summary>
    SoleTrader = 8,

    /// <summary>State or municipal enterprise or institution: FGUP, RUP, Persero.</summary>
    State = 16,

    /// <summary>Association, foundation, charity: e.V., ASBL, vakfı, جمعية.</summary>
    NonProfit = 32,

    /// <summary>Cooperative or mutual society: eG, SCOP, koperasi.</summary>
    Cooperative = 64,

    /// <summary>Branch or representative office of another organisation.</summary>
    Branch = 128,

    /// <summary>Company of a free zone: FZE, FZCO, DMCC.</summary>
    FreeZone = 256,

    /// <summary>Trust, fund, foundation-like property: trust, SICAR, Anstalt.</summary>
    Trust = 512,

    /// <summary>A company of a form that the word does not tell: Co, Cia, sharikat, obshchestvo.</summary>
    Company = 1024,
}

/// <summary>How two classes stand to one another.</summary>
public static class OrganisationClasses
{
    private const OrganisationClass Commercial = OrganisationClass.Limited | OrganisationClass.JointStock | OrganisationClass.Partnership
        | OrganisationClass.SoleTrader | OrganisationClass.State | OrganisationClass.Cooperative | OrganisationClass.FreeZone
        | OrganisationClass.Branch;

    /// <summary>
    /// True where both sides state a form and no reading of the one agrees with any reading of the other. "Company" agrees with every
    /// commercial form; a missing form contradicts nothing.
    /// </summary>
    public static bool Conflict(OrganisationClass left, OrganisationClass right) =>
        left != OrganisationClass.None && right != OrganisationClass.None && (Widen(left) & Widen(right)) == 0;

    /// <summary>True where both sides state forms of which one is commercial only and the other non-profit or a trust only: two
    /// organisations, not two spellings.</summary>
    public static bool DifferInPurpose(OrganisationClass left, OrganisationClass right) =>
        left != OrganisationClass.None && right != OrganisationClass.None && (Purpose(left) & Purpose(right)) == 0;

    private static OrganisationClass Widen(OrganisationClass form) =>
        (form & OrganisationClass.Company) != 0 ? form | Commercial : form;

    private static int Purpose(OrganisationClass form) =>
        ((form & (Commercial | OrganisationClass.Company)) != 0 ? 1 : 0)
        | ((form & (OrganisationClass.NonProfit | OrganisationClass.Trust)) != 0 ? 2 : 0);
}
