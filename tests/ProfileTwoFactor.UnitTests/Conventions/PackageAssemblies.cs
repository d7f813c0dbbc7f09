using System.Reflection;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.UnitTests.Conventions;

/// <summary>The packages whose types all follow the same conventions.</summary>
internal static class PackageAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } =
    [
        typeof(ProfileTwoFactorOptions).Assembly,
        typeof(TwoFactorMail).Assembly,
        typeof(ProfileTwoFactor.Identity.IdentityAccountOptions<>).Assembly,
        typeof(Microsoft.EntityFrameworkCore.ProfileTwoFactorModelBuilderExtensions).Assembly,
        typeof(ProfileTwoFactorPagesOptions).Assembly,
        typeof(FakeAuthenticator).Assembly,
    ];
}
