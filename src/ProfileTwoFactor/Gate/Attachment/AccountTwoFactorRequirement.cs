using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>The account's proof in a policy. One instance, so that it is found by reference.</summary>
internal sealed class AccountTwoFactorRequirement : IAuthorizationRequirement
{
    private AccountTwoFactorRequirement() { }

    public static AccountTwoFactorRequirement Instance { get; } = new();

    public override string ToString() =>
        "ProfileTwoFactor: the account's two-factor authentication";
}
