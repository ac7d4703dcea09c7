using Xunit.Abstractions;
using Xunit.Sdk;

namespace Compliance.Functions.Tests.Storage;

/// <summary>A test that every provider must pass. In a class that needs an emulator it is reported as skipped, with the reason, where the
/// emulator is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Compliance.Functions.Tests.Storage.ConformanceFactDiscoverer", "Compliance.Functions.Tests")]
public sealed class ConformanceFactAttribute : FactAttribute;

/// <summary>Marks a class whose tests need Azurite.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : Attribute;

/// <summary>Makes the test cases of <see cref="ConformanceFactAttribute"/>.</summary>
public sealed class ConformanceFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod,
        IAttributeInfo factAttribute) =>
        testMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsAzuriteAttribute)).Any() && Azure.AzuriteProcess.Absent is not null
            ? new AzuriteAbsentTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(),
                discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}

/// <summary>A test case that says why it does not run.</summary>
public sealed class AzuriteAbsentTestCase : XunitTestCase
{
    [Obsolete("For the test framework, which fills the case in afterwards.")]
    public AzuriteAbsentTestCase()
    {
    }

    public AzuriteAbsentTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute)
        => Azure.AzuriteProcess.Absent ?? base.GetSkipReason(factAttribute);
}
