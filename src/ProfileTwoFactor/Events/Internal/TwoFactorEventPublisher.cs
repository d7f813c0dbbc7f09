using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Events.Internal;

/// <summary>Tells the subscribers what happened, after it was committed.</summary>
/// <remarks>
/// All at once and each under the deadline of one dependency call, so that a subscriber that hangs costs the caller that long at
/// most, and the others still receive the event.
/// </remarks>
internal sealed class TwoFactorEventPublisher(
    IEnumerable<ITwoFactorEventSubscriber> subscribers,
    Deadline deadline,
    ILogger<TwoFactorEventPublisher> logger
)
{
    private readonly ITwoFactorEventSubscriber[] _subscribers = [.. subscribers];

    public Task PublishAsync(TwoFactorEvent happened) =>
        Task.WhenAll(_subscribers.Select(subscriber => TellAsync(subscriber, happened)));

    private async Task TellAsync(ITwoFactorEventSubscriber subscriber, TwoFactorEvent happened)
    {
        try
        {
            await deadline.CallAsync(
                DependencyNames.EventSubscriber,
                (subscriber, happened),
                static (s, token) => s.subscriber.OnAsync(s.happened, token)
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
