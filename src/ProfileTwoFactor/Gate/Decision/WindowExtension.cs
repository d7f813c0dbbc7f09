using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Writes down that the member of a decision was active, at most once an interval.</summary>
internal sealed class WindowExtension(WindowStore windows, ILogger<ProfileGate> logger)
{
    public bool IsDue(CachedDecision decision, long now) =>
        decision.Limits.WantsExtension(decision.LastActive, now);

    /// <summary>Of several requests that find it due at once, one writes. A cache that takes no writes is no reason to refuse: the window is valid by what was read.</summary>
    public async Task WriteAsync(CachedDecision decision, long now)
    {
        var lastActive = decision.LastActive;
        if (
            !decision.Limits.WantsExtension(lastActive, now)
            || !decision.TryClaimExtension(lastActive, now)
        )
        {
            return;
        }

        try
        {
            await windows.ExtendAsync(decision.Window, new DateTimeOffset(now, TimeSpan.Zero));
        }
        catch (DependencyUnavailableException exception)
        {
            decision.ReturnExtension(now, lastActive);
            Failed(exception);
        }
    }

    public void Failed(DependencyUnavailableException exception) =>
        GateLog.ExtensionFailed(logger, exception);
}
