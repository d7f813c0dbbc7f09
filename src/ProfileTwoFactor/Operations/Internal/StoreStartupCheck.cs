using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Refuses the start with stores that would forget, or of which one half would never be read.</summary>
internal sealed class StoreStartupCheck(
    IEnumerable<StoreChoice> choices,
    IHostEnvironment environment,
    IOptions<InMemoryStoreOptions> inMemory
) : LifecycleService
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        var chosen = choices.ToArray();
        if (chosen.Length > 1)
        {
            throw new InvalidOperationException(
                $"{chosen.Length} kinds of stores are configured for ProfileTwoFactor: {string.Join("; ", chosen.Select(choice => choice.ToString()))}. "
                    + "A policy that is written to one kind isn't read from the other. Configure exactly one kind after AddProfileTwoFactor()."
            );
        }

        if (
            chosen.Any(choice => choice.PolicyStore == typeof(InMemoryPolicyStore))
            && !environment.IsDevelopment()
            && !inMemory.Value.AllowOutsideDevelopment
        )
        {
            throw new InvalidOperationException(
                $"ProfileTwoFactor's in-memory stores aren't allowed in the environment '{environment.EnvironmentName}': after a restart, and on each "
                    + "other node, they don't know that two-factor authentication is on, so profiles would be open. "
                    + "Use a durable store, such as AddEntityFrameworkStores<TContext>(), or call AddInMemoryStores(allowOutsideDevelopment: true)."
            );
        }

        return Task.CompletedTask;
    }
}
