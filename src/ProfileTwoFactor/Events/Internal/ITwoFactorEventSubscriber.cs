namespace ProfileTwoFactor.Internal;

/// <summary>Hears of everything that happened. What it throws is logged; it can't undo, fail or hold up what is committed.</summary>
internal interface ITwoFactorEventSubscriber
{
    Task OnAsync(TwoFactorEvent happened, CancellationToken cancellationToken);
}
