using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Opens the calls about the authenticators of accounts.</summary>
internal sealed class AccountAuthenticatorManager(
    AccountCallRunner calls,
    MemberAuthenticators authenticators,
    AccountAuthenticators removal,
    AccountSwitch accountSwitch,
    AuthenticatorReplacement own
) : IAccountAuthenticatorManager
{
    public Task<TwoFactorResult<IReadOnlyList<AuthenticatorInfo>>> ListAsync(HttpContext context) =>
        calls.RunAsync("account-authenticators", context, authenticators.ListAsync);

    public Task<TwoFactorResult<PendingBindingSetup>> BeginFirstAsync(
        HttpContext context,
        string? name
    ) =>
        calls.RunAsync(
            "account-begin-binding",
            context,
            async call =>
                AuthenticatorName.TryParse(name, out var given, out var fault)
                    ? await accountSwitch.BeginAsync(call, given)
                    : TwoFactorErrorFactory.InvalidRequest(fault)
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginAddingAsync(
        HttpContext context,
        string? name = null
    ) =>
        calls.RunAsync(
            "account-begin-adding",
            context,
            call => authenticators.BeginAddingAsync(call, name)
        );

    public Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(
        HttpContext context,
        string authenticatorId
    )
    {
        ArgumentNullException.ThrowIfNull(authenticatorId);
        return calls.RunAsync(
            "account-begin-replacement",
            context,
            call => own.BeginReplacementAsync(call, authenticatorId)
        );
    }

    public Task<TwoFactorResult> RenameAsync(
        HttpContext context,
        string authenticatorId,
        string name
    )
    {
        ArgumentNullException.ThrowIfNull(authenticatorId);
        ArgumentNullException.ThrowIfNull(name);
        return calls.RunAsync(
            "account-rename-authenticator",
            context,
            call => authenticators.RenameAsync(call, authenticatorId, name)
        );
    }

    public Task<TwoFactorResult> RemoveAsync(HttpContext context, string authenticatorId)
    {
        ArgumentNullException.ThrowIfNull(authenticatorId);
        return calls.RunAsync(
            "account-remove-authenticator",
            context,
            call => removal.RemoveAsync(call, authenticatorId)
        );
    }
}
