using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Stores.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses stores that live in this process only.</summary>
public static class ProfileTwoFactorInMemoryStoresBuilderExtensions
{
    /// <summary>Keeps policies and bindings in this process. For development and tests.</summary>
    /// <remarks>After a restart nobody knows any more that two-factor authentication was on, and profiles are open.</remarks>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="allowOutsideDevelopment">
    /// Default: false; the host then refuses to start in any environment but Development. Once said, a later call without it doesn't take it back.
    /// </param>
    public static ProfileTwoFactorBuilder AddInMemoryStores(
        this ProfileTwoFactorBuilder builder,
        bool allowOutsideDevelopment = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (allowOutsideDevelopment)
        {
            builder.Services.Configure<InMemoryStoreOptions>(options =>
                options.AllowOutsideDevelopment = true
            );
        }

        return builder.AddStores<InMemoryPolicyStore, InMemorySecretStore>();
    }
}
