using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A binding that was made from a record, together with what was committed to the record after it was read.</summary>
internal static class EpochCatchUp
{
    public static ActiveBinding Of(
        ActiveBinding copy,
        ActiveBinding original,
        ActiveBinding? read
    ) =>
        copy with
        {
            Authenticators =
            [
                .. copy.Authenticators.Select(item =>
                    original.Find(item.Id) is { } other ? Later(item, other) : item
                ),
                // What the record had when it was read, and the copy hasn't, was removed on purpose.
                .. original.Authenticators.Where(item =>
                    read is not null && read.Find(item.Id) is null && copy.Find(item.Id) is null
                ),
            ],
            BackupCodes = CodesOf(copy, original, read),
        };

    private static BoundAuthenticator Later(BoundAuthenticator item, BoundAuthenticator other) =>
        item with
        {
            Name = other.Name,
            LastAcceptedStep = Math.Max(item.LastAcceptedStep, other.LastAcceptedStep),
            LastUsedAt = other.LastUsedAt > item.LastUsedAt ? other.LastUsedAt : item.LastUsedAt,
            DisabledAt = item.DisabledAt ?? other.DisabledAt,
            Passkey =
                item.Passkey is { } passkey && other.Passkey is { } used
                    ? passkey with
                    {
                        SignCount = Math.Max(passkey.SignCount, used.SignCount),
                    }
                    : item.Passkey,
        };

    /// <remarks>A set that the copy brings is the one that was shown last. Where it has the one that was read, a new one may have been shown since.</remarks>
    private static BackupCodeSet? CodesOf(
        ActiveBinding copy,
        ActiveBinding original,
        ActiveBinding? read
    ) =>
        read is null || !IsSameSet(copy.BackupCodes, read.BackupCodes) ? copy.BackupCodes
        : IsSameSet(copy.BackupCodes, original.BackupCodes)
            ? Unused(copy.BackupCodes, original.BackupCodes)
        : original.BackupCodes;

    private static bool IsSameSet(BackupCodeSet? set, BackupCodeSet? other) =>
        set is null || other is null
            ? set is null && other is null
            : set.Salt.AsSpan().SequenceEqual(other.Salt);

    /// <returns>Those that neither has used.</returns>
    private static BackupCodeSet? Unused(BackupCodeSet? codes, BackupCodeSet? other) =>
        codes is null
            ? null
            : codes with
            {
                Hashes =
                [
                    .. codes.Hashes.Where(hash =>
                        other!.Hashes.Any(left => hash.AsSpan().SequenceEqual(left))
                    ),
                ],
            };
}
