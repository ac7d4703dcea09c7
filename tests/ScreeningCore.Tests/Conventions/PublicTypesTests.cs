using System.Collections;
using System.Reflection;
using System.Xml.Linq;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Conventions;

/// <summary>The shape of the core's public types.</summary>
public sealed class PublicTypesTests
{
    private static readonly Assembly Core = typeof(ListedParty).Assembly;
    // Without what the compiler makes of extension members, whose names nobody can write.
    private static readonly Type[] Public = [.. Core.GetExportedTypes().Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal))];

    [Fact]
    public void Every_public_type_is_documented()
    {
        var documented = XDocument.Load(Path.ChangeExtension(Core.Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
                .Select(member => (string)member.Attribute("name")!).ToHashSet();
        Assert.Empty(Public.Select(type => "T:" + type.FullName!.Replace('+', '.')).Except(documented));
    }

    [Fact]
    public void Every_public_class_is_sealed_static_or_the_closed_root_of_cases() =>
        Assert.Empty(Public.Where(type => type.IsClass && !type.IsSealed && !typeof(Delegate).IsAssignableFrom(type)
        && !(type.IsAbstract && Core.GetTypes().Any(other => other.BaseType == type))).Select(type => type.FullName));

    [Fact]
    public void No_public_property_can_be_set_after_construction()
    {
        var settable = from type in Public
                       from property
                       in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static
                       | BindingFlags.DeclaredOnly)
                       where property.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter.GetRequiredCustomModifiers()
                       .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
                       select $"{type.Name}.{property.Name}";
        Assert.Empty(settable);
    }

    [Fact]
    public void No_public_field_is_variable_and_no_public_property_is_a_mutable_collection()
    {
        Assert.Empty(Public.Where(type => !type.IsEnum)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(field => !field.IsInitOnly && !field.IsLiteral).Select(field => $"{field.DeclaringType!.Name}.{field.Name}"));
        var mutable = from type in Public
                      from property
                      in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static
                      | BindingFlags.DeclaredOnly)
                      where property.PropertyType.IsArray
                      || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() is var shape
                          && (shape == typeof(List<>) || shape == typeof(Dictionary<,>) || shape == typeof(HashSet<>)
                          || shape == typeof(IList<>) || shape == typeof(IDictionary<,>)))
                      select $"{type.Name}.{property.Name}";
        Assert.Empty(mutable);
    }

    [Fact]
    public void The_core_references_the_base_library_and_FuzzySharp_only()
    {
        var foreign = Core.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal)
            && name is not ("netstandard" or "mscorlib" or "FuzzySharp"));
        Assert.Empty(foreign);
    }

    [Fact]
    public void No_enumeration_has_two_names_for_one_value() =>
        Assert.Empty(Public.Where(type => type.IsEnum && Enum.GetValuesAsUnderlyingType(type) is IEnumerable values
        && values.Cast<object>().Distinct().Count() != Enum.GetNames(type).Length).Select(type => type.Name));
}
