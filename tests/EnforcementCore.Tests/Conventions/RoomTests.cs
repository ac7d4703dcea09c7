using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Compliance.EnforcementCore.Subjects;
using Compliance.Tests.Shared;

namespace Compliance.EnforcementCore.Tests.Conventions;

/// <summary>The shape of the enforcement core: rooms in order, pure, documented.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Order =
        ["Subjects", "Signals", "Risk", "Networks", "Extraction", "Enforcement", "Policies", "Routing", "Notices", "Appeals", "Casework",
            "Quality"];
    private static readonly string Core = Path.Combine(TestData.RepositoryRoot(), "enforcement-core");
    private static readonly Type[] Public = typeof(SubjectRef).Assembly.GetExportedTypes();

    [Fact]
    public void Every_room_uses_only_rooms_to_its_left()
    {
        var wrong = new List<string>();
        foreach (var file in Sources())
        {
            var room = Path.GetRelativePath(Core, file).Split(Path.DirectorySeparatorChar)[0];
            var place = Array.IndexOf(Order, room);
            Assert.True(place >= 0, $"{room} is not a room of the core: {file}");
            foreach (Match used in Used().Matches(File.ReadAllText(file)))
            {
                if (Array.IndexOf(Order, used.Groups[1].Value) is var other && (other > place || other < 0))
                {
                    wrong.Add($"{room} uses {used.Groups[1].Value}: {Path.GetFileName(file)}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_core_asks_no_clock_no_chance_no_disk_and_no_net()
    {
        var found = from file in Sources()
                    from line in File.ReadLines(file)
                    where Ambient().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                    select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(found);
    }

    [Fact]
    public void The_core_rests_on_the_screening_core_and_the_base_library_only()
    {
        var foreign = typeof(SubjectRef).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name != "Compliance.ScreeningCore");
        Assert.Empty(foreign);
        Assert.DoesNotContain("EnforcementCore",
            File.ReadAllText(Path.Combine(TestData.RepositoryRoot(), "screening-core", "Compliance.ScreeningCore.csproj")));
    }

    [Fact]
    public void Every_public_type_is_documented_and_sealed_static_or_the_closed_root_of_cases()
    {
        var assembly = typeof(SubjectRef).Assembly;
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => (string)member.Attribute("name")!).ToHashSet();
        Assert.Empty(Public.Select(type => "T:" + type.FullName!.Replace('+', '.')).Except(documented));
        Assert.Empty(Public.Where(type => type.IsClass && !type.IsSealed
            && !(type.IsAbstract && assembly.GetTypes().Any(other => Root(other.BaseType) == Root(type)))).Select(type => type.FullName));
    }

    [Fact]
    public void No_public_property_can_be_set_after_construction()
        => Assert.Empty(from type in Public
                        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                        where property.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter.GetRequiredCustomModifiers()
                            .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
                        select $"{type.Name}.{property.Name}");

    private static Type? Root(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"Compliance\.EnforcementCore\.(\w+)")]
    private static partial Regex Used();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(UtcNow|Now|Today)\b|\bnew Random\b|\bRandom\.Shared\b|\bGuid\.NewGuid\b|\bFile\.\w+\(|\bDirectory\.\w+\(|\bHttpClient\b|\bEnvironment\.(GetEnv|Tick|Machine)|\bStopwatch\b|\bTimeProvider\b|\bTask\.Delay\b|CultureInfo\.Current")]
    private static partial Regex Ambient();
}
