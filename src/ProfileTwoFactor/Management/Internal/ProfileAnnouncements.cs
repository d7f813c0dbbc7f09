using ProfileTwoFactor.Events;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Calls the announcer, under the deadline of one dependency call.</summary>
internal sealed class ProfileAnnouncements(
    IEnumerable<IProfileAnnouncer> announcers,
    Deadline deadline
)
{
    private readonly IProfileAnnouncer[] _announcers = [.. announcers];

    /// <exception cref="DependencyUnavailableException">An announcement can't be kept now.</exception>
    public async Task ProbeAsync(TwoFactorScope scope)
    {
        foreach (var announcer in _announcers)
        {
            await deadline.CallAsync(
                DependencyNames.Announcer,
                (announcer, scope),
                static (s, token) => s.announcer.ProbeAsync(s.scope, token)
            );
        }
    }

    /// <exception cref="DependencyUnavailableException">The announcement may not be kept; the profile must stay off.</exception>
    public async Task KeepAsync(ProfileTwoFactorEnabled enabling)
    {
        foreach (var announcer in _announcers)
        {
            await deadline.CallAsync(
                DependencyNames.Announcer,
                (announcer, enabling),
                static (s, token) => s.announcer.KeepAsync(s.enabling, token)
            );
        }
    }
}
