using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What a person may do with the list of their authenticators, alike in every scope, and their removal in a profile.</summary>
internal sealed class MemberAuthenticators(
    BindingManager bindings,
    FreshProof proof,
    PendingSetup setup,
    ScopeRegistry scopes,
    CallEvents events
)
{
    public async Task<TwoFactorResult<IReadOnlyList<AuthenticatorInfo>>> ListAsync(ScopeCall call)
    {
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var verified = await proof.DemandVerifiedAsync(call);
        return verified.Succeeded
            ? TwoFactorResult<IReadOnlyList<AuthenticatorInfo>>.Success(
                AuthenticatorList.Of(verified.Value, setup.KindsOf(call))
            )
            : verified.Error;
    }

    public async Task<TwoFactorResult<PendingBindingSetup>> BeginAddingAsync(
        ScopeCall call,
        string? text
    )
    {
        if (!AuthenticatorName.TryParse(text, out var name, out var fault))
        {
            return TwoFactorErrorFactory.InvalidRequest(fault);
        }

        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(call);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        if (setup.RefuseApps(call) is { } refusal)
        {
            return refusal;
        }

        var active = fresh.Value.Binding;
        if (!AuthenticatorRules.HasRoom(active, AuthenticatorKind.Totp))
        {
            return TwoFactorErrorFactory.TooManyAuthenticators();
        }

        return await setup.BeginAsync(call, active, PendingAim.Addition(name)) is { } begun
            ? begun
            : AuthenticatorErrors.From(AuthenticatorRemoval.ProofGone);
    }

    public async Task<TwoFactorResult> RenameAsync(ScopeCall call, string id, string text)
    {
        if (!AuthenticatorName.TryParse(text, out var name, out var fault))
        {
            return TwoFactorErrorFactory.InvalidRequest(fault);
        }

        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var verified = await proof.DemandVerifiedAsync(call);
        if (!verified.Succeeded)
        {
            return verified.Error;
        }

        return await bindings.RenameAsync(call.Key, id, name)
            ? TwoFactorResult.Success
            : TwoFactorErrorFactory.NotFound();
    }

    /// <summary>In a profile. An account's sessions have to end as well, which takes a new epoch.</summary>
    public async Task<TwoFactorResult> RemoveAsync(ProfileCall call, string id)
    {
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var fresh = await proof.DemandFreshAsync(call);
        if (!fresh.Succeeded)
        {
            return fresh.Error;
        }

        // A commit whose outcome is unknown may have removed it. A refusal has not, and must not have decisions about all members
        // asked for again.
        AuthenticatorRemoval? outcome = null;
        try
        {
            outcome = await bindings.RemoveAsync(
                call.Key,
                id,
                fresh.Value.ProofId,
                setup.KindsOf(call)
            );
        }
        finally
        {
            if (outcome is null or AuthenticatorRemoval.Removed)
            {
                scopes.Invalidate(call.Subject.Scope);
            }
        }

        if (outcome != AuthenticatorRemoval.Removed)
        {
            return AuthenticatorErrors.From(outcome.Value);
        }

        await events.RemovedAsync(call);
        return TwoFactorResult.Success;
    }
}
