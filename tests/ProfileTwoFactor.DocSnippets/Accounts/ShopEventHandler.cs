using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Events;

namespace Shop;

#region EventHandler
internal sealed class ShopEventHandler(ILogger<ShopEventHandler> logger) : ITwoFactorEventHandler
{
    public Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        if (happened is LockedOut)
        {
            logger.LogWarning("Member {Member} is locked out", happened.Context.MemberId);
        }

        return Task.CompletedTask;
    }
}
#endregion
