using System.Reflection;

namespace ProfileTwoFactor.UnitTests.Conventions;

/// <summary>A record's text has all its properties in it. One that leads back to a record of the same type has no end, and the process dies of it.</summary>
public sealed class RecordTests
{
    [Fact]
    public void Text_OfARecordOfAPackage_Ends() =>
        Assert.Empty(PackageAssemblies.All.SelectMany(package => Endless(package.GetTypes())));

    [Fact]
    public void Text_ThatLeadsBackToItsRecord_IsReported() =>
        Assert.Equal(
            ["Around.Same", "Through.Other", "Back.Through"],
            Endless([typeof(Around), typeof(Through), typeof(Back), typeof(Straight)])
        );

    /// <summary>Computed properties only: what is stored ends at some time.</summary>
    private static IEnumerable<string> Endless(IReadOnlyCollection<Type> types) =>
        types
            .Where(IsRecord)
            .SelectMany(type =>
                Computed(type)
                    .Where(property => LeadsTo(property.PropertyType, type, []))
                    .Select(property => $"{type.Name}.{property.Name}")
            );

    private static bool LeadsTo(Type from, Type to, HashSet<Type> seen)
    {
        var type = Nullable.GetUnderlyingType(from) ?? from;
        return type == to
            || (
                seen.Add(type)
                && IsRecord(type)
                && type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                    .Any(property => LeadsTo(property.PropertyType, to, seen))
            );
    }

    private static IEnumerable<PropertyInfo> Computed(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property =>
                property.DeclaringType!.GetField(
                    $"<{property.Name}>k__BackingField",
                    BindingFlags.Instance | BindingFlags.NonPublic
                )
                    is null
            );

    private static bool IsRecord(Type type) =>
        type.GetMethod(
            "PrintMembers",
            BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
        )
            is not null;

    private readonly record struct Around(int Number)
    {
        public Around Same => this;
    }

    private sealed record Through(int Number)
    {
        public Back Other => new(Number);
    }

    private sealed record Back(int Number)
    {
        public Through Through => new(Number);
    }

    private sealed record Straight(Around Around, Straight? Next)
    {
        public int Twice => Around.Number * 2;
    }
}
