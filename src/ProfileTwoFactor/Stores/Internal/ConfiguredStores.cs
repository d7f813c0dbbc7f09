using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Stores.Internal;

/// <summary>The stores that the host configured, resolved at the first use.</summary>
/// <remarks>
/// Not by constructors: in Development the container validates those when the host is built, and elsewhere it creates hosted services
/// before any start-up check runs. A host without stores would read a list of our internal types instead of what it has to add.
/// </remarks>
internal sealed class ConfiguredStores(IServiceProvider services)
{
    // Publication only: an exception is not kept, so that the next caller asks the container again.
    private readonly Lazy<IPolicyStore> _policies = new(
        services.GetRequiredService<IPolicyStore>,
        LazyThreadSafetyMode.PublicationOnly
    );
    private readonly Lazy<ISecretStore> _secrets = new(
        services.GetRequiredService<ISecretStore>,
        LazyThreadSafetyMode.PublicationOnly
    );

    private readonly Lazy<JointStore> _joint = new(
        () => JointStore.Of(services),
        LazyThreadSafetyMode.PublicationOnly
    );

    /// <summary>Null where the stores can't join a transaction of the app.</summary>
    public IImportStore? Import => services.GetService<IImportStore>();

    public IPolicyStore Policies => _policies.Value;

    public ISecretStore Secrets => _secrets.Value;

    /// <summary>Null where a policy and a binding are read one after the other.</summary>
    public IPolicyBindingStore? Joint => _joint.Value.Store;

    private sealed record JointStore(IPolicyBindingStore? Store)
    {
        // A store that reads from other tables than the configured stores would say that two-factor authentication is off.
        public static JointStore Of(IServiceProvider services) =>
            new(
                services.GetService<IPolicyBindingStore>() is { } store
                && store.ReadsFrom(
                    services.GetRequiredService<IPolicyStore>(),
                    services.GetRequiredService<ISecretStore>()
                )
                    ? store
                    : null
            );
    }
}
