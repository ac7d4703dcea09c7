using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Infrastructure;

/// <summary>A test that needs the Bicep grammar (npm); where it is absent the test says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SyntaxFactAttribute : FactAttribute
{
    public SyntaxFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(Checker, "node_modules", "tree-sitter-bicep")))
        {
            Skip = "needs the Bicep grammar: run `npm ci --ignore-scripts` in tests/Bicep";
        }
    }

    public static string Checker { get; } = Path.Combine(TestData.RepositoryRoot(), "tests", "Bicep");
}
