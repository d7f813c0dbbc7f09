using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Mono.Cecil;
using NetArchTest.Rules;
using ProfileTwoFactor.Identity;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Redis;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Testing.Stores;
using ProfileTwoFactor.UnitTests.Docs;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Conventions;

/// <summary>The core's folders are layers, namespaces say in which one a type is, and names tell types apart.</summary>
public sealed class LayerTests
{
    internal const string Core = "src/ProfileTwoFactor";

    /// <summary>From top to bottom. A folder uses those that come after it, and no other.</summary>
    internal static readonly string[] Layers =
    [
        "",
        "Endpoints",
        "Gate/Attachment",
        "Gate/Hubs",
        "Gate/SharedLinks",
        "Gate/Challenges",
        "Gate/Decision",
        "Gate",
        "Operations",
        "Accounts",
        "Management",
        "Backplane",
        "Windows",
        "Callers",
        "Bindings",
        "Passkeys",
        "Policies",
        "Audit",
        "Events",
        "Codes",
        "Directories",
        "Stores/InMemory",
        "Stores",
        "Http",
        "Infrastructure",
        "Outcomes",
        "Configuration",
        "Scopes",
    ];

    /// <summary>What stores and subscribers of events need, and an app's other code does not.</summary>
    private static readonly string[] PublicNamespaces = ["Backplane", "Events", "Stores"];

    private static readonly Dictionary<string, Assembly> Packages = new()
    {
        [Core] = typeof(ProfileTwoFactorOptions).Assembly,
        ["src/ProfileTwoFactor.Mail"] = typeof(TwoFactorMail).Assembly,
        ["src/ProfileTwoFactor.Identity"] = typeof(IdentityAccountOptions<>).Assembly,
        ["src/ProfileTwoFactor.Passkeys"] = typeof(PasskeyOptions).Assembly,
        ["src/ProfileTwoFactor.Redis"] = typeof(RedisBackplaneOptions).Assembly,
        ["src/ProfileTwoFactor.EntityFrameworkCore"] =
            typeof(ProfileTwoFactorModelBuilderExtensions).Assembly,
        ["src/ProfileTwoFactor.Testing"] = typeof(FakeAuthenticator).Assembly,
        ["src/ProfileTwoFactor.Testing.Stores"] = typeof(StoreContract).Assembly,
    };

    [Fact]
    public void Folder_OfTheCore_UsesOnlyFoldersBelowIt() => Assert.Empty(UsesOfHigher(Layers));

