using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>What an account's policy demands of its sessions.</summary>
/// <param name="Enabled">Whether a session must have proven <paramref name="Epoch"/>.</param>
/// <param name="Epoch">The current epoch; null when two-factor authentication of the account was never enabled.</param>
/// <param name="LastEnabledEpoch">While it is off: the epoch whose proof still counts.</param>
/// <param name="Stamp">The stamp of the account, whose sessions must have been issued under it. Null where accounts have none.</param>
internal sealed record AccountState(
    bool Enabled,
    string? Epoch,
    string? LastEnabledEpoch,
    string? Stamp
)
{
    /// <summary>Of an account that is gone: nothing can have been proven of an epoch that is not used anywhere.</summary>
    public static AccountState Gone() => new(false, RandomId.Create(), null, RandomId.Create());

    public static AccountState Of(PolicyRecord? policy, string? stamp) =>
        new(policy is { Enabled: true }, policy?.Epoch, policy?.LastEnabledEpoch, stamp);
}
