using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Passkeys.Internal;
using ProfileTwoFactor.Policies;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds passkeys.</summary>
public static class ProfileTwoFactorPasskeysBuilderExtensions
{
    /// <summary>Accepts passkeys and security keys (WebAuthn) beside codes, for profiles and accounts.</summary>
    /// <remarks>
    /// People bind passkeys in addition to authenticator apps or in place of them, and use them wherever a code is asked for. A passkey can't be
    /// used on another site than the one it was bound on, so it can't be phished as a code can. The package uses ASP.NET Core's own WebAuthn
    /// handler and registers no service of ASP.NET Core Identity: an app that uses Identity keeps its own passkeys. Windows, limits, and backup
    /// codes stay as they are.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Sets the options. An <see cref="OptionsValidationException"/> at start says what is wrong with them.</param>
    public static ProfileTwoFactorBuilder AddPasskeys(
        this ProfileTwoFactorBuilder builder,
        Action<PasskeyOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<PasskeyOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PasskeyOptions>, PasskeyOptionsValidator>()
        );
        builder.Services.AddSingleton(new AddedAuthenticatorKind(SupportedAuthenticators.Passkey));
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, PasskeyStartupCheck>()
        );
        builder.Services.TryAddSingleton<OriginRule>();
        builder.Services.TryAddSingleton<IPasskeyCeremony, WebAuthnCeremony>();
        return builder;
    }
}
