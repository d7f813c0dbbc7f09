using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>What happened, in order.</summary>
internal sealed class RecordedEvents : ITwoFactorEventHandler
{
    private readonly List<TwoFactorEvent> _all = [];

    public Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        lock (_all)
        {
            _all.Add(happened);
        }

        return Task.CompletedTask;
    }

    public IReadOnlyList<T> Of<T>()
        where T : TwoFactorEvent
    {
        lock (_all)
        {
            return [.. _all.OfType<T>()];
        }
    }
}
