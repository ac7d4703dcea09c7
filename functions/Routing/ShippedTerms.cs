using Compliance.EnforcementCore.Routing;
using Compliance.Lists.Jurisdictions;
using Compliance.Lists.Providers;

namespace Compliance.Functions.Routing;

/// <summary>The terms and models that ship with the project, as the core reads them.</summary>
internal static class ShippedTerms
{
    /// <summary>The models that were assessed.</summary>
    public static ModelCatalogue Models { get; } = new([.. ProviderTerms.Models
        .Select(row => new ModelPattern(row.Provider, row.Pattern, row.IsAlias ? ModelKind.Alias : ModelKind.Model))]);

    /// <summary>The terms as they are in force on a day.</summary>
    public static ProviderPolicies On(DateOnly day) => ProviderPolicies.Compile(PolicyLibrary.Load(), ProviderTerms.Text, Models, day);
}
