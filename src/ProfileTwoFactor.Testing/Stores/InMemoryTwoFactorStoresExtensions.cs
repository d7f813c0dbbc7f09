using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Testing;

/// <summary>Replaces the app's stores in a host under test.</summary>
public static class InMemoryTwoFactorStoresExtensions
{
    // The mail package is not referenced here; a test holds the name.
    private const string MailStore = "ProfileTwoFactor.Mail.Stores.INotificationStore";

    /// <summary>Stores policies, bindings, and queued mails in memory instead of in the app's database. Call it in <c>ConfigureTestServices</c>.</summary>
    /// <param name="services">The services of the host under test, after the app has added its own.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// Each host starts with empty stores: no profile is enabled, and no member is bound. The app's own data, such as profiles and members, stays in
    /// its database. The stores are allowed in each environment, so use this method only in tests.
    /// </remarks>
    public static IServiceCollection UseInMemoryTwoFactorStores(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.RemoveAll<StoreChoice>();
        services.RemoveAll<IPolicyStore>();
        services.RemoveAll<ISecretStore>();
        // The clock of a database that holds none of the data any more.
        services.RemoveAll<IStoreClock>();
        foreach (
            var mails in services
                .Where(service => service.ServiceType.FullName == MailStore)
                .ToList()
        )
        {
            services.Remove(mails);
        }

        services.AddProfileTwoFactor().AddInMemoryStores(allowOutsideDevelopment: true);
        return services;
    }
}
