using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Events.Internal;

/// <summary>Gives each event to a handler made for it alone, whatever the host's request is in the middle of.</summary>
internal sealed class ScopedEventHandler<THandler>(IServiceScopeFactory scopes)
    : ITwoFactorEventHandler
    where THandler : class, ITwoFactorEventHandler
{
    public async Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<THandler>()
            .HandleAsync(happened, cancellationToken);
    }
}
