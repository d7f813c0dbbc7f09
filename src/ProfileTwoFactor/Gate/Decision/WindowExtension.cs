using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Writes down that the member of a decision was active, at most once an interval.</summary>
internal sealed class WindowExtension(WindowStore windows, ILogger<ProfileGate> logger)
{
    /// <summary>Of several requests that find it due at once, one gets it.</summary>
    public ClaimedExtension? Claim(CachedDecision decision, long now)
    {
        var lastActive = decision.LastActive;
        return
            decision.Limits.WantsExtension(lastActive, now)
            && decision.TryClaimExtension(lastActive, now)
            ? new(decision, now, lastActive)
            : null;
    }

    /// <summary>A cache that takes no writes is no reason to refuse: the window is valid by what was read.</summary>
    public async Task WriteAsync(ClaimedExtension claimed)
    {
        try
        {
            await windows.ExtendAsync(
                claimed.Decision.Window,
                new DateTimeOffset(claimed.Now, TimeSpan.Zero)
            );
        }
        catch (DependencyUnavailableException exception)
        {
            Failed(claimed, exception);
        }
    }

    public void Failed(ClaimedExtension claimed, DependencyUnavailableException exception)
    {
        claimed.Return();
        GateLog.ExtensionFailed(logger, exception);
    }
}
