using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What a member has verified with, as windows know it: the id of an authenticator, or that of the backup codes.</summary>
/// <remarks>
/// The first authenticator's is what windows of the release before hold, which knew only one. Nodes of that release, beside this one, know
/// no other id, and so accept no window that another authenticator or a backup code opened.
/// </remarks>
internal static class ProofId
{
    // Ids of authenticators contain no dot.
    private const string BackupCode = ".backup-code";
    private const string Recovery = ".recovery";

    public static string OfBackupCode(ActiveBinding active) => active.BindingId + BackupCode;

    /// <summary>Of a backup code where only passkeys are accepted: it lets a new one be bound, and nothing else.</summary>
    public static string OfRecovery(ActiveBinding active) => active.BindingId + Recovery;

    /// <summary>Whether a window that was opened with it still counts: its authenticator is there, and of a kind that is allowed.</summary>
    public static bool Counts(ActiveBinding active, string proofId, AllowedKinds kinds) =>
        active.Find(proofId) is { } authenticator
            ? kinds.Usable(authenticator)
            : kinds.BackupCodes && IsPrimaryAnd(BackupCode, active, proofId);

    /// <summary>Whether it lets a new authenticator be bound: it counts, or is a backup code where those do nothing else.</summary>
    public static bool LetsBind(ActiveBinding active, string proofId, AllowedKinds kinds) =>
        Counts(active, proofId, kinds) || (!kinds.BackupCodes && IsRecovery(active, proofId));

    /// <summary>Whether what was proven with it at a moment has ended because its kind wasn't allowed since.</summary>
    public static bool EndedAt(
        ActiveBinding active,
        string proofId,
        AllowedKinds kinds,
        DateTimeOffset provenAt
    ) =>
        provenAt.UtcTicks
        < (
            active.Find(proofId) is { Kind: AuthenticatorKind.Passkey }
                ? kinds.PasskeysAfter
                : kinds.CodesAfter
        );

    /// <summary>Whether it is one of the binding, of a kind that counts or not.</summary>
    public static bool IsOf(ActiveBinding active, string proofId) =>
        active.Find(proofId) is { DisabledAt: null }
        || IsPrimaryAnd(BackupCode, active, proofId)
        || IsRecovery(active, proofId);

    public static bool IsRecovery(ActiveBinding active, string proofId) =>
        IsPrimaryAnd(Recovery, active, proofId);

    /// <summary>All that can have opened a window that still means something. The usual member has one authenticator, and it comes first.</summary>
    public static IEnumerable<string> AllOf(ActiveBinding active, AllowedKinds kinds)
    {
        foreach (var authenticator in active.Authenticators)
        {
            if (kinds.Usable(authenticator))
            {
                yield return authenticator.Id;
            }
        }

        yield return kinds.BackupCodes ? OfBackupCode(active) : OfRecovery(active);
    }

    /// <summary>Compared in two parts: each request of a member asks, and nothing need be put together for a comparison.</summary>
    private static bool IsPrimaryAnd(string suffix, ActiveBinding active, string proofId) =>
        proofId.EndsWith(suffix, StringComparison.Ordinal)
        && proofId.AsSpan(0, proofId.Length - suffix.Length).SequenceEqual(active.BindingId);

    public static ProofMethod MethodOf(ActiveBinding active, string proofId) =>
        active.Find(proofId) switch
        {
            { Kind: AuthenticatorKind.Totp } => ProofMethod.Code,
            { Passkey.IsBackupEligible: true } => ProofMethod.SoftwareKey,
            { Passkey: not null } => ProofMethod.HardwareKey,
            _ => ProofMethod.BackupCode,
        };
}
