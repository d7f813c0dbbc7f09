using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>A member's own authenticator in a profile: first binding and its confirmation, a replacement's as well.</summary>
internal sealed class MemberBinding(
    BindingManager bindings,
    WindowManager windows,
    PendingSetup setup,
    AuthenticatorReplacement own,
    CodeVerification verification,
    ScopeRegistry scopes,
    CallEvents events
)
{
    public async Task<TwoFactorResult<PendingBindingSetup>> BeginAsync(
        ProfileCall call,
        string? proof,
        string name = ""
    )
    {
        // Before enabling, only the Owner has anything to bind to.
        if (!call.Enabled && !call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        return await setup.BeginFirstAsync(call, proof, name);
    }

    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> ConfirmAsync(
        ProfileCall call,
        string? code
    )
    {
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var record = await bindings.FindAsync(call.Key);
        var claim = setup.ClaimOf(call, record?.Active);
        if (await own.RefuseReplacementAsync(call, record) is { } refusal)
        {
            return refusal;
        }

        await windows.ProbeAsync();
        var outcome = await ConfirmAsync(call, claim, code);
        if (outcome.Status != CodeStatus.Accepted)
        {
            await events.RefusedAsync(call, outcome);
            return CodeErrors.From(outcome);
        }

        await events.BoundAsync(call, outcome);
        setup.Forget(call);
        return await verification.OpenWindowAsync(call, outcome.Proven);
    }

    private async Task<CodeOutcome> ConfirmAsync(ProfileCall call, PendingClaim claim, string? code)
    {
        // A commit whose outcome is unknown may have ended the binding that cached decisions are about. A refusal has not, and must
        // not have the decisions about all members asked for again: it may cost the caller nothing.
        var changed = true;
        try
        {
            var outcome = await bindings.ConfirmAsync(call.Key, claim, code);
            changed = outcome.Status == CodeStatus.Accepted;
            return outcome;
        }
        finally
        {
            if (changed)
            {
                scopes.Invalidate(call.Subject.Scope);
            }
        }
    }
}
