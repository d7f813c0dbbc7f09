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
            BackupCodes = copy.BackupCodes is { } codes
                ? Unused(codes, original.BackupCodes)
                : null,
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

    /// <remarks>Of the same set: those that neither has used. A new set has nothing to do with the old one.</remarks>
    private static BackupCodeSet Unused(BackupCodeSet codes, BackupCodeSet? other) =>
        other is not null && codes.Salt.AsSpan().SequenceEqual(other.Salt)
            ? codes with
            {
                Hashes =
                [
                    .. codes.Hashes.Where(hash =>
                        other.Hashes.Any(left => hash.AsSpan().SequenceEqual(left))
                    ),
                ],
            }
            : codes;
}
