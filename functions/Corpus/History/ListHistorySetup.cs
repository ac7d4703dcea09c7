namespace Compliance.Functions.Corpus.History;

/// <summary>Registers versions, deltas and history of the lists.</summary>
internal static class ListHistorySetup
{
    public static IServiceCollection AddListHistory(this IServiceCollection services) => services
        .AddSingleton<ListHistory>()
        .AddSingleton<DeltaArchive>()
        .AddSingleton<DelistedParties>()
        .AddSingleton<VersionIntake>()
        .AddSingleton<ListIncidents>()
        .AddSingleton<ListOverrides>()
        .AddSingleton<ListsAsOf>();
}
