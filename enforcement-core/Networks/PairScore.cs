namespace Compliance.EnforcementCore.Networks;

/// <summary>How far a pair of accounts belongs together.</summary>
public enum PairTier
{
    /// <summary>Nothing to speak of.</summary>
    None,

    /// <summary>Something to look into.</summary>
    Lead,

    /// <summary>In one cluster.</summary>
    Linked,

    /// <summary>Carries an action once a person confirmed it.</summary>
    Enforceable,
}

/// <summary>How a pair of accounts was weighed.</summary>
/// <param name="Household">Nats by which a household explains the pair better than chance.</param>
/// <param name="Organisation">Nats of an organisation.</param>
/// <param name="Reseller">Nats of a reseller.</param>
/// <param name="SameActor">Nats of one actor.</param>
/// <param name="Types">Types of artefact agreed on, context apart: one bit each.</param>
/// <param name="Artefact">The artefact that says most, context apart; -1 for none.</param>
/// <param name="Strongest">What that one says for one actor, in nats.</param>
/// <param name="MostPossible">Nats of one actor if every shared artefact belonged to these two clusters alone.</param>
public readonly record struct PairScore(double Household, double Organisation, double Reseller, double SameActor, int Types, int Artefact,
    double Strongest, double MostPossible)
{
    /// <summary>How probable one actor is, 0 to 1.</summary>
    public double Probability => 1 / (1 + Math.Exp(-SameActor) + Math.Exp(Household - SameActor) + Math.Exp(Organisation - SameActor)
        + Math.Exp(Reseller - SameActor));

    /// <summary>How probable an organisation or reseller is.</summary>
    public double OrganisationProbability => Probability * (Math.Exp(Organisation - SameActor) + Math.Exp(Reseller - SameActor));

    /// <summary>Log-odds of one actor against everything else.</summary>
    public double LogOdds => Probability is var p ? Math.Log(p / Math.Max(1 - p, 1e-300)) : 0;

    /// <summary>The tier.</summary>
    public PairTier Tier => Probability switch
    {
        >= NetworkModel.Enforceable when int.PopCount(Types) >= 2 && OrganisationProbability <= NetworkModel.MostOrganisation
            => PairTier.Enforceable,
        >= NetworkModel.Linked => PairTier.Linked,
        >= NetworkModel.Lead => PairTier.Lead,
        _ => PairTier.None,
    };
}

/// <summary>One field of a comparison.</summary>
/// <param name="Type">The type of artefact; null for the time of sign-up.</param>
/// <param name="Artefact">The artefact agreed on; -1 where they differ or it is the sign-up.</param>
/// <param name="Agrees">True where they agree.</param>
/// <param name="Accounts">Accounts that share it.</param>
/// <param name="Clusters">Clusters that share it.</param>
/// <param name="SameActor">Nats for one actor.</param>
/// <param name="Household">Nats for a household.</param>
/// <param name="Organisation">Nats for an organisation.</param>
/// <param name="Reseller">Nats for a reseller.</param>
public sealed record PairEvidence(ArtefactType? Type, int Artefact, bool Agrees, int Accounts, int Clusters, double SameActor,
    double Household, double Organisation, double Reseller);
