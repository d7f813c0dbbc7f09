using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Refuses the start with stores that would forget, or of which one half would never be read.</summary>
internal sealed class StoreStartupCheck(
    IEnumerable<StoreChoice> choices,
    IHostEnvironment environment,
    IOptions<InMemoryStoreOptions> inMemory
) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var chosen = choices.ToArray();
        if (chosen.Length > 1)
        {
            throw new InvalidOperationException(
                $"ProfileTwoFactor has {chosen.Length} kinds of stores: {string.Join("; ", chosen.Select(choice => choice.ToString()))}. "
                    + "Policies written to one would never be read from the other. Choose exactly one kind after AddProfileTwoFactor()."
            );
        }

        if (
            chosen.Any(choice => choice.PolicyStore == typeof(InMemoryPolicyStore))
            && !environment.IsDevelopment()
            && !inMemory.Value.AllowOutsideDevelopment
        )
        {
            throw new InvalidOperationException(
                $"ProfileTwoFactor's in-memory stores are refused in the environment '{environment.EnvironmentName}': after a restart, and on every "
                    + "other node, they would have forgotten that two-factor authentication is on, and profiles would be open. "
                    + "Choose a durable store, such as AddEntityFrameworkStores<TContext>(), or say AddInMemoryStores(allowOutsideDevelopment: true)."
            );
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
