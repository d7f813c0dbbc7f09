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

    /// <summary>Whether anything would be sent.</summary>
    public bool Any => _announcers.Length > 0;

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

    /// <exception cref="DependencyUnavailableException">The reminders may not be kept; the date must stay.</exception>
    public async Task KeepAsync(ProfileEnforcementMoved moving)
    {
        foreach (var announcer in _announcers)
        {
            await deadline.CallAsync(
                DependencyNames.Announcer,
                (announcer, moving),
                static (s, token) => s.announcer.KeepDateAsync(s.moving, token)
            );
        }
    }

    /// <exception cref="DependencyUnavailableException">The reminder may not be kept.</exception>
    public async Task KeepAsync(MembersReminded reminding)
    {
        foreach (var announcer in _announcers)
        {
            await deadline.CallAsync(
                DependencyNames.Announcer,
                (announcer, reminding),
                static (s, token) => s.announcer.KeepReminderAsync(s.reminding, token)
            );
        }
    }
}