    [Fact]
    public void Folder_ThatUsesAHigherOne_IsReported()
    {
        string[] swapped = [.. Layers.Except(["Windows"]), "Windows"];

        var uses = UsesOfHigher(swapped).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.StartsWith("Windows/", use, StringComparison.Ordinal));
    }

    [Fact]
    public void Folder_OfTheCore_HasALayer() =>
        Assert.Equal(
            Layers.Order(StringComparer.Ordinal),
            FilesOf(Core).Select(file => Layer(file.Value)).Distinct().Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Type_OfAPackage_HasAFileAndANamespaceThatSaysWhere() =>
        Assert.Empty(
            Packages.SelectMany(package =>
                TypesOf(package.Value)
                    // A file of the core that another package compiles too has its place in the core.
                    .Where(type =>
                        package.Key == Core || Packages[Core].GetType(type.FullName!) is null
                    )
                    .Where(type =>
                        !IsInPlace(
                            type,
                            package.Key,
                            FilesOf(package.Key).GetValueOrDefault(Name(type))
                        )
                    )
            )
        );

    [Theory]
    [InlineData(typeof(WindowStore), "Bindings", false)]
    [InlineData(typeof(WindowStore), "Windows", true)]
    [InlineData(typeof(ISecretStore), "", false)]
    [InlineData(typeof(ProfileTwoFactorOptions), "Configuration/Internal", false)]
    [InlineData(typeof(ProfileTwoFactorOptions), "Configuration", true)]
    public void Type_ThatIsMisplaced_IsReported(Type type, string folder, bool isInPlace) =>
        Assert.Equal(isInPlace, IsInPlace(type, Core, folder));

    [Fact]
    public void Types_ThatDifferInAnSAlone_AreNone() =>
        Assert.Empty(Pairs(Packages.Values.SelectMany(TypesOf).Select(Name)));

    [Fact]
    public void Types_ThatDifferInAnSAlone_AreReported() =>
        Assert.Equal(["Window"], Pairs(["Window", "WindowStore", "Windows"]));

    private static IEnumerable<string> Pairs(IEnumerable<string> names)
    {
        var all = names.ToHashSet(StringComparer.Ordinal);
        return all.Where(name => all.Contains(name + "s"));
    }

    private static IEnumerable<string> UsesOfHigher(string[] layers)
    {
        var files = FilesOf(Core);
        for (var i = 1; i < layers.Length; i++)
        {
            var higher = layers[..i];
            var result = Types
                .InAssembly(Packages[Core])
                .That()
                .MeetCustomRule(new InLayer(files, layers[i]))
                .ShouldNot()
                .HaveDependencyOnAny([
                    .. TypesOf(Packages[Core])
                        .Where(type =>
                            files.TryGetValue(Name(type), out var folder)
                            && higher.Contains(Layer(folder))
                        )
                        .Select(type => type.FullName!),
                ])
                .GetResult();
            foreach (var type in result.FailingTypes)
            {
                yield return $"{layers[i]}/{type.FullName}";
            }
        }
    }

    private static bool IsInPlace(Type type, string package, string? folder)
    {
        var root = package["src/".Length..];
        var here = folder is null ? null : $"{root}/{folder}".TrimEnd('/').Replace('/', '.');
        return type switch
        {
            _ when here is null => false,
            // Extensions are where hosts look for them.
            { IsAbstract: true, IsSealed: true, Namespace: { } found }
                when found.StartsWith("Microsoft.", StringComparison.Ordinal) => true,
            { IsVisible: false } => type.Namespace == here,
            // A public namespace of its own has its folder's name, and internal types beside it have theirs.
            _ when package == Core && PublicNamespaces.Contains(folder) => type.Namespace == here,
            _ => (type.Namespace == root || type.Namespace == here)
                && !here.EndsWith(".Internal", StringComparison.Ordinal),
        };
    }

    /// <summary>The folder of each file, by its name up to the first dot, which is that of its type.</summary>
    internal static Dictionary<string, string> FilesOf(string package)
    {
        var root = Path.Combine(Checkout.Root, package);
        return Directory
            .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file =>
                !file.StartsWith("obj/", StringComparison.Ordinal)
                && !file.StartsWith("bin/", StringComparison.Ordinal)
                && !file.EndsWith("AssemblyInfo.cs", StringComparison.Ordinal)
            )
            .GroupBy(file => Path.GetFileName(file).Split('.')[0])
            .ToDictionary(
                group => group.Key,
                group =>
                    group
                        .Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/'))
                        .Distinct()
                        .Single()
            );
    }

    internal static string Layer(string folder) =>
        folder is "Internal" ? ""
        : folder.EndsWith("/Internal", StringComparison.Ordinal) ? folder[..^"/Internal".Length]
        : folder;

    private static IEnumerable<Type> TypesOf(Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(type =>
                !type.IsNested
                && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
                && !type.Name.StartsWith('<')
                && type.Namespace?.StartsWith("System.", StringComparison.Ordinal) != true
                && type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                    != true
            );

    private static string Name(Type type) => type.Name.Split('`')[0];

    private sealed class InLayer(Dictionary<string, string> files, string layer) : ICustomRule
    {
        public bool MeetsRule(TypeDefinition type)
        {
            while (type.DeclaringType is { } outer)
            {
                type = outer;
            }

            return files.TryGetValue(type.Name.Split('`')[0], out var folder)
                && Layer(folder) == layer;
        }
    }
}
