namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>The scope of an account. A person who was created again under the same user id is another one.</summary>
internal static class AccountScope
{
    public static TwoFactorScope Of(TwoFactorAccount account, string tenant) =>
        TwoFactorScope.Account(account.UserId, account.Stamp).InTenant(tenant);
}
