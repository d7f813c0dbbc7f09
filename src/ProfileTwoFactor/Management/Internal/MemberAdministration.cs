using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What the Owner sees of the members, and the reset of one.</summary>
internal sealed class MemberAdministration(
    BindingManager bindings,
    MemberStates states,
    MemberLookup lookup,
    FreshProof proof,
    ScopeRegistry scopes,
    MemberRoll members,
    CallEvents events
)
{
    public async Task<TwoFactorResult<IReadOnlyList<MemberBindingInfo>>> ListAsync(ProfileCall call)
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
        }

        if (call.Enabled)
        {
            var verified = await proof.DemandVerifiedAsync(call);
            if (!verified.Succeeded)
            {
                return verified.Error;
            }
        }

        var listed = await members.ReadAsync(call);
        return TwoFactorResult<IReadOnlyList<MemberBindingInfo>>.Success([
            .. listed.Select(one => states.Of(one)),
        ]);
    }

    public async Task<TwoFactorResult> ResetAsync(ProfileCall call, string memberId)
    {
        if (!call.Subject.IsOwner)
        {
            return TwoFactorErrorFactory.NotOwner();
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

        if (string.Equals(memberId, call.Subject.MemberId, StringComparison.Ordinal))
        {
            return Oneself();
        }

        if (await lookup.FindAsync(call, memberId) is not { } member)
        {
            return TwoFactorErrorFactory.NotFound();
        }

        // Asked of what the directory found, not of what was typed: a host may compare ids without regard to case.
        if (string.Equals(member.MemberId, call.Subject.MemberId, StringComparison.Ordinal))
        {
            return Oneself();
        }

        var key = new BindingKey(
            call.Subject.Scope,
            call.Epoch,
            member.MemberId,
            member.Stamp ?? ""
        );
        bool voided;
        try
        {
            voided = await bindings.ResetAsync(key);
        }
        finally
        {
            // A commit whose outcome is unknown may have happened.
            scopes.Invalidate(call.Subject.Scope);
        }

        if (voided)
        {
            await events.ResetAsync(call, member);
        }

        return TwoFactorResult.Success;
    }

    private static TwoFactorError Oneself() =>
        TwoFactorErrorFactory.Conflict(
            "You can't reset your own authenticator. Replace it instead."
        );
}
