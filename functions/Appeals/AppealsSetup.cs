using Compliance.Functions.Appeals.Page;
using Compliance.Functions.Appeals.Transparency;
using Compliance.Functions.Hosting;
using Compliance.Functions.Notices;

namespace Compliance.Functions.Appeals;

/// <summary>Adds notices and appeals to a host.</summary>
internal static class AppealsSetup
{
    /// <summary>What reads and writes them, in the service and on the command line. It expects enforcement and the record.</summary>
    public static IServiceCollection AddAppeals(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<ServiceOptions>().Notices)
        .AddSingleton<NoticeRows>()
        .AddSingleton<NoticeTemplateStore>()
        .AddSingleton<NoticeWriter>()
        .AddSingleton<NoticeContacts>()
        .AddSingleton<NoticeWebhook>()
        .AddSingleton<NoticeMailer>()
        .AddSingleton<NoticeFollower>()
        .AddSingleton<NoticeDispatch>()
        .AddSingleton<AppealLinks>()
        .AddSingleton<AppealFiles>()
        .AddSingleton<AppealService>()
        .AddSingleton<AppealReader>()
        .AddSingleton<AppealFollowing>()
        .AddSingleton<AppealPages>()
        .AddSingleton<TransparencyReader>()
        .AddSingleton<SiblingIndex>();

    /// <summary>Maps the HTTP interface and the public page.</summary>
    public static void MapAppeals(this IEndpointRouteBuilder routes)
    {
        HttpNotices.Map(routes);
        HttpNoticeTemplates.Map(routes);
        HttpAppeals.Map(routes);
        AppealPages.Map(routes);
        HttpTransparency.Map(routes);
    }
}
