using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>What an address of the console asks of the officer's role. An address that names nothing lets nobody in: forgetting to name it
/// closes a door.</summary>
internal sealed record RequiredPermission(ReviewPermission Permission);

/// <summary>Names it.</summary>
internal static class RequiredPermissions
{
    public static TBuilder Needs<TBuilder>(this TBuilder builder, ReviewPermission permission)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredPermission(permission));
}
