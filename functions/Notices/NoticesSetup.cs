using Compliance.Functions.Hosting;
using Compliance.Functions.Records.Log;

namespace Compliance.Functions.Notices;

/// <summary>Adds notices to a host.</summary>
internal static class NoticesSetup
{
    /// <summary>What writes and sends them, in the service and on the command line. It expects enforcement, appeals and the
    /// record.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<ServiceOptions>().Notices)
        .AddSingleton<NoticeRows>()
        .AddSingleton<TemplateActs>()
        .AddSingleton<ILogSource>(provider => provider.GetRequiredService<TemplateActs>())
        .AddSingleton(provider => provider.GetRequiredService<TemplateActs>().Kind)
        .AddSingleton<NoticeTemplateStore>()
        .AddSingleton<NoticeWriter>()
        .AddSingleton<NoticeContacts>()
        .AddSingleton<NoticeWebhook>()
        .AddSingleton<NoticeMailer>()
        .AddSingleton<NoticeFollower>()
        .AddSingleton<NoticeDispatch>();

    /// <summary>Maps the HTTP interface.</summary>
    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        HttpNotices.Map(routes);
        HttpNoticeTemplates.Map(routes);
    }
}
