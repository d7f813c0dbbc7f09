using System.Reflection;
using System.Runtime.CompilerServices;

namespace ProfileTwoFactor.UnitTests.Conventions;

/// <summary>A class that needs more than a few others does more than one thing.</summary>
public sealed class ConstructorTests
{
    private const int Most = 7;

    [Fact]
    public void Constructor_OfAPackage_HasAtMostSevenDependencies() =>
        Assert.Empty(PackageAssemblies.All.SelectMany(package => Larger(package.GetTypes())));

    [Fact]
    public void Constructor_WithEightDependencies_IsReported() =>
        Assert.Equal(["TooMany: 8"], Larger([typeof(TooMany), typeof(Enough)]));

    private static IEnumerable<string> Larger(IEnumerable<Type> types) =>
        types
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(type =>
                type.GetConstructors(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                )
            )
            .Select(constructor =>
                (Type: constructor.DeclaringType!.Name, constructor.GetParameters().Length)
            )
            .Where(constructor => constructor.Length > Most)
            .Select(constructor => $"{constructor.Type}: {constructor.Length}");

    private sealed class Enough(int a, int b, int c, int d, int e, int f, int g)
    {
        public int Sum => a + b + c + d + e + f + g;
    }

    private sealed class TooMany(int a, int b, int c, int d, int e, int f, int g, int h)
    {
        public int Sum => a + b + c + d + e + f + g + h;
    }
}
