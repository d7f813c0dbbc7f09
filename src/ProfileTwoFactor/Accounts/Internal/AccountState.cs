using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What an account's policy demands of its sessions.</summary>
/// <param name="Enabled">Whether a session must have proven <paramref name="Epoch"/>.</param>
/// <param name="Epoch">The current epoch; null when two-factor authentication of the account was never enabled.</param>
/// <param name="LastEnabledEpoch">While it is off: the epoch whose proof still counts.</param>
internal sealed record AccountState(bool Enabled, string? Epoch, string? LastEnabledEpoch)
{
    public static AccountState Of(PolicyRecord? policy) =>
        new(policy is { Enabled: true }, policy?.Epoch, policy?.LastEnabledEpoch);
}
