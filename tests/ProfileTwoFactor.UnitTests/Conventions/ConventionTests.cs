using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.UnitTests.Conventions;

/// <summary>Rules of the house that a reviewer would otherwise have to look for.</summary>
public sealed class ConventionTests
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(ProfileTwoFactorOptions).Assembly,
        typeof(Microsoft.EntityFrameworkCore.ProfileTwoFactorModelBuilderExtensions).Assembly,
        typeof(ProfileTwoFactor.Testing.FakeAuthenticator).Assembly,
        typeof(ProfileTwoFactor.Identity.IdentityAccountOptions<>).Assembly,
    ];

    private static IEnumerable<Type> Types =>
        Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => !IsGenerated(type));

    [Fact]
    public void Types_InInternalNamespaces_AreNotPublic()
    {
        var exposed = Types.Where(type =>
            type.Namespace?.EndsWith(".Internal", StringComparison.Ordinal) == true
            && type.IsVisible
        );

        Assert.Empty(exposed);
    }

    [Fact]
    public void Classes_WithoutDerivedOnes_AreSealed()
    {
        var bases = Types.Select(type => type.BaseType).ToHashSet();
        var open = Types.Where(type =>
            type is { IsClass: true, IsSealed: false, IsAbstract: false }
            && !bases.Contains(type)
            // Lazy-loading proxies derive from entities.
            && type.Namespace?.Contains("EntityFrameworkCore", StringComparison.Ordinal) != true
            // EventsType names a class that an app derives from it, as with the framework's schemes.
            && type != typeof(ProfileTwoFactorEvents)
        );

        Assert.Empty(open);
    }

    [Fact]
    public void LogMessages_OfAllFeatures_HaveIdsAndNamesOfTheirOwn()
    {
        var messages = Types
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            )
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .ToList();

        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.False(string.IsNullOrEmpty(message.EventName)));
        Assert.Equal(
            messages.Count,
            messages.Select(message => message.EventId).Distinct().Count()
        );
        Assert.Equal(
            messages.Count,
            messages.Select(message => message.EventName).Distinct().Count()
        );
    }

    [Fact]
    public void ErrorCodes_AreKebabCaseAndUnique()
    {
        var codes = typeof(TwoFactorErrorCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(
            codes,
            code =>
                Assert.All(
                    code,
                    letter => Assert.True(char.IsAsciiLetterLower(letter) || letter == '-')
                )
        );
    }

    [Fact]
    public void GateAttributes_AreAuthorizeAttributes_SoThatTheFrameworkRefusesWhereAuthorizationDoesNotRun()
    {
        Type[] attributes =
        [
            typeof(RequireProfileTwoFactorAttribute),
            typeof(RequireSharedLinkAttribute),
        ];

        Assert.All(
            attributes,
            attribute => Assert.True(attribute.IsSubclassOf(typeof(AuthorizeAttribute)))
        );
        Assert.All(
            attributes,
            attribute =>
            {
                Assert.DoesNotContain(
                    typeof(IAuthorizationRequirementData),
                    attribute.GetInterfaces()
                );
                // Hidden without setters, so that no one can point the attribute at another policy.
                Assert.Null(
                    attribute
                        .GetProperty(
                            "Policy",
                            BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance
                        )!
                        .SetMethod
                );
                Assert.Null(
                    attribute
                        .GetProperty(
                            "AuthenticationSchemes",
                            BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance
                        )!
                        .SetMethod
                );
            }
        );
    }

    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(
            typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute),
            inherit: false
        )
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
