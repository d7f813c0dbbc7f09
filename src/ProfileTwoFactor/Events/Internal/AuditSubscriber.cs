using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Events.Internal;

/// <summary>Gives each event to a sink made for it alone, whatever the host's request is in the middle of.</summary>
internal sealed class AuditSubscriber<TSink>(IServiceScopeFactory scopes) : ITwoFactorEventHandler
    where TSink : class, ITwoFactorAuditSink
{
    public async Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<TSink>()
            .WriteAsync(happened, cancellationToken);
    }
}
