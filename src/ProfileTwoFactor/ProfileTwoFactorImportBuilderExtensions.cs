using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Operations.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the import of second factors from the app's earlier system.</summary>
public static class ProfileTwoFactorImportBuilderExtensions
{
    /// <summary>Adds <see cref="ITwoFactorImport"/> for a source of the app. For ASP.NET Core Identity, call <c>AddIdentityImport&lt;TUser&gt;()</c> of the package <c>ProfileTwoFactor.Identity</c> instead.</summary>
    /// <typeparam name="TSource">The source. It is registered as scoped, so it can use the context in which the package's stores are.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned. Also call <c>AddAccounts&lt;TDirectory&gt;()</c> on it.</param>
    /// <param name="atSignIn">
    /// Whether <see cref="IAccountTwoFactorManager.SignInAsync"/> imports the second factor of a person with <see cref="TwoFactorAccount.HasOtherSecondFactor"/>, and then
    /// asks for a code. The default is false: such a person isn't signed in.
    /// </param>
    public static ProfileTwoFactorBuilder AddImport<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource
    >(this ProfileTwoFactorBuilder builder, bool atSignIn = false)
        where TSource : class, ITwoFactorImportSource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddScoped<ITwoFactorImportSource, TSource>();
        services.TryAddSingleton<ImportPreparation>();
        services.TryAddSingleton<ImportCommit>();
        services.TryAddSingleton<AccountImport>();
        services.TryAddSingleton<ITwoFactorImport, TwoFactorImport>();
        if (atSignIn)
        {
            services.TryAddSingleton<ISignInImport, SignInImport>();
        }

        return builder;
    }
}
