using Compliance.Functions.Console.Endpoints;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Console.Workspace;
using Compliance.Functions.Hosting;
using Compliance.Functions.Records.Retention;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Antiforgery;

namespace Compliance.Functions.Console;

/// <summary>Adds the review console to a host.</summary>
public static class ReviewConsoleSetup
{
    private const string FormCookie = "compliance.form";

    /// <summary>Registers the console. It expects the alerts (<c>AddAlerts</c>), the corpus, and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddReviewConsole(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery().AddSingleton<IAntiforgeryAdditionalDataProvider, SessionFormTokens>();
        services.AddOptions<AntiforgeryOptions>().Configure<ServiceOptions>((options, service) =>
        {
            // Where browsers come by https, the prefix keeps a sibling host from planting a cookie of its own.
            var secure = service.Entra?.Browser?.IsSecure == true;
            options.Cookie.Name = secure ? "__Host-" + FormCookie : FormCookie;
            options.Cookie.Path = "/";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true; // The content security policy forbids framing, more exactly.
        });
        services.AddAuthentication().AddCookie(ConsoleSignIn.Scheme, options =>
        {
            options.Cookie.Name = "compliance.officer";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.Path = "/app";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(10);
            options.SlidingExpiration = true;
        });
        return services
            .AddSingleton<IConsoleCorpus, LoadedConsoleCorpus>()
            .AddSingleton<ConsoleSignIn>()
            .AddSingleton<ConsolePage>()
            .AddSingleton<QueuePageReader>()
            .AddSingleton<RecordPages.RecordPageReader>()
            .AddSingleton<BulkPageReader>()
            .AddSingleton<WorkReader>()
            .AddSingleton<ListPageReader>()
            .AddSingleton<ScreeningPageReader>()
            .AddSingleton<SubjectPageReader>()
            .AddSingleton<NextAlert>()
            .AddSingleton<CustomerNames>()
            .AddSingleton<IErasureObserver>(provider => provider.GetRequiredService<CustomerNames>())
            .AddSingleton<SearchReader>()
            .AddSingleton<HomeReader>()
            .AddSingleton<ProposalReader>()
            .AddSingleton<AlertPageReader>();
    }

    /// <summary>Maps the console under <c>/app</c>.</summary>
    public static IEndpointConventionBuilder MapReviewConsole(this IEndpointRouteBuilder app)
    {
        var console = app.MapGroup("/app").AddEndpointFilter(ConsoleGuard.Protect).ExcludeFromDescription();
        console.MapGet("/",
            async (HttpContext http, ConsoleSignIn signIn) => Results.Redirect(ConsolePages.HomeOf(await signIn.FindAsync(http))));
        console.MapGet("/assets/{name}", (string name, HttpContext http) => ConsoleAssets.Serve(name, http));
        if (app.ServiceProvider.GetService<SignInCookies>() is null)
        {
            SignInEndpoints.Map(console);
        }
        else
        {
            DirectoryEndpoints.Map(console);
        }

        var officers = console.MapGroup("").AddEndpointFilter(ConsoleGuard.RequireOfficer);
        WorkspaceEndpoints.Map(officers);
        AlertEndpoints.Map(officers);
        RecordEndpoints.Map(officers);
        RecordPages.RecordPages.Map(officers);
        WorkEndpoints.Map(officers);
        BulkEndpoints.Map(officers);
        EnforcementEndpoints.Map(officers);
        NetworkEndpoints.Map(officers);
        RadarEndpoints.Map(officers);
        AppealEndpoints.Map(officers);
        PolicyEndpoints.Map(officers);
        RiskEndpoints.Map(officers);
        SubjectEndpoints.Map(officers);
        ListEndpoints.Map(officers);
        app.MapGroup("/app").AddEndpointFilter(ConsoleGuard.OnlyReads).AddEndpointFilter(ConsoleGuard.Protect)
            .AddEndpointFilter(ConsoleGuard.RequireOfficer).ExcludeFromDescription()
            .MapFallback("/{**rest}", (HttpContext http, ConsolePage page) => page.Say(http, AlertEndpoints.OfficerOf(http),
            "No such page", "The address names no page of the console. Search for what you need, or take a page from the menu.",
            StatusCodes.Status404NotFound)).Needs(ReviewPermission.ReadLists);
        return console;
    }
}
