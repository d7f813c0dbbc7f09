using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Identity;
using ProfileTwoFactor.Identity.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds account-level two-factor authentication for the users of ASP.NET Core Identity.</summary>
public static class ProfileTwoFactorIdentityBuilderExtensions
{
    /// <summary>Adds account-level two-factor authentication for the users of ASP.NET Core Identity, in place of <c>AddAccounts&lt;TDirectory&gt;()</c> with a directory of the app.</summary>
    /// <remarks>
    /// <para>
    /// Users are found by <see cref="UserManager{TUser}"/>, and a session has the roles and claims of <see cref="IUserClaimsPrincipalFactory{TUser}"/>.
    /// The package checks the sessions of <see cref="IdentityConstants.ApplicationScheme"/>: however one was created (password, external login,
    /// password reset), it isn't authenticated until the code is verified. Users who are locked out, or who may not sign in yet, get no new session.
    /// </para>
    /// <para>
    /// Identity's own two-factor sign-in is another one. <c>PasswordSignInAsync</c> asks for Identity's code if a user has one there, and
    /// <see cref="IAccountTwoFactorManager.SignInAsync"/> refuses such a user, so that no login page skips that code.
    /// </para>
    /// <para>The app doesn't start if Identity isn't registered with <typeparamref name="TUser"/>, if its store has no security stamps, or if it issues bearer tokens (see <see cref="IdentityAccountOptions{TUser}.AllowBearerTokensWithoutCode"/>).</para>
    /// </remarks>
    /// <typeparam name="TUser">The user class that the app gave to <c>AddIdentity</c>, <c>AddDefaultIdentity</c>, or <c>AddIdentityCore</c>.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Sets the options of account two-factor authentication. Optional.</param>
    /// <param name="configureIdentity">Sets what is read from the app's users. Optional.</param>
    public static ProfileTwoFactorBuilder AddIdentityAccounts<TUser>(
        this ProfileTwoFactorBuilder builder,
        Action<AccountTwoFactorOptions>? configure = null,
        Action<IdentityAccountOptions<TUser>>? configureIdentity = null
    )
        where TUser : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (configureIdentity is not null)
        {
            services.Configure(configureIdentity);
        }

        services.AddOptions<IdentityAccountOptions<TUser>>();
        services.TryAddSingleton(new IdentityRegistrations(services));
        services.TryAddScoped<IdentityUsers<TUser>>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IConfigureOptions<AccountTwoFactorOptions>,
                IdentityAccountDefaults<TUser>
            >()
        );
        // Before the other checks, whose messages say less.
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, IdentityStartupCheck<TUser>>()
        );
        return builder.AddAccounts<IdentityAccountDirectory<TUser>>(configure);
    }

    /// <summary>Adds <see cref="ITwoFactorImport"/> for the authenticators and recovery codes that users have at ASP.NET Core Identity.</summary>
    /// <remarks>
    /// Users keep their authenticator app and their recovery codes, and the package asks for them. In the same transaction, Identity's key, recovery
    /// codes, and <c>TwoFactorEnabled</c> are removed. For this, the package's tables must be in the context of Identity's users.
    /// Import all users with <see cref="ITwoFactorImport.ImportAccountsAsync"/>, single ones with <see cref="ITwoFactorImport.ImportAccountAsync"/>, or each one at the next sign-in (<see cref="IdentityImportOptions{TUser}.AtSignIn"/>).
    /// If your app ever sent Identity's codes by mail or text message, also set <see cref="IdentityImportOptions{TUser}.HasAuthenticator"/>.
    /// </remarks>
    /// <typeparam name="TUser">The user class, as for <see cref="AddIdentityAccounts{TUser}"/>.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned. Also call <see cref="AddIdentityAccounts{TUser}"/> on it.</param>
    /// <param name="configure">Sets the options. Optional.</param>
    public static ProfileTwoFactorBuilder AddIdentityImport<TUser>(
        this ProfileTwoFactorBuilder builder,
        Action<IdentityImportOptions<TUser>>? configure = null
    )
        where TUser : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new IdentityImportOptions<TUser>();
        configure?.Invoke(options);
        builder.Services.TryAddSingleton(Options.Options.Create(options));
        builder.Services.TryAddScoped<IdentityUsers<TUser>>();
        return builder.AddImport<IdentityImportSource<TUser>>(options.AtSignIn);
    }
}
