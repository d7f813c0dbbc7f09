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

    public IPolicyStore Policies => _policies.Value;

    public ISecretStore Secrets => _secrets.Value;
}
