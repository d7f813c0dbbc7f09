namespace ProfileTwoFactor.Stores.InMemory;

/// <summary>Records are immutable except for their arrays: a caller that wipes a secret after use must not wipe the stored one.</summary>
internal static class BindingRecordCopy
{
    /// <summary>Of what a caller hands in.</summary>
    public static BindingRecord Of(BindingRecord record) =>
        OfStored(record) with
        {
            Windows = Array.AsReadOnly(record.Windows.ToArray()),
        };

    /// <summary>Of such a copy: its list of windows can't be changed, and neither can they.</summary>
    public static BindingRecord OfStored(BindingRecord record) =>
        record with
        {
            Active = record.Active is { } active
                ? active with
                {
                    Authenticators = ReadOnly(active.Authenticators, Of),
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
        };

    private static BoundAuthenticator Of(BoundAuthenticator authenticator) =>
        authenticator with
        {
            ProtectedSecret = authenticator.ProtectedSecret is { } secret ? [.. secret] : null,
            Passkey = authenticator.Passkey is { } passkey ? Of(passkey) : null,
        };

    private static PasskeyCredential Of(PasskeyCredential passkey) =>
        passkey with
        {
            CredentialId = [.. passkey.CredentialId],
            PublicKey = [.. passkey.PublicKey],
            Transports = ReadOnly(passkey.Transports, transport => transport),
            AttestationObject = [.. passkey.AttestationObject],
            ClientDataJson = [.. passkey.ClientDataJson],
        };

    private static BackupCodeSet Of(BackupCodeSet codes) =>
        codes with
        {
            Salt = [.. codes.Salt],
            Hashes = ReadOnly(codes.Hashes, hash => hash.ToArray()),
        };

    private static IReadOnlyList<T> ReadOnly<T>(IReadOnlyList<T> items, Func<T, T> copy)
    {
        var copies = new T[items.Count];
        for (var i = 0; i < copies.Length; i++)
        {
            copies[i] = copy(items[i]);
        }

        return Array.AsReadOnly(copies);
    }
}
