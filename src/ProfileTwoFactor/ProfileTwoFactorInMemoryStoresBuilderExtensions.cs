using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Stores.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds stores that keep data only in the memory of this process.</summary>
public static class ProfileTwoFactorInMemoryStoresBuilderExtensions
{
    /// <summary>Stores policies and bindings in the memory of this process. Use it for development and tests.</summary>
    /// <remarks>After a restart, the policies are lost, so two-factor authentication is disabled and profiles are open.</remarks>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="allowOutsideDevelopment">
    /// Whether the stores are allowed outside the Development environment. The default is false: the app then starts only in Development. A later call without this argument doesn't revoke it.
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
