namespace ProfileTwoFactor.Stores.InMemory;

/// <summary>Records are immutable except for their arrays: a caller that wipes a secret after use must not wipe the stored one.</summary>
internal static class BindingRecordCopy
{
    public static BindingRecord Of(BindingRecord record) =>
        record with
        {
            Active = record.Active is { } active
                ? active with
                {
                    ProtectedSecret = [.. active.ProtectedSecret],
                    BackupCodes = active.BackupCodes is { } codes ? Of(codes) : null,
                }
                : null,
            Pending = record.Pending is { } pending
                ? pending with
                {
                    ProtectedSecret = [.. pending.ProtectedSecret],
                    CallerHash = [.. pending.CallerHash],
                }
                : null,
            Enrollment = record.Enrollment is { } enrollment ? [.. enrollment] : null,
            Windows = Array.AsReadOnly(record.Windows.ToArray()),
        };

    private static BackupCodeSet Of(BackupCodeSet codes) =>
        codes with
        {
            Salt = [.. codes.Salt],
            Hashes = Array.AsReadOnly(codes.Hashes.Select(hash => hash.ToArray()).ToArray()),
        };
}
