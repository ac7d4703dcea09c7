using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>What two accounts are to one another.</summary>
public enum PairClass
{
    /// <summary>They live together: strangers to the platform, not to one another.</summary>
    Household,

    /// <summary>They work for one organisation.</summary>
    Organisation,

    /// <summary>They buy through one reseller: it pays and connects for strangers.</summary>
    Reseller,

    /// <summary>One actor runs both.</summary>
    SameActor,
}

/// <summary>How often pairs of each class agree on a field.</summary>
/// <param name="Household">Of a household.</param>
/// <param name="Organisation">Of an organisation.</param>
/// <param name="Reseller">Of a reseller's customers.</param>
/// <param name="SameActor">Of one actor.</param>
public sealed record FieldRates(double Household, double Organisation, double Reseller, double SameActor)
{
    internal double Of(PairClass c) => c switch
    {
        PairClass.Household => Household,
        PairClass.Organisation => Organisation,
        PairClass.Reseller => Reseller,
        _ => SameActor,
    };
}

/// <summary>
/// The numbers of the comparison: Fellegi and Sunter's model of linkage with four ways in which two accounts can belong together, against
/// being unrelated. Rates are proposals made from what such pairs are; they are to be fitted on confirmed and refuted pairs.
/// </summary>
/// <remarks>I. Fellegi, A. Sunter, "A Theory for Record Linkage", JASA 64 (1969).</remarks>
public sealed record NetworkModel
{
    /// <summary>The name that a run pins.</summary>
    public const string Version = "networks@1";

    /// <summary>From here a pair is something to look into.</summary>
    public const double Lead = 0.80;

    /// <summary>From here two accounts are in one cluster.</summary>
    public const double Linked = 0.95;

    /// <summary>From here, with two kinds of artefact and no other explanation, and confirmed by a person, it carries an action.</summary>
    public const double Enforceable = 0.99;

    /// <summary>The most that the explanation by an organisation may have where an action rests on a pair.</summary>
    public const double MostOrganisation = 0.005;

    /// <summary>From here weak pairs add up between clusters.</summary>
    public const double Weak = 0.05;

    /// <summary>Expected partners of an account in each class.</summary>
    public const double Partners = 3;

    /// <summary>The most that differences speak against one actor, in nats: whoever hides differs for nothing.</summary>
    public const double MostAgainst = 1.5;

    /// <summary>Fewer accounts than this are weighed as if they were so many: chance is not estimated from a handful.</summary>
    public const int FewestAccounts = 1000;

    /// <summary>Hours within which two sign-ups agree.</summary>
    public const int SignUpHours = 72;

    /// <summary>What it says against an organisation that both use free mail, in nats: a fifth of its members do, nine of ten of
    /// others.</summary>
    public const double NoDomain = -1.5;

    /// <summary>The model in use.</summary>
    public static NetworkModel Current { get; } = new();

    /// <summary>The rates of each type of artefact.</summary>
    public ImmutableArray<FieldRates> Rates { get; init; } =
    [
        new(.35, .80, .90, .30), // card
        new(.35, .80, .30, .20), // bank account
        new(.15, .05, .005, .30), // device
        new(.90, .85, .70, .30), // address
        new(.50, .50, .50, .30), // shared address
        new(.001, .001, .001, .05), // mailbox
        new(.01, .80, .001, .02), // mail domain
        new(.05, .05, .01, .10), // telephone
        new(.01, .30, .30, .10), // API key
        new(.001, .001, .001, .10), // person
        new(.10, .10, .30, .20), // referral
        new(.02, .10, .02, .40), // pattern of mailbox
        new(.05, .40, .10, .70), // template of prompts
        new(.90, .80, .50, .40), // network operator
        new(.50, .50, .50, .40), // card issuer
        new(.10, .20, .10, .40), // client
    ];

    /// <summary>The rates of signing up within three days of one another.</summary>
    public FieldRates SignUp { get; init; } = new(.15, .35, .10, .60);

    /// <summary>What many accounts on one device say for one actor, in nats: a household seldom has ten accounts on a device.</summary>
    /// <param name="accounts">Accounts on the device.</param>
    public static double OfDevice(int accounts)
        => accounts <= 3 ? 0 : Math.Min(12, (1.2 * (accounts - 2)) - (2 * Math.Log(accounts / 2.0)));

    /// <summary>What the number of accounts on a card says against a household, which is small, in nats.</summary>
    /// <param name="accounts">Accounts on the card.</param>
    public static double AgainstHousehold(int accounts) => -Math.Clamp(0.5 * (accounts - 8), 0, 6);

    /// <summary>What it says against a reseller, who pays for many.</summary>
    /// <param name="accounts">Accounts on the card.</param>
    public static double AgainstReseller(int accounts) => -Math.Clamp(0.2 * (30 - accounts), 0, 4);
}
