using System.ComponentModel;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Networks;

/// <summary>Something that an account uses, and who is known to use it too.</summary>
public sealed record AroundArtefact([property: Description("What it is.")] string Type,
    [property: Description("Accounts that use it.")] int Accounts,
    [property: Description("True where so many use it that it links nobody.")] bool Hub,
    [property: Description("Clusters of the run in force that some of its accounts are in; up to 64 accounts are looked at.")]
        string[] Clusters);

/// <summary>What stands around an account now, whether or not a run knows it.</summary>
public sealed record AroundAnswer(string Subject, [property: Description("True where the run in force knows it.")] bool InRun,
    AroundArtefact[] Uses);

/// <summary>Looks around an account by what is stored of it and of what it uses, without waiting for the next run. What it finds is no
/// link: only a run weighs.</summary>
internal sealed class AroundReader(NetworkFactStore facts, ArtefactStore artefacts, NetworkGenerations generations)
{
    private const int MostUses = 30;

    /// <summary>What stands around it; null where it used nothing that is known.</summary>
    public async Task<AroundAnswer?> FindAsync(SubjectRef account, CancellationToken cancellation)
    {
        if (await facts.FindAsync(account.Key, cancellation) is not { } stored)
        {
            return null;
        }

        var (current, uses) = (await generations.FindAsync(cancellation), new List<AroundArtefact>());
        foreach (var fact in stored.Facts.Where(one => !ArtefactUse.Of(one.Artefact.Type).IsContext).OrderByDescending(one => one.Last)
            .Take(MostUses))
        {
            if (await artefacts.FindAsync(fact.Artefact, cancellation) is { } head)
            {
                uses.Add(new AroundArtefact(ArtefactUse.Of(fact.Artefact.Type).Name, head.Count, head.Count > fact.Artefact.Hub,
                    [.. head.Sample.Where(key => key != account.Key).Select(key => ClusterOf(current, key)).OfType<string>().Distinct()
                        .Order(StringComparer.Ordinal)]));
            }
        }

        return new AroundAnswer(account.ToString(), current?.Find(account) >= 0, [.. uses]);
    }

    private static string? ClusterOf(CurrentNetwork? current, string key) => current?.FindKey(key) is { } member
        && current.Run.Clusters[member] is var cluster && current.MembersOf(cluster).Count > 1 ? current.IdOf(cluster) : null;
}
