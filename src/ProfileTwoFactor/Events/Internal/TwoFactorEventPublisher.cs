using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Events.Internal;

/// <summary>Tells the subscribers what happened, after it was committed.</summary>
/// <remarks>
/// All at once and each under the deadline of one dependency call, so that a subscriber that hangs costs the caller that long at
/// most, and the others still receive the event.
/// </remarks>
internal sealed class TwoFactorEventPublisher(
    IEnumerable<ITwoFactorEventHandler> subscribers,
    Deadline deadline,
    ILogger<TwoFactorEventPublisher> logger
)
{
    private readonly ITwoFactorEventHandler[] _subscribers = [.. subscribers];

    public Task PublishAsync(TwoFactorEvent happened) =>
        Task.WhenAll(_subscribers.Select(subscriber => TellAsync(subscriber, happened)));

    private async Task TellAsync(ITwoFactorEventHandler subscriber, TwoFactorEvent happened)
    {
        try
        {
            await deadline.CallAsync(
                DependencyNames.EventSubscriber,
                (subscriber, happened),
                static (s, token) => s.subscriber.HandleAsync(s.happened, token)
            );
        }
        catch (Exception exception)
        {
            SubscriberLog.SubscriberFailed(
                logger,
                subscriber.GetType().Name,
                happened.GetType().Name,
                FailureText.Of(exception)
            );
        }
    }
}
