using Compliance.Functions.Records.Log;

namespace Compliance.Functions.Console.SignIn;

/// <summary>Adds the sessions of officers wherever the record is read: verifying derives them.</summary>
internal static class SessionSetup
{
    public static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<OfficerSessions>()
        .AddSingleton<SessionActs>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<SessionActs>())
        .AddSingleton<IDerivedRows, DerivedSessions>();
}
