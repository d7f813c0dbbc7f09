namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class AccountDisabledResponse
{
    public required bool Enabled { get; init; }

    internal static AccountDisabledResponse From(AccountTwoFactorStatus status) =>
        new() { Enabled = status.Enabled };
}
