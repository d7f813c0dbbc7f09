using System.Buffers.Text;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Where a member has verified, for the member: the windows that the store lists, with what the cache knows of each.</summary>
/// <remarks>A passive read: nothing is extended, and what is missing in the cache stays listed as long as it isn't known to have ended.</remarks>
internal sealed class WindowOverview(
    WindowStore store,
    WindowTokenSource tokens,
    WindowLifetimes lifetimes,
    ScopeRegistry scopes,
    TimeProvider time
)
{
    private const int IdLength = 22;

    /// <summary>The caller's own window first, then the newest.</summary>
    public async Task<IReadOnlyList<SeenWindow>> ReadAsync(
        HttpContext context,
        ScopeSubject subject,
        PolicyRecord policy,
        BindingRecord record
    )
    {
        var own = await FindOwnAsync(context, subject, policy, record);
        var limits = lifetimes.Of(policy);
        var shown = WindowList.Shown(policy, record, limits.Kinds, subject.SecurityStamp);
        var seen = await Task.WhenAll(
            shown
                .Concat(own.Unlisted is { } unlisted ? [unlisted] : [])
                .Select(window => SeeAsync(window, record, own, limits))
        );
        return
        [
            .. seen.Where(window => window is not null)
                .Select(window => window!.Value)
                .OrderByDescending(window => window.IsCurrent)
                .ThenByDescending(window => window.Window.OpenedAt),
        ];
    }

    /// <exception cref="DependencyUnavailableException">The cache can't answer.</exception>
    public async Task<OwnWindows> FindOwnAsync(
        HttpContext context,
        ScopeSubject subject,
        PolicyRecord policy,
        BindingRecord record
    )
    {
        var presented = new HashSet<string>(StringComparer.Ordinal);
        VerifiedWindow? unlisted = null;
        var scope = scopes.Scope(subject.Scope);
        foreach (var token in tokens.ReadForClosing(context, subject.User, scope))
        {
            var name = WindowList.NameOf(token);
            presented.Add(name);
            if (
                unlisted is null
                && WindowList.Find(record, name) is null
                && WindowCandidates.Of(
                    policy,
                    record,
                    lifetimes.Of(policy).Kinds,
                    subject.SecurityStamp,
                    token,
                    place: null
                )
                    is { } candidates
            )
            {
                unlisted = await FindUnlistedAsync(
                    context,
                    subject,
                    candidates,
                    token,
                    lifetimes.Of(policy)
                );
            }
        }

        return new OwnWindows(presented, unlisted);
    }

    private async Task<VerifiedWindow?> FindUnlistedAsync(
        HttpContext context,
        ScopeSubject subject,
        WindowCandidates candidates,
        WindowToken token,
        WindowLimits limits
    )
    {
        if (await store.FindAsync(candidates, limits) is not { } open)
        {
            return null;
        }

        var name = WindowList.NameOf(token);
        return new VerifiedWindow
        {
            // The same each time it is shown. It says nothing of the cookie: the name is a hash already.
            Id = Base64Url.EncodeToString(KeyHash.Compute("window-id.v1", name))[..IdLength],
            Presented = name,
            Place = token.Carrier == WindowCarrier.Cookie ? null : candidates.Place.Name.ToString(),
            BindingId = open.ProofId,
            SecurityStampHash = WindowList.HashOfStamp(subject.SecurityStamp),
            OpenedAt = open.VerifiedAt,
            Client = ClientHint.Of(context),
        };
    }

    /// <returns>Null when it is known that the window has lapsed.</returns>
    private async Task<SeenWindow?> SeeAsync(
        VerifiedWindow window,
        BindingRecord record,
        OwnWindows own,
        WindowLimits limits
    )
    {
        var isCurrent =
            own.Presented.Contains(window.Presented)
            || record.Windows.Any(other =>
                other.BelongsTo == window.Id && own.Presented.Contains(other.Presented)
            );
        var now = time.GetUtcNow().UtcTicks;
        var opened = window.OpenedAt.UtcTicks;
        if (!limits.IsAlive(opened, Math.Max(opened, now), now))
        {
            return null;
        }

        var look = WindowPlace.OfName(window.Place ?? window.Presented) is { } place
            ? await store.LookAsync(place)
            : default;
        if (look is { OpenedAt: { } openedAt, LastActive: { } active })
        {
            return limits.IsAlive(openedAt.UtcTicks, active.UtcTicks, now)
                // The two are written one after the other, and clocks of nodes differ: no one was active before it was listed.
                ? new SeenWindow(
                    window,
                    active > window.OpenedAt ? active : window.OpenedAt,
                    isCurrent
                )
                : null;
        }

        // A window without activity has lapsed, unless it is so young that only the cache can have lost it.
        return look.OpenedAt is null || limits.IsAlive(opened, opened, now)
            ? new SeenWindow(window, null, isCurrent)
            : null;
    }
}
