using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Demands a live window, or one young enough, before something that can't be undone.</summary>
internal sealed class FreshProof(
    BindingManager bindings,
    WindowManager windows,
    PolicyRules rules,
    ActionUrls urls,
    ProofAge ages
)
{
    /// <summary>The binding the caller has proven, recently enough.</summary>
    public Task<TwoFactorResult<ActiveBinding>> DemandFreshAsync(ScopeCall call) =>
        DemandAsync(call, rules.Of(call.Policy).SensitiveActionMaxAge);

    /// <summary>The binding the caller has proven within a window that is still open.</summary>
    public Task<TwoFactorResult<ActiveBinding>> DemandVerifiedAsync(ScopeCall call) =>
        DemandAsync(call, null);

    private async Task<TwoFactorResult<ActiveBinding>> DemandAsync(ScopeCall call, TimeSpan? maxAge)
    {
        var record = await bindings.FindAsync(call.Key);
        if (record?.Active is not { } active)
        {
            return TwoFactorErrorFactory.NotBound();
        }

        var url = call.VerifyUrl(urls);
        var window = await windows.FindAsync(call.Context, call.Subject, call.Policy!, record);
        if (window is not { } open)
        {
            return TwoFactorErrorFactory.VerificationRequired(call.ProfileId, url);
        }

        if (maxAge is not { } limit)
        {
            return active;
        }

        return await ages.IsWithinAsync(call.Subject.Scope.Tenant, open.VerifiedAt, limit)
            ? active
            : TwoFactorErrorFactory.FreshVerificationRequired(call.ProfileId, url, limit);
    }
}
