using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens the calls about a member's authenticators.</summary>
internal sealed class ProfileAuthenticatorManager(
    ProfileCallRunner calls,
    MemberAuthenticators authenticators,
    MemberBinding binding,
    AuthenticatorReplacement own
) : IProfileAuthenticatorManager
{
    public Task<TwoFactorResult<IReadOnlyList<AuthenticatorInfo>>> ListAsync(
        HttpContext context,
        string profileId
    ) => calls.RunAsync("authenticators", context, profileId, authenticators.ListAsync);

    public Task<TwoFactorResult<PendingBindingSetup>> BeginFirstAsync(
        HttpContext context,
        string profileId,
        string? name,
        string? proof = null
    ) =>
        calls.RunAttemptAsync(
            "begin-binding",
            context,
            profileId,
            async call =>
                AuthenticatorName.TryParse(name, out var given, out var fault)
                    ? await binding.BeginAsync(call, proof, given)
                    : TwoFactorErrorFactory.InvalidRequest(fault)
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginAddingAsync(
        HttpContext context,
        string profileId,
        string? name = null
    ) =>
        calls.RunAsync(
            "begin-adding",
            context,
            profileId,
            call => authenticators.BeginAddingAsync(call, name)
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string profileId,
        string authenticatorId
    )
    {
        ArgumentNullException.ThrowIfNull(authenticatorId);
        return calls.RunAsync(
            "begin-replacement",
            context,
            profileId,
            call => own.BeginReplacementAsync(call, authenticatorId)
        );
    }

    public Task<TwoFactorResult> RenameAsync(
        HttpContext context,
        string profileId,
        string authenticatorId,
        string name
    )
    {
        ArgumentNullException.ThrowIfNull(authenticatorId);
        ArgumentNullException.ThrowIfNull(name);
        return calls.RunAsync(
            "rename-authenticator",
            context,
            profileId,
            call => authenticators.RenameAsync(call, authenticatorId, name)
        );
    }

    public Task<TwoFactorResult> RemoveAsync(
        HttpContext context,
        string profileId,
        string authenticatorId
    )
    {
        ArgumentNullException.ThrowIfNull(authenticatorId);
        return calls.RunAsync(
            "remove-authenticator",
            context,
            profileId,
            call => authenticators.RemoveAsync(call, authenticatorId)
        );
    }
}
