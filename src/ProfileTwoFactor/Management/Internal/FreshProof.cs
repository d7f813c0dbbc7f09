using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Demands a live window, or one young enough, before something that can't be undone.</summary>
internal sealed class FreshProof(
    BindingManager bindings,
    WindowManager windows,
    ActionUrls urls,
    NodeClock clock,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options
)
{
    private readonly TimeSpan _maxAge = options.Value.SensitiveActionMaxAge;

    /// <summary>The binding the caller has proven, recently enough.</summary>
    public Task<TwoFactorResult<ActiveBinding>> DemandFreshAsync(ScopeSession session) =>
        DemandAsync(session, _maxAge);

    /// <summary>The binding the caller has proven within a window that is still open.</summary>
    public Task<TwoFactorResult<ActiveBinding>> DemandVerifiedAsync(ScopeSession session) =>
        DemandAsync(session, null);

    private async Task<TwoFactorResult<ActiveBinding>> DemandAsync(
        ScopeSession session,
        TimeSpan? maxAge
    )
    {
        var record = await bindings.FindAsync(session.Key);
        if (record?.Active is not { } active)
        {
            return TwoFactorErrors.NotBound();
        }

        var url = session.VerifyUrl(urls);
        var window = await windows.FindAsync(
            session.Context,
            session.Subject,
            session.Key,
            active.BindingId
        );
        if (window is not { } open)
        {
            return TwoFactorErrors.VerificationRequired(session.ProfileId, url);
        }

        if (maxAge is not { } limit)
        {
            return active;
        }

        // A node that is minutes behind would find every proof fresh.
        await clock.EnsureAgreesAsync(session.Subject.Scope.Tenant);
        return time.GetUtcNow() - open.VerifiedAt > limit
            ? TwoFactorErrors.FreshVerificationRequired(session.ProfileId, url, limit)
            : active;
    }
}
