using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds account-level two-factor authentication.</summary>
public static class AccountTwoFactorBuilderExtensions
{
    /// <summary>Adds account-level two-factor authentication. People who enable it sign in with a password and a code.</summary>
    /// <remarks>
    /// Sign people in with <see cref="IAccountTwoFactorManager.SignInAsync"/>. The package also checks every session of the app's cookie scheme:
    /// if a person has two-factor authentication enabled, a session that was created in another way isn't authenticated until the code is verified.
    /// </remarks>
    /// <typeparam name="TDirectory">The app's account directory. It is registered as scoped unless it is already registered.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Configures the options. Optional.</param>
    public static ProfileTwoFactorBuilder AddAccounts<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDirectory
    >(this ProfileTwoFactorBuilder builder, Action<AccountTwoFactorOptions>? configure = null)
        where TDirectory : class, IAccountDirectory
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddScoped<IAccountDirectory, TDirectory>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(AccountSessionGuard)))
        {
            return builder;
        }

        services.AddOptions<AccountTwoFactorOptions>().ValidateOnStart();
        services.AddSingleton<
            IValidateOptions<AccountTwoFactorOptions>,
            AccountTwoFactorOptionsValidator
        >();
        AddSessions(services);
        services.AddSingleton<AccountLookup>();
        services.AddSingleton<AccountCallRunner>();
        services.AddSingleton<SignInLookup>();
        services.AddSingleton<AccountSigningIn>();
        services.AddSingleton<AccountCodes>();
        services.AddSingleton<SessionContinuation>();
        services.AddSingleton<AccountSwitch>();
        services.AddSingleton<AccountStatusReader>();
        services.AddSingleton<AccountPasskeyWindow>();
        services.AddSingleton<AccountPasskeys>();
        services.AddSingleton<AccountAuthenticators>();
        services.TryAddSingleton<IAccountAuthenticatorManager, AccountAuthenticatorManager>();
        services.TryAddSingleton<IAccountPasskeyManager, AccountPasskeyManager>();
        services.AddSingleton<AccountGate>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAnswerProof, AccountAnswerProof>());
        services.AddSingleton<EventHistoryReader>();
        services.TryAddSingleton<IAccountTwoFactorManager, AccountTwoFactorManager>();
        return builder;
    }

    private static void AddSessions(IServiceCollection services)
    {
        services.AddSingleton<SessionScheme>();
        services.AddSingleton<AccountUserId>();
        services.AddSingleton<AccountPolicies>();
        services.AddSingleton<PartialSignInSeal>();
        services.AddSingleton<PartialSignInCookie>();
        services.AddSingleton<PartialSignInManager>();
        services.AddSingleton<IPartialSignInState, PartialSignInState>();
        services.AddSingleton<AccountSignInWriter>();
        services.AddSingleton<AccountSessionGuard>();
        services.AddSingleton<
            IPostConfigureOptions<CookieAuthenticationOptions>,
            SessionGuardSetup
        >();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, AccountStartupCheck>()
        );
    }
}
