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
    public Task<TwoFactorResult<ProvenBinding>> DemandFreshAsync(ScopeCall call) =>
        DemandAsync(call, rules.Of(call.Policy).SensitiveActionMaxAge);

    /// <summary>The binding the caller has proven within a window that is still open.</summary>
    public Task<TwoFactorResult<ProvenBinding>> DemandVerifiedAsync(ScopeCall call) =>
        DemandAsync(call, null);

    /// <summary>For binding a passkey: a backup code that was used for recovery counts as well.</summary>
    /// <param name="call">The call.</param>
    /// <param name="fresh">Whether another proof has to be recent. What began with one is completed with a window.</param>
    public async Task<TwoFactorResult<ProvenBinding>> DemandForPasskeyAsync(
        ScopeCall call,
        bool fresh
    ) =>
        await bindings.FindAsync(call.Key) is { Active: { } active } record
        && await windows.FindRecoveryAsync(call.Context, call.Subject, call.Policy, record)
            is { } recovery
            ? new ProvenBinding(active, recovery.ProofId)
            {
                WindowGeneration = record.WindowGeneration,
            }
            : await (fresh ? DemandFreshAsync(call) : DemandVerifiedAsync(call));

    private async Task<TwoFactorResult<ProvenBinding>> DemandAsync(ScopeCall call, TimeSpan? maxAge)
    {
        var record = await bindings.FindAsync(call.Key);
        if (
            record?.Active is not { } active
            || !AllowedKinds.Of(rules.Of(call.Policy)).Bound(active)
        )
        {
            return TwoFactorErrorFactory.NotBound();
        }

        var url = call.VerifyUrl(urls);
        var window = await windows.FindAsync(call.Context, call.Subject, call.Policy, record);
        if (window is not { } open)
        {
            return TwoFactorErrorFactory.VerificationRequired(call.ProfileId, url);
        }

        var proven = new ProvenBinding(active, open.ProofId)
        {
            WindowGeneration = record.WindowGeneration,
        };
        if (maxAge is not { } limit)
        {
            return proven;
        }

        return await ages.IsWithinAsync(call.Subject.Scope.Tenant, open.VerifiedAt, limit)
            ? proven
            : TwoFactorErrorFactory.FreshVerificationRequired(call.ProfileId, url, limit);
    }
}
